#include "region/expression/update_check.h"

#include <algorithm>

#include "region/base/check.h"

namespace lastwrite {
namespace {

Result<void> check_key(const Path& path, const KeySchema& schema) {
  LW_CHECK(!path.elements.empty() && std::holds_alternative<std::string>(path.elements[0]),
           "a path of {} elements does not begin with a name", path.elements.size());
  const auto& name = std::get<std::string>(path.elements[0]);
  if (name == schema.partition.name || (schema.sort && name == schema.sort->name)) {
    return fail(ErrorCode::kValidation,
                "One or more parameter values were invalid: Cannot update attribute {}. This "
                "attribute is part of the key",
                name);
  }
  return {};
}

Result<void> check_pair(const Path& a, const Path& b) {
  const auto [in_a, in_b] =
      std::mismatch(a.elements.begin(), a.elements.end(), b.elements.begin(), b.elements.end());
  if (in_a == a.elements.end() || in_b == b.elements.end()) {
    return fail(
        ErrorCode::kValidation,
        "Invalid UpdateExpression: Two document paths overlap with each other; must remove or "
        "rewrite one of these paths; path one: {}, path two: {}",
        path_list_text(a), path_list_text(b));
  }
  if (in_a->index() != in_b->index()) {
    return fail(
        ErrorCode::kValidation,
        "Invalid UpdateExpression: Two document paths conflict with each other; must remove "
        "or rewrite one of these paths; path one: {}, path two: {}",
        path_list_text(a), path_list_text(b));
  }
  return {};
}

/// In order of their elements, paths that overlap or conflict with any other do so with a
/// neighbour: all paths between a prefix and its extension extend the prefix too, and names stand
/// before indexes.
Result<void> check_paths(const Update& update) {
  std::vector<const Path*> paths;
  for (const UpdateAction& action : update.actions) paths.push_back(&path_of(action));
  std::sort(paths.begin(), paths.end(),
            [](const Path* a, const Path* b) { return a->elements < b->elements; });
  for (std::size_t i = 1; i < paths.size(); ++i) {
    const auto checked = check_pair(*paths[i - 1], *paths[i]);
    if (!checked) return checked;
  }
  return {};
}

bool is_empty_set(const AttributeValue& value) {
  if (const auto* strings = value.get_if<StringSet>()) return strings->empty();
  if (const auto* numbers = value.get_if<NumberSet>()) return numbers->empty();
  if (const auto* binaries = value.get_if<BinarySet>()) return binaries->empty();
  return false;
}

Result<void> check_value(const AttributeValue& value) {
  if (is_empty_set(value)) {
    return fail(ErrorCode::kValidation,
                "One or more parameter values were invalid: An set of type {} may not be empty",
                value.type_name());
  }
  return {};
}

bool is_set(const AttributeValue& value) {
  return value.get_if<StringSet>() || value.get_if<NumberSet>() || value.get_if<BinarySet>();
}

// DynamoDB's messages of ADD and DELETE spell the types out.
std::string_view spelled_type(const AttributeValue& value) {
  const std::string_view type = value.type_name();
  if (type == "S") return "STRING";
  if (type == "N") return "NUMBER";
  if (type == "B") return "BINARY";
  if (type == "BOOL") return "BOOLEAN";
  if (type == "L") return "LIST";
  if (type == "M") return "MAP";
  return type;
}

std::string wrong_type(std::string_view verb, const AttributeValue& value) {
  return fmt::format(
      "Incorrect operand type for operator or function; operator: {}, operand type: {}", verb,
      spelled_type(value));
}

struct ValueCheck {
  Result<void> operator()(const SetAction& action) const {
    const auto* value = std::get_if<AttributeValue>(&action.value.node);
    return value == nullptr ? Result<void>() : check_value(*value);
  }
  Result<void> operator()(const RemoveAction&) const { return {}; }
  Result<void> operator()(const AddAction& action) const { return check_value(action.value); }
  Result<void> operator()(const DeleteAction& action) const { return check_value(action.elements); }
};

}  // namespace

const Path& path_of(const UpdateAction& action) {
  return std::visit([](const auto& one) -> const Path& { return one.path; }, action);
}

std::optional<std::string> operand_mistake(const UpdateAction& action) {
  if (const auto* add = std::get_if<AddAction>(&action)) {
    const bool fits = add->value.get_if<Number>() != nullptr || is_set(add->value);
    return fits ? std::nullopt : std::optional(wrong_type("ADD", add->value));
  }
  const auto* taken = std::get_if<DeleteAction>(&action);
  if (taken == nullptr || is_set(taken->elements)) return std::nullopt;
  return wrong_type("DELETE", taken->elements);
}

Result<void> check_update(const Update& update, const KeySchema& schema) {
  for (const UpdateAction& action : update.actions) {
    if (const auto wrong = operand_mistake(action))
      return fail(ErrorCode::kValidation, "Invalid UpdateExpression: {}", *wrong);
    auto checked = check_key(path_of(action), schema);
    if (checked) checked = std::visit(ValueCheck{}, action);
    if (!checked) return checked;
  }
  return check_paths(update);
}

}  // namespace lastwrite
