#include "region/expression/condition_functions.h"

#include <algorithm>
#include <array>

#include "region/expression/condition_tests.h"

namespace lastwrite {
namespace {

struct Signature {
  std::string_view name;
  std::size_t operands;
};

constexpr std::array<Signature, 6> kSignatures = {{{"attribute_exists", 1},
                                                   {"attribute_not_exists", 1},
                                                   {"attribute_type", 2},
                                                   {"begins_with", 2},
                                                   {"contains", 2},
                                                   {"size", 1}}};

constexpr std::array<std::string_view, 10> kTypes = {"B",  "NULL", "SS", "BOOL", "L",
                                                     "BS", "N",    "NS", "S",    "M"};

void note_type(Mistakes& mistakes, std::string_view name, std::string_view type) {
  mistakes.note(
      Mistake::kOperandType,
      fmt::format("Incorrect operand type for operator or function; operator or function: "
                  "{}, operand type: {}",
                  name, type));
}

// The type that an operand certainly has, or "".
std::string_view known_type(const Operand& operand) {
  if (const auto* value = std::get_if<AttributeValue>(&operand)) return value->type_name();
  return std::holds_alternative<SizeOf>(operand) ? "N" : "";
}

const Path* path_operand(Mistakes& mistakes, std::string_view name, const Operand& operand) {
  const auto* path = std::get_if<Path>(&operand);
  if (path == nullptr) {
    mistakes.note(
        Mistake::kOperandType,
        fmt::format("Operator or function requires a document path; operator or function: "
                    "{}",
                    name));
  }
  return path;
}

FunctionCall nothing() {
  return Condition{AnyOf{}};
}

FunctionCall attribute_type(Mistakes& mistakes, const Operand& place, const Operand& type) {
  const auto* path = path_operand(mistakes, "attribute_type", place);
  const auto* value = std::get_if<AttributeValue>(&type);
  const auto* name = value ? value->get_if<String>() : nullptr;
  if (name == nullptr) {
    note_type(mistakes, "attribute_type",
              value ? value->type_name() : "{NS,SS,L,BS,N,M,B,BOOL,NULL,S}");
    return nothing();
  }
  if (std::find(kTypes.begin(), kTypes.end(), *name) == kTypes.end()) {
    mistakes.note(Mistake::kOperandType,
                  fmt::format("Invalid attribute type name found; type: {}, valid types: "
                              "{{B,NULL,SS,BOOL,L,BS,N,NS,S,M}}",
                              *name));
  }
  if (path == nullptr) return nothing();
  return Condition{AttributeTypeIs{*path, *name}};
}

FunctionCall begins_with(Mistakes& mistakes, Operand value, Operand prefix) {
  for (const Operand* operand : {&value, &prefix}) {
    const std::string_view type = known_type(*operand);
    if (!type.empty() && type != "S" && type != "B") note_type(mistakes, "begins_with", type);
  }
  return Condition{BeginsWith{std::move(value), std::move(prefix)}};
}

FunctionCall size(Mistakes& mistakes, const Operand& measured) {
  const std::string_view type = known_type(measured);
  if (type == "N" || type == "BOOL" || type == "NULL") note_type(mistakes, "size", type);
  const auto* path = std::get_if<Path>(&measured);
  if (path == nullptr) path_operand(mistakes, "size", measured);
  return path == nullptr ? Operand(AttributeValue()) : Operand(SizeOf{*path});
}

}  // namespace

FunctionCall call_function(Mistakes& mistakes, std::string_view name,
                           std::vector<Operand> arguments) {
  const auto* signature = std::find_if(kSignatures.begin(), kSignatures.end(),
                                       [&](const Signature& one) { return one.name == name; });
  if (signature == kSignatures.end()) {
    mistakes.note(Mistake::kUnknownFunction,
                  fmt::format("Invalid function name; function: {}", name));
    return nothing();
  }
  if (arguments.size() != signature->operands) {
    mistakes.note(Mistake::kOperandCount,
                  fmt::format("Incorrect number of operands for operator or function; operator or "
                              "function: {}, number of operands: {}",
                              name, arguments.size()));
    return nothing();
  }
  if (arguments.size() == 2) check_distinct(mistakes, name, arguments[0], arguments[1]);
  if (name == "attribute_type") return attribute_type(mistakes, arguments[0], arguments[1]);
  if (name == "begins_with")
    return begins_with(mistakes, std::move(arguments[0]), std::move(arguments[1]));
  if (name == "contains")
    return Condition{Contains{std::move(arguments[0]), std::move(arguments[1])}};
  if (name == "size") return size(mistakes, arguments[0]);
  const Path* path = path_operand(mistakes, name, arguments[0]);
  if (path == nullptr) return nothing();
  return name == "attribute_exists" ? Condition::exists(*path) : Condition::not_exists(*path);
}

}  // namespace lastwrite
