#include "region/partiql/key_parts.h"

namespace lastwrite {
namespace {

void collect(const Condition& condition, std::vector<Condition>& out) {
  const auto* both = std::get_if<AllOf>(&condition.node);
  if (both == nullptr) return out.push_back(condition);
  for (const Condition& operand : both->operands) collect(operand, out);
}

bool is_attribute(const Operand& operand, const std::string& name) {
  const auto* path = std::get_if<Path>(&operand);
  return path != nullptr && path->elements.size() == 1 && path->name() == name;
}

// The value of "name = v" or "v = name"; nullptr: it is none.
const AttributeValue* equal_value(const Condition& condition, const std::string& name) {
  const auto* test = std::get_if<Comparison>(&condition.node);
  if (test == nullptr || test->comparator != Comparator::kEqual) return nullptr;
  if (is_attribute(test->left, name)) return std::get_if<AttributeValue>(&test->right);
  if (is_attribute(test->right, name)) return std::get_if<AttributeValue>(&test->left);
  return nullptr;
}

std::vector<AttributeValue> values_in(const In& node, const std::string& name) {
  std::vector<AttributeValue> values;
  if (!is_attribute(node.value, name)) return values;
  for (const Operand& choice : node.choices) {
    const auto* value = std::get_if<AttributeValue>(&choice);
    if (value == nullptr) return {};
    values.push_back(*value);
  }
  return values;
}

std::vector<AttributeValue> values_of_any(const AnyOf& node, const std::string& name) {
  std::vector<AttributeValue> values;
  for (const Condition& operand : node.operands) {
    const std::vector<AttributeValue> more = values_required(operand, name);
    if (more.empty()) return {};
    values.insert(values.end(), more.begin(), more.end());
  }
  return values;
}

bool is_key(const KeySchema& schema, const std::string& name) {
  return name == schema.partition.name || (schema.sort && name == schema.sort->name);
}

// Takes the conjunct into the key where it is a part of it.
Result<bool> take_key(const Condition& conjunct, const KeySchema& schema, Item& key) {
  const auto* test = std::get_if<Comparison>(&conjunct.node);
  if (test == nullptr) return false;
  for (const Operand* side : {&test->left, &test->right}) {
    const auto* path = std::get_if<Path>(side);
    if (path == nullptr || !is_key(schema, path->name())) continue;
    const AttributeValue* value = equal_value(conjunct, path->name());
    if (value == nullptr) continue;
    const auto [known, added] = key.emplace(path->name(), *value);
    if (added || known->second == *value) return true;
    return fail(ErrorCode::kValidation,
                "Multiple conditions on same key {}. Only single item Update/Insert/Delete are "
                "supported",
                path->name());
  }
  return false;
}

}  // namespace

std::vector<Condition> conjuncts_of(const Condition& condition) {
  std::vector<Condition> out;
  collect(condition, out);
  return out;
}

std::optional<Condition> all_of(std::vector<Condition> conjuncts) {
  if (conjuncts.empty()) return std::nullopt;
  if (conjuncts.size() == 1) return std::move(conjuncts.front());
  return Condition{AllOf{std::move(conjuncts)}};
}

std::vector<AttributeValue> values_required(const Condition& conjunct, const std::string& name) {
  if (const AttributeValue* value = equal_value(conjunct, name)) return {*value};
  if (const auto* node = std::get_if<In>(&conjunct.node)) return values_in(*node, name);
  if (const auto* node = std::get_if<AnyOf>(&conjunct.node)) return values_of_any(*node, name);
  return {};
}

Result<KeyedCondition> keyed_condition(const std::optional<Condition>& where,
                                       const KeySchema& schema) {
  KeyedCondition out;
  std::vector<Condition> rest;
  for (Condition& conjunct : where ? conjuncts_of(*where) : std::vector<Condition>{}) {
    const Result<bool> taken = take_key(conjunct, schema, out.key);
    if (!taken) return propagate(taken);
    if (!*taken) rest.push_back(std::move(conjunct));
  }
  if (out.key.size() != (schema.sort ? 2U : 1U)) {
    return fail(ErrorCode::kValidation,
                "Where clause does not contain a mandatory equality on all key attributes");
  }
  out.rest = all_of(std::move(rest));
  return out;
}

}  // namespace lastwrite
