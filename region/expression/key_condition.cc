#include "region/expression/key_condition.h"

#include <map>
#include <string>

namespace lastwrite {
namespace {

using Kind = SortRange::Kind;
using ByName = std::map<std::string, SortRange>;

Failure invalid(const std::string& message) {
  return fail(ErrorCode::kValidation, "{}", message);
}

Failure wrong_operator(std::string_view what) {
  return invalid(fmt::format("Invalid operator used in KeyConditionExpression: {}", what));
}

// "a < :v" has the key on the left; ":v > a" says the same.
std::optional<Kind> kind_of(Comparator comparator, bool key_on_the_left) {
  switch (comparator) {
    case Comparator::kEqual:
      return Kind::kEqual;
    case Comparator::kLess:
      return key_on_the_left ? Kind::kLess : Kind::kGreater;
    case Comparator::kLessOrEqual:
      return key_on_the_left ? Kind::kLessOrEqual : Kind::kGreaterOrEqual;
    case Comparator::kGreater:
      return key_on_the_left ? Kind::kGreater : Kind::kLess;
    case Comparator::kGreaterOrEqual:
      return key_on_the_left ? Kind::kGreaterOrEqual : Kind::kLessOrEqual;
    case Comparator::kNotEqual:
      return std::nullopt;
  }
  return std::nullopt;
}

class KeyCollector {
 public:
  explicit KeyCollector(ByName& out) : out_(out) {}

  Result<void> operator()(const AttributeExists&) const {
    return wrong_operator("attribute_exists");
  }
  Result<void> operator()(const AttributeNotExists&) const {
    return wrong_operator("attribute_not_exists");
  }
  Result<void> operator()(const AttributeTypeIs&) const { return wrong_operator("attribute_type"); }
  Result<void> operator()(const Contains&) const { return wrong_operator("contains"); }
  Result<void> operator()(const In&) const { return wrong_operator("IN"); }
  Result<void> operator()(const AnyOf&) const { return wrong_operator("OR"); }
  Result<void> operator()(const Not&) const { return wrong_operator("NOT"); }

  Result<void> operator()(const AllOf& node) const {
    for (const Condition& operand : node.operands) {
      if (auto collected = std::visit(*this, operand.node); !collected) return collected;
    }
    return {};
  }

  Result<void> operator()(const Comparison& node) const {
    const bool left = !std::holds_alternative<AttributeValue>(node.left);
    const auto kind = kind_of(node.comparator, left);
    if (!kind) return wrong_operator("<>");
    return add(left ? node.left : node.right, *kind, left ? node.right : node.left);
  }
  Result<void> operator()(const BeginsWith& node) const {
    if (!std::holds_alternative<Path>(node.value)) return not_first("begins_with");
    return add(node.value, Kind::kBeginsWith, node.prefix);
  }
  Result<void> operator()(const Between& node) const {
    if (!std::holds_alternative<Path>(node.value)) return not_first("BETWEEN");
    return add(node.value, Kind::kBetween, node.low, &node.high);
  }

 private:
  static Failure not_first(std::string_view what) {
    return invalid(
        fmt::format("Invalid condition in KeyConditionExpression: {} operator must have "
                    "the key attribute as its first operand",
                    what));
  }

  Result<void> add(const Operand& key, Kind kind, const Operand& low,
                   const Operand* high = nullptr) const {
    if (std::holds_alternative<SizeOf>(key) || std::holds_alternative<SizeOf>(low))
      return invalid("KeyConditionExpressions cannot contain nested operations");
    const auto* path = std::get_if<Path>(&key);
    if (path == nullptr)
      return invalid("Invalid condition in KeyConditionExpression: No key attribute specified");
    if (path->elements.size() > 1)
      return invalid("KeyConditionExpressions cannot have conditions on nested attributes");
    const auto* from = std::get_if<AttributeValue>(&low);
    const auto* to = high ? std::get_if<AttributeValue>(high) : from;
    if (from == nullptr || to == nullptr)
      return invalid(
          "Invalid condition in KeyConditionExpression: Multiple attribute names used in one "
          "condition");
    if (!out_.emplace(path->name(), SortRange{kind, *from, *to}).second)
      return invalid("KeyConditionExpressions must only contain one condition per key");
    return {};
  }

