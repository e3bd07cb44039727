#include "region/expression/update_functions.h"

#include <array>

#include <fmt/format.h>

namespace lastwrite {
namespace {

std::string_view known_type(const UpdateValue& value) {
  const auto* literal = std::get_if<AttributeValue>(&value.node);
  return literal ? literal->type_name() : "";
}

void check_type(Mistakes& mistakes, std::string_view name, std::string_view wanted,
                std::array<const UpdateValue*, 2> operands) {
  for (const UpdateValue* operand : operands) {
    const std::string_view type = known_type(*operand);
    if (type.empty() || type == wanted) continue;
    mistakes.note(Mistake::kOperandType,
                  fmt::format("Incorrect operand type for operator or function; operator or "
                              "function: {}, operand type: {}",
                              name, type));
  }
}

UpdateValue if_not_exists(Mistakes& mistakes, std::vector<UpdateValue> arguments) {
  const auto* path = std::get_if<Path>(&arguments[0].node);
  if (path == nullptr) {
    mistakes.note(Mistake::kOperandType,
                  "Operator or function requires a document path; operator or function: "
                  "if_not_exists");
    return AttributeValue();
  }
  IfNotExists node{*path, {}};
  node.fallback.push_back(std::move(arguments[1]));
  return UpdateValue(std::move(node));
}

}  // namespace

UpdateValue call_update_function(Mistakes& mistakes, std::string_view name,
                                 std::vector<UpdateValue> arguments) {
  if (name != "if_not_exists" && name != "list_append") {
    mistakes.note(Mistake::kStructure, fmt::format("Invalid function name; function: {}", name));
    return AttributeValue();
  }
  if (arguments.size() != 2) {
    mistakes.note(Mistake::kOperandType,
                  fmt::format("Incorrect number of operands for operator or function; operator or "
                              "function: {}, number of operands: {}",
                              name, arguments.size()));
    return AttributeValue();
  }
  if (name == "if_not_exists") return if_not_exists(mistakes, std::move(arguments));
  check_type(mistakes, name, "L", {&arguments[0], &arguments[1]});
  return UpdateValue(ListAppend{std::move(arguments)});
}

UpdateValue arithmetic_of(Mistakes& mistakes, std::string_view symbol, UpdateValue left,
                          UpdateValue right) {
  check_type(mistakes, symbol, "N", {&left, &right});
  return symbol == "+" ? UpdateValue::sum(std::move(left), std::move(right))
                       : UpdateValue::difference(std::move(left), std::move(right));
}

}  // namespace lastwrite
