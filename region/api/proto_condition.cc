#include "region/api/proto_condition.h"

#include <array>

#include "proto/region.pb.h"
#include "region/api/proto_path.h"
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

// --- from the wire -------------------------------------------------------------------------------

Result<Operand> operand_from_proto(const v1::Operand& in) {
  if (in.has_value()) {
    Result<AttributeValue> value = attribute_value_from_proto(in.value());
    if (!value) return propagate(value);
    return Operand(*std::move(value));
  }
  Result<Path> path = path_from_proto(in.has_size_of() ? in.size_of() : in.path());
  if (!path) return propagate(path);
  return in.has_size_of() ? Operand(SizeOf{*std::move(path)}) : Operand(*std::move(path));
}

// Several operands at once: all of them, or the first failure.
template <typename... Messages>
Result<std::array<Operand, sizeof...(Messages)>> operands_from_proto(const Messages&... in) {
  std::array<Operand, sizeof...(Messages)> out;
  std::size_t next = 0;
  for (const v1::Operand* one : {&in...}) {
    Result<Operand> operand = operand_from_proto(*one);
    if (!operand) return propagate(operand);
    out[next++] = *std::move(operand);
  }
  return out;
}

Result<Condition> comparison_from_proto(const v1::Comparison& in) {
  auto operands = operands_from_proto(in.left(), in.right());
  if (!operands) return propagate(operands);
  for (const ComparatorName& row : kComparators) {
    if (row.text == in.comparator())
      return Condition::compare((*operands)[0], row.comparator, (*operands)[1]);
  }
  return fail(ErrorCode::kValidation, "Invalid comparator: {}", in.comparator());
}

template <typename Node>
Result<Condition> pair_condition(const v1::OperandPair& in) {
  auto operands = operands_from_proto(in.first(), in.second());
  if (!operands) return propagate(operands);
  return Condition{Node{std::move((*operands)[0]), std::move((*operands)[1])}};
}

Result<Condition> between_from_proto(const v1::Between& in) {
  auto operands = operands_from_proto(in.value(), in.low(), in.high());
  if (!operands) return propagate(operands);
  auto& [value, low, high] = *operands;
  return Condition{Between{std::move(value), std::move(low), std::move(high)}};
}

Result<Condition> in_from_proto(const v1::In& in) {
  Result<Operand> value = operand_from_proto(in.value());
  if (!value) return propagate(value);
  In node{*std::move(value), {}};
  for (const v1::Operand& one : in.choices()) {
    Result<Operand> choice = operand_from_proto(one);
    if (!choice) return propagate(choice);
    node.choices.push_back(*std::move(choice));
  }
  return Condition{std::move(node)};
}

Result<Condition> type_from_proto(const v1::AttributeTypeIs& in) {
  Result<Path> path = path_from_proto(in.path());
  if (!path) return propagate(path);
  return Condition{AttributeTypeIs{*std::move(path), in.type()}};
}

template <typename Node>
Result<Condition> path_condition(const v1::Path& in) {
  Result<Path> path = path_from_proto(in);
  if (!path) return propagate(path);
  return Condition{Node{std::move(*path)}};
}

template <typename Node>
Result<Condition> compound(const v1::Conditions& in, int depth) {
  Node node;
  for (const v1::Condition& one : in.operands()) {
    Result<Condition> operand = condition_from_proto(one, depth + 1);
    if (!operand) return operand;
    node.operands.push_back(std::move(*operand));
  }
  return Condition{std::move(node)};
}

Result<Condition> negated_from_proto(const v1::Condition& in, int depth) {
  Result<Condition> operand = condition_from_proto(in, depth + 1);
  if (!operand) return operand;
  Not node;
  node.operand.push_back(std::move(*operand));
  return Condition{std::move(node)};
}

// --- to the wire ---------------------------------------------------------------------------------

struct OperandToProto {
  v1::Operand* out;

  void operator()(const Path& path) const { to_proto(path, out->mutable_path()); }
  void operator()(const AttributeValue& value) const { to_proto(value, out->mutable_value()); }
  void operator()(const SizeOf& size) const { to_proto(size.path, out->mutable_size_of()); }
};

void put(const Operand& operand, v1::Operand* out) {
  std::visit(OperandToProto{out}, operand);
}

struct ConditionToProto {
  v1::Condition* out;

  void operator()(const AttributeExists& node) const {
    to_proto(node.path, out->mutable_attribute_exists());
  }
  void operator()(const AttributeNotExists& node) const {
    to_proto(node.path, out->mutable_attribute_not_exists());
  }
  void operator()(const AttributeTypeIs& node) const {
    to_proto(node.path, out->mutable_attribute_type()->mutable_path());
    out->mutable_attribute_type()->set_type(node.type);
  }
  void operator()(const BeginsWith& node) const {
    put(node.value, out->mutable_begins_with()->mutable_first());
    put(node.prefix, out->mutable_begins_with()->mutable_second());
  }
  void operator()(const Contains& node) const {
    put(node.container, out->mutable_contains()->mutable_first());
    put(node.element, out->mutable_contains()->mutable_second());
  }
  void operator()(const Comparison& node) const {
    v1::Comparison* comparison = out->mutable_comparison();
    put(node.left, comparison->mutable_left());
    put(node.right, comparison->mutable_right());
    for (const ComparatorName& row : kComparators) {
      if (row.comparator == node.comparator) comparison->set_comparator(std::string(row.text));
    }
  }
  void operator()(const Between& node) const {
    put(node.value, out->mutable_between()->mutable_value());
    put(node.low, out->mutable_between()->mutable_low());
    put(node.high, out->mutable_between()->mutable_high());
  }
  void operator()(const In& node) const {
    put(node.value, out->mutable_in()->mutable_value());
    for (const Operand& choice : node.choices) put(choice, out->mutable_in()->add_choices());
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
    case v1::Condition::kAttributeType:
      return type_from_proto(in.attribute_type());
    case v1::Condition::kBeginsWith:
      return pair_condition<BeginsWith>(in.begins_with());
    case v1::Condition::kContains:
      return pair_condition<Contains>(in.contains());
    case v1::Condition::kComparison:
      return comparison_from_proto(in.comparison());
    case v1::Condition::kBetween:
      return between_from_proto(in.between());
    case v1::Condition::kIn:
      return in_from_proto(in.in());
    case v1::Condition::kAllOf:
      return compound<AllOf>(in.all_of(), depth);
    case v1::Condition::kAnyOf:
      return compound<AnyOf>(in.any_of(), depth);
    case v1::Condition::kNegated:
      return negated_from_proto(in.negated(), depth);
    default:
      return fail(ErrorCode::kValidation, "The condition is empty");
  }
}

void to_proto(const Condition& condition, v1::Condition* out) {
  std::visit(ConditionToProto{out}, condition.node);
}

}  // namespace lastwrite