  ByName& out_;
};

std::string_view type_of(KeyType type) {
  return type == KeyType::kString ? "S" : (type == KeyType::kNumber ? "N" : "B");
}

Result<void> check_types(const SortRange& range, const KeyAttribute& key) {
  if (range.low.type_name() == type_of(key.type) && range.high.type_name() == type_of(key.type))
    return {};
  return invalid(
      "One or more parameter values were invalid: Condition parameter type does not match schema "
      "type");
}

Result<void> take_partition(const std::vector<KeyAttribute>& partition, ByName& by_name,
                            CompositeKeyCondition& out) {
  for (const KeyAttribute& key : partition) {
    const auto found = by_name.find(key.name);
    if (found == by_name.end())
      return invalid(fmt::format("Query condition missed key schema element: {}", key.name));
    if (found->second.kind != Kind::kEqual) return invalid("Query key condition not supported");
    if (auto checked = check_types(found->second, key); !checked) return checked;
    out.equal.push_back(std::move(found->second.low));
    by_name.erase(found);
  }
  return {};
}

Result<void> check_sort(const SortRange& range, const KeyAttribute& key) {
  if (auto checked = check_types(range, key); !checked) return checked;
  if (range.kind != Kind::kBeginsWith || key.type != KeyType::kNumber) return {};
  return invalid(
      "Invalid KeyConditionExpression: Incorrect operand type for operator or function; operator "
      "or function: begins_with, operand type: N");
}

Result<void> take_sort(const std::vector<KeyAttribute>& sort, ByName& by_name,
                       CompositeKeyCondition& out) {
  for (const KeyAttribute& key : sort) {
    if (by_name.empty() || out.range) break;
    const auto found = by_name.find(key.name);
    if (found == by_name.end()) {
      if (by_name.size() > 1) break;
      return invalid(fmt::format("Query condition missed key schema element: {}", key.name));
    }
    if (auto checked = check_sort(found->second, key); !checked) return checked;
    if (found->second.kind == Kind::kEqual) {
      out.equal.push_back(std::move(found->second.low));
    } else {
      out.range = std::move(found->second);
    }
    by_name.erase(found);
  }
  if (!by_name.empty()) return invalid("Query key condition not supported");
  return {};
}

}  // namespace

Result<KeyCondition> key_condition(const Condition& parsed, const KeySchema& schema) {
  std::vector<KeyAttribute> sort;
  if (schema.sort) sort.push_back(*schema.sort);
  Result<CompositeKeyCondition> key = key_condition(parsed, {schema.partition}, sort);
  if (!key) return propagate(key);
  KeyCondition out{std::move(key->equal[0]), std::move(key->range)};
  if (key->equal.size() > 1) out.range = SortRange{Kind::kEqual, key->equal[1], key->equal[1]};
  return out;
}

Result<CompositeKeyCondition> key_condition(const Condition& parsed,
                                            const std::vector<KeyAttribute>& partition,
                                            const std::vector<KeyAttribute>& sort) {
  ByName by_name;
  if (const auto collected = std::visit(KeyCollector(by_name), parsed.node); !collected)
    return propagate(collected);
  CompositeKeyCondition out;
  if (const auto taken = take_partition(partition, by_name, out); !taken) return propagate(taken);
  if (const auto taken = take_sort(sort, by_name, out); !taken) return propagate(taken);
  return out;
}

bool contains(const SortRange& range, const AttributeValue& sort_key) {
  if (range.kind == Kind::kBeginsWith) {
    const auto result =
        evaluate(Condition{BeginsWith{Operand(sort_key), Operand(range.low)}}, nullptr);
    return result && *result;
  }
  const auto low = order_of(sort_key, range.low);
  const auto high = order_of(sort_key, range.high);
  if (!low || !high) return false;
  switch (range.kind) {
    case Kind::kEqual:
      return *low == 0;
    case Kind::kLess:
      return *low < 0;
    case Kind::kLessOrEqual:
      return *low <= 0;
    case Kind::kGreater:
      return *low > 0;
    case Kind::kGreaterOrEqual:
      return *low >= 0;
    case Kind::kBetween:
      return *low >= 0 && *high <= 0;
    case Kind::kBeginsWith:
      break;
  }
  return false;
}

}  // namespace lastwrite
