#include "region/expression/condition_functions.h"

#include <algorithm>
#include <array>

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

void note_type(ExpressionParser& parser, std::string_view name, std::string_view type) {
  parser.note(Mistake::kOperandType,
              fmt::format("Incorrect operand type for operator or function; operator or function: "
                          "{}, operand type: {}",
                          name, type));
}

// The type that an operand certainly has, or "".
std::string_view known_type(const Operand& operand) {
  if (const auto* value = std::get_if<AttributeValue>(&operand)) return value->type_name();
  return std::holds_alternative<SizeOf>(operand) ? "N" : "";
}

const Path* path_operand(ExpressionParser& parser, std::string_view name, const Operand& operand) {
  const auto* path = std::get_if<Path>(&operand);
  if (path == nullptr) {
    parser.note(Mistake::kOperandType,
                fmt::format("Operator or function requires a document path; operator or function: "
                            "{}",
                            name));
  }
  return path;
}

FunctionCall nothing() {
  return Condition{AnyOf{}};
}

FunctionCall attribute_type(ExpressionParser& parser, const Operand& place, const Operand& type) {
  const auto* path = path_operand(parser, "attribute_type", place);
  const auto* value = std::get_if<AttributeValue>(&type);
  const auto* name = value ? value->get_if<String>() : nullptr;
  if (name == nullptr) {
    note_type(parser, "attribute_type",
              value ? value->type_name() : "{NS,SS,L,BS,N,M,B,BOOL,NULL,S}");
    return nothing();
  }
  if (std::find(kTypes.begin(), kTypes.end(), *name) == kTypes.end()) {
    parser.note(Mistake::kOperandType,
                fmt::format("Invalid attribute type name found; type: {}, valid types: "
                            "{{B,NULL,SS,BOOL,L,BS,N,NS,S,M}}",
                            *name));
  }
  if (path == nullptr) return nothing();
  return Condition{AttributeTypeIs{*path, *name}};
}

FunctionCall begins_with(ExpressionParser& parser, Operand value, Operand prefix) {
  for (const Operand* operand : {&value, &prefix}) {
    const std::string_view type = known_type(*operand);
    if (!type.empty() && type != "S" && type != "B") note_type(parser, "begins_with", type);
  }
  return Condition{BeginsWith{std::move(value), std::move(prefix)}};
}

FunctionCall size(ExpressionParser& parser, const Operand& measured) {
  const std::string_view type = known_type(measured);
  if (type == "N" || type == "BOOL" || type == "NULL") note_type(parser, "size", type);
  const auto* path = std::get_if<Path>(&measured);
  if (path == nullptr) path_operand(parser, "size", measured);
  return path == nullptr ? Operand(AttributeValue()) : Operand(SizeOf{*path});
}

}  // namespace

FunctionCall call_function(ExpressionParser& parser, std::string_view name,
                           std::vector<Operand> arguments) {
  const auto* signature = std::find_if(kSignatures.begin(), kSignatures.end(),
                                       [&](const Signature& one) { return one.name == name; });
  if (signature == kSignatures.end()) {
    parser.note(Mistake::kUnknownFunction,
                fmt::format("Invalid function name; function: {}", name));
    return nothing();
  }
  if (arguments.size() != signature->operands) {
    parser.note(Mistake::kOperandCount,
                fmt::format("Incorrect number of operands for operator or function; operator or "
                            "function: {}, number of operands: {}",
                            name, arguments.size()));
    return nothing();
  }
  if (arguments.size() == 2) check_distinct(parser, name, arguments[0], arguments[1]);
  if (name == "attribute_type") return attribute_type(parser, arguments[0], arguments[1]);
  if (name == "begins_with")
    return begins_with(parser, std::move(arguments[0]), std::move(arguments[1]));
  if (name == "contains")
    return Condition{Contains{std::move(arguments[0]), std::move(arguments[1])}};
  if (name == "size") return size(parser, arguments[0]);
  const Path* path = path_operand(parser, name, arguments[0]);
  if (path == nullptr) return nothing();
  return name == "attribute_exists" ? Condition::exists(*path) : Condition::not_exists(*path);
}

void check_distinct(ExpressionParser& parser, std::string_view test, const Operand& a,
                    const Operand& b) {
  const auto* one = std::get_if<Path>(&a);
  const auto* other = std::get_if<Path>(&b);
  if (one == nullptr || other == nullptr || !(*one == *other)) return;
  parser.note(Mistake::kNotDistinct,
              fmt::format("The first operand must be distinct from the remaining operands for this "
                          "operator or function; operator: {}, first operand: {}",
                          test, path_list_text(*one)));
}

}  // namespace lastwrite
