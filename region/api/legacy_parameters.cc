#include "region/api/legacy_parameters.h"

#include <algorithm>
#include <array>

#include <boost/json.hpp>

#include "region/api/json_shape.h"
#include "region/api/json_value.h"

namespace lastwrite {
namespace json = boost::json;
namespace {

constexpr std::string_view kInvalidParameters = "One or more parameter values were invalid: ";

// How many values a comparison operator takes.
struct Arity {
  std::string_view name;
  std::size_t least;
  std::size_t most;
};

constexpr std::array<Arity, 13> kOperators = {{{"EQ", 1, 1},
                                               {"NE", 1, 1},
                                               {"LE", 1, 1},
                                               {"LT", 1, 1},
                                               {"GE", 1, 1},
                                               {"GT", 1, 1},
                                               {"NOT_NULL", 0, 0},
                                               {"NULL", 0, 0},
                                               {"CONTAINS", 1, 1},
                                               {"NOT_CONTAINS", 1, 1},
                                               {"BEGINS_WITH", 1, 1},
                                               {"IN", 1, 100},
                                               {"BETWEEN", 2, 2}}};

Failure invalid(const std::string& message) {
  return fail(ErrorCode::kValidation, "{}{}", kInvalidParameters, message);
}

Condition negated(Condition condition) {
  Not node;
  node.operand.push_back(std::move(condition));
  return Condition{std::move(node)};
}

Condition compared(Path path, std::string_view name, const std::vector<AttributeValue>& values) {
  if (name == "NOT_NULL") return Condition::exists(std::move(path));
  if (name == "NULL") return Condition::not_exists(std::move(path));
  if (name == "CONTAINS") return {Contains{std::move(path), values[0]}};
  if (name == "NOT_CONTAINS") {
    // False of an attribute that is missing, unlike the negation alone.
    AllOf both;
    both.operands.push_back(Condition::exists(path));
    both.operands.push_back(negated({Contains{std::move(path), values[0]}}));
    return {std::move(both)};
  }
  if (name == "BEGINS_WITH") return {BeginsWith{std::move(path), values[0]}};
  if (name == "BETWEEN") return {Between{std::move(path), values[0], values[1]}};
  if (name == "IN") return {In{std::move(path), {values.begin(), values.end()}}};
  constexpr std::array<std::pair<std::string_view, Comparator>, 6> kComparators = {
      {{"EQ", Comparator::kEqual},
       {"NE", Comparator::kNotEqual},
       {"LE", Comparator::kLessOrEqual},
       {"LT", Comparator::kLess},
       {"GE", Comparator::kGreaterOrEqual},
       {"GT", Comparator::kGreater}}};
  const auto* found = std::find_if(kComparators.begin(), kComparators.end(),
                                   [&](const auto& row) { return row.first == name; });
  return Condition::compare(std::move(path), found->second, values[0]);
}

Result<std::vector<AttributeValue>> values_of(const json::object& in) {
  std::vector<AttributeValue> values;
  const json::value* list = in.if_contains("AttributeValueList");
  if (list == nullptr) return values;
  const auto array = array_of(*list);
  if (!array) return propagate(array);
  for (const json::value& one : **array) {
    auto value = attribute_value_from_json(one);
    if (!value) return propagate(value);
    values.push_back(*std::move(value));
  }
  return values;
}

Result<Condition> comparison_of(const std::string& name, const json::object& in) {
  const auto operation = string_of(in.at("ComparisonOperator"));
  if (!operation) return propagate(operation);
  const auto* known = std::find_if(kOperators.begin(), kOperators.end(),
                                   [&](const Arity& one) { return one.name == *operation; });
  if (known == kOperators.end())
    return invalid(fmt::format("'{}' is no ComparisonOperator", *operation));
  auto values = values_of(in);
  if (!values) return propagate(values);
  if (const json::value* value = in.if_contains("Value"); value && values->empty()) {
    auto one = attribute_value_from_json(*value);
    if (!one) return propagate(one);
    values->push_back(*std::move(one));
  }
  if (values->size() < known->least || values->size() > known->most)
    return invalid(
        fmt::format("Invalid number of argument(s) for the {} ComparisonOperator", *operation));
  return compared(attribute(name), *operation, *values);
}

// Expected without a ComparisonOperator: Value, or Exists.
Result<Condition> expectation_of(const std::string& name, const json::object& in) {
  bool exists = true;
  if (const json::value* given = in.if_contains("Exists")) {
    const auto flag = bool_of(*given);
    if (!flag) return propagate(flag);
    exists = *flag;
  }
  const json::value* value = in.if_contains("Value");
  if (!exists) {
    if (value)
      return invalid(
          fmt::format("Value cannot be used when Exists is false for Attribute: {}", name));
    return Condition::not_exists(attribute(name));
  }
  if (!value)
    return invalid(fmt::format("Value must be provided when Exists is {} for Attribute: {}",
                               in.if_contains("Exists") ? "true" : "null", name));
  auto wanted = attribute_value_from_json(*value);
  if (!wanted) return propagate(wanted);
  return Condition::compare(attribute(name), Comparator::kEqual, *std::move(wanted));
}

// All conditions of a map of attribute names, joined as ConditionalOperator says.
std::optional<Condition> joined(JsonFields& in, std::string_view member) {
  const json::object* conditions = in.object(member);
  if (conditions == nullptr) return std::nullopt;
  const bool any = in.choice("ConditionalOperator", {"AND", "OR"}) == "OR";
  std::vector<Condition> operands;
  for (const auto& [name, value] : *conditions) {
    const auto object = object_of(value);
    Result<Condition> one = !object ? Result<Condition>(propagate(object))
                            : (*object)->contains("ComparisonOperator")
                                ? comparison_of(std::string(name), **object)
                                : expectation_of(std::string(name), **object);
    if (!one) {
      in.note(one.error());
      return std::nullopt;
    }
    operands.push_back(*std::move(one));
  }
  if (any) return Condition{AnyOf{std::move(operands)}};
  return Condition{AllOf{std::move(operands)}};
}

// One way of saying it, not both.
void check_one_way(JsonFields& in, std::string_view legacy, std::string_view expression) {
  if (!in.has(legacy) || !in.has(expression)) return;
  in.note(ErrorCode::kValidation,
          fmt::format("Can not use both expression and non-expression parameters in the same "
                      "request: Non-expression parameters: {{{}}} Expression parameters: {{{}}}",
                      legacy, expression));
}

std::optional<Condition> either(JsonFields& in, std::string_view expression,
                                std::string_view legacy) {
  check_one_way(in, legacy, expression);
  if (in.has(expression)) return in.condition(expression);
  return joined(in, legacy);
}

Result<UpdateAction> action_of(const std::string& name, const json::object& in) {
  std::string_view verb = "PUT";
  if (const json::value* given = in.if_contains("Action")) {
    const auto text = string_of(*given);
    if (!text) return propagate(text);
    verb = *text;
  }
  const json::value* given = in.if_contains("Value");
  if (given == nullptr) {
    if (verb == "DELETE") return UpdateAction(RemoveAction{attribute(name)});
    return invalid(
        fmt::format("Only DELETE action is allowed when no attribute value is "
                    "specified"));
  }
  auto value = attribute_value_from_json(*given);
  if (!value) return propagate(value);
  if (verb == "PUT") return UpdateAction(SetAction{attribute(name), *std::move(value)});
  if (verb == "ADD") return UpdateAction(AddAction{attribute(name), *std::move(value)});
  if (verb == "DELETE") return UpdateAction(DeleteAction{attribute(name), *std::move(value)});
  return invalid(fmt::format("'{}' is no Action: it is PUT, ADD or DELETE", verb));
}

}  // namespace

std::optional<Condition> write_condition(JsonFields& in) {
  return either(in, "ConditionExpression", "Expected");
}

Update update_of(JsonFields& in) {
  check_one_way(in, "AttributeUpdates", "UpdateExpression");
  if (in.has("UpdateExpression")) return in.update("UpdateExpression").value_or(Update{});
  Update update;
  const json::object* actions = in.object("AttributeUpdates");
  if (actions == nullptr) return update;
  for (const auto& [name, value] : *actions) {
    const auto object = object_of(value);
    Result<UpdateAction> action =
        object ? action_of(std::string(name), **object) : Result<UpdateAction>(propagate(object));
    if (!action) {
      in.note(action.error());
      return update;
    }
    update.actions.push_back(*std::move(action));
  }
  return update;
}

std::optional<std::vector<Path>> projection_of(JsonFields& in) {
  check_one_way(in, "AttributesToGet", "ProjectionExpression");
  if (in.has("ProjectionExpression")) return in.projection("ProjectionExpression");
  if (!in.has("AttributesToGet")) return std::nullopt;
  std::vector<Path> paths;
  for (std::string& name : in.texts("AttributesToGet")) {
    if (std::find(paths.begin(), paths.end(), attribute(name)) != paths.end())
      in.note(ErrorCode::kValidation,
              fmt::format("{}Duplicate value in attribute name: {}", kInvalidParameters, name));
    paths.push_back(attribute(std::move(name)));
  }
  return paths;
}

std::optional<Condition> filter_of(JsonFields& in, std::string_view legacy) {
  return either(in, "FilterExpression", legacy);
}

Condition key_condition_of(JsonFields& in) {
  auto condition = either(in, "KeyConditionExpression", "KeyConditions");
  if (!condition && in.ok())
    in.note(ErrorCode::kValidation,
            "Either the KeyConditions or KeyConditionExpression parameter must be specified in the "
            "request.");
  return condition ? *std::move(condition) : Condition{AllOf{}};
}

}  // namespace lastwrite
