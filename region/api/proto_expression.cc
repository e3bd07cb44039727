#include "region/api/proto_expression.h"

#include <array>

#include "proto/region.pb.h"
#include "region/base/check.h"
#include "region/value/proto_value.h"

namespace lastwrite {
namespace {

struct ComparatorName {
  Comparator comparator;
  std::string_view text;
};

constexpr std::array kComparators = {
    ComparatorName{Comparator::kEqual, "="},   ComparatorName{Comparator::kNotEqual, "<>"},
    ComparatorName{Comparator::kLess, "<"},    ComparatorName{Comparator::kLessOrEqual, "<="},
    ComparatorName{Comparator::kGreater, ">"}, ComparatorName{Comparator::kGreaterOrEqual, ">="}};

Result<Path> path_from_proto(const v1::Path& in) {
  Path path;
  for (const v1::PathElement& element : in.elements()) {
    if (element.has_name()) {
      path.elements.emplace_back(element.name());
    } else if (element.has_index()) {
      path.elements.emplace_back(static_cast<std::size_t>(element.index()));
    } else {
      return fail(ErrorCode::kValidation,
                  "A document path has an element that is neither a name nor an index");
    }
  }
  if (path.elements.empty() || !std::holds_alternative<std::string>(path.elements.front())) {
    return fail(ErrorCode::kValidation, "A document path must begin with an attribute name");
  }
  return path;
}

void path_to_proto(const Path& path, v1::Path* out) {
  for (const PathElement& element : path.elements) {
    if (const auto* name = std::get_if<std::string>(&element)) {
      out->add_elements()->set_name(*name);
    } else {
      out->add_elements()->set_index(std::get<std::size_t>(element));
    }
  }
}

Result<Condition> comparison_from_proto(const v1::Comparison& in) {
  Result<Path> path = path_from_proto(in.path());
  if (!path) return propagate(path);
  Result<AttributeValue> value = attribute_value_from_proto(in.value());
  if (!value) return propagate(value);
  for (const ComparatorName& row : kComparators) {
    if (row.text == in.comparator()) return Condition::compare(*path, row.comparator, *value);
  }
  return fail(ErrorCode::kValidation, "Invalid comparator: {}", in.comparator());
}

Result<std::vector<Condition>> operands_from_proto(const v1::Conditions& in, int depth) {
  std::vector<Condition> operands;
  for (const v1::Condition& one : in.operands()) {
    Result<Condition> operand = condition_from_proto(one, depth + 1);
    if (!operand) return propagate(operand);
    operands.push_back(std::move(*operand));
  }
  return operands;
}

template <typename Node>
Result<Condition> path_condition(const v1::Path& in) {
  Result<Path> path = path_from_proto(in);
  if (!path) return propagate(path);
  return Condition{Node{std::move(*path)}};
}

template <typename Node>
Result<Condition> compound(const v1::Conditions& in, int depth) {
  auto operands = operands_from_proto(in, depth);
  if (!operands) return propagate(operands);
  return Condition{Node{std::move(*operands)}};
}

struct ConditionToProto {
  v1::Condition* out;

  void operator()(const AttributeExists& node) const {
    path_to_proto(node.path, out->mutable_attribute_exists());
  }
  void operator()(const AttributeNotExists& node) const {
    path_to_proto(node.path, out->mutable_attribute_not_exists());
  }
  void operator()(const Comparison& node) const {
    path_to_proto(node.path, out->mutable_comparison()->mutable_path());
    for (const ComparatorName& row : kComparators) {
      if (row.comparator == node.comparator)
        out->mutable_comparison()->set_comparator(std::string(row.text));
    }
    to_proto(node.value, out->mutable_comparison()->mutable_value());
  }
  void operator()(const AllOf& node) const {
    for (const Condition& one : node.operands) to_proto(one, out->mutable_all_of()->add_operands());
    out->mutable_all_of();
  }
  void operator()(const AnyOf& node) const {
    for (const Condition& one : node.operands) to_proto(one, out->mutable_any_of()->add_operands());
    out->mutable_any_of();
  }
  void operator()(const Not& node) const {
    LW_CHECK(node.operand.size() == 1, "NOT of {} operands", node.operand.size());
    to_proto(node.operand.front(), out->mutable_negated());
  }
};

struct ActionToProto {
  v1::UpdateAction* out;

  void operator()(const SetAction& action) const { write("SET", action.path, &action.value); }
  void operator()(const RemoveAction& action) const { write("REMOVE", action.path, nullptr); }
  void operator()(const AddAction& action) const { write("ADD", action.path, &action.value); }

  void write(const char* verb, const Path& path, const AttributeValue* value) const {
    out->set_verb(verb);
    path_to_proto(path, out->mutable_path());
    if (value) to_proto(*value, out->mutable_value());
  }
};

}  // namespace

Result<Condition> condition_from_proto(const v1::Condition& in, int depth) {
  if (depth > kConditionDepthMax) {
    return fail(ErrorCode::kValidation, "The condition is nested more than {} levels deep",
                kConditionDepthMax);
  }
  switch (in.node_case()) {
    case v1::Condition::kAttributeExists:
      return path_condition<AttributeExists>(in.attribute_exists());
    case v1::Condition::kAttributeNotExists:
      return path_condition<AttributeNotExists>(in.attribute_not_exists());
    case v1::Condition::kComparison:
      return comparison_from_proto(in.comparison());
    case v1::Condition::kAllOf:
      return compound<AllOf>(in.all_of(), depth);
    case v1::Condition::kAnyOf:
      return compound<AnyOf>(in.any_of(), depth);
    case v1::Condition::kNegated: {
      Result<Condition> operand = condition_from_proto(in.negated(), depth + 1);
      if (!operand) return operand;
      Not node;
      node.operand.push_back(std::move(*operand));
      return Condition{std::move(node)};
    }
    default:
      return fail(ErrorCode::kValidation, "The condition is empty");
  }
}

void to_proto(const Condition& condition, v1::Condition* out) {
  std::visit(ConditionToProto{out}, condition.node);
}

Result<UpdateAction> action_from_proto(const v1::UpdateAction& in) {
  Result<Path> path = path_from_proto(in.path());
  if (!path) return propagate(path);
  if (in.verb() == "REMOVE") return UpdateAction(RemoveAction{std::move(*path)});
  Result<AttributeValue> value = attribute_value_from_proto(in.value());
  if (!value) return propagate(value);
  if (in.verb() == "SET") return UpdateAction(SetAction{std::move(*path), std::move(*value)});
  if (in.verb() == "ADD") return UpdateAction(AddAction{std::move(*path), std::move(*value)});
  return fail(ErrorCode::kValidation, "Invalid update verb: {}", in.verb());
}

void to_proto(const UpdateAction& action, v1::UpdateAction* out) {
  std::visit(ActionToProto{out}, action);
}

}  // namespace lastwrite
