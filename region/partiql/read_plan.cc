#include "region/partiql/read_plan.h"

#include <algorithm>

#include "region/partiql/key_parts.h"

namespace lastwrite {
namespace {

Failure unreadable(std::string_view message) {
  return fail(ErrorCode::kValidation, "{}", message);
}

std::string_view type_of(const KeyAttribute& key) {
  return key.type == KeyType::kString ? "S" : (key.type == KeyType::kNumber ? "N" : "B");
}

Result<void> check_type(const KeyAttribute& key, const AttributeValue& value) {
  if (value.type_name() == type_of(key)) return {};
  return fail(ErrorCode::kValidation,
              "Key attribute's data type should match its data type in table's schema: Key {}",
              key.name);
}

bool has_twice(const std::vector<AttributeValue>& values) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (std::find(values.begin() + static_cast<std::ptrdiff_t>(i) + 1, values.end(), values[i]) !=
        values.end())
      return true;
  }
  return false;
}

const Operand* other_side(const Comparison& test, const std::string& name) {
  const auto names = [&](const Operand& operand) {
    const auto* path = std::get_if<Path>(&operand);
    return path != nullptr && *path == attribute(name);
  };
  if (names(test.left)) return &test.right;
  return names(test.right) ? &test.left : nullptr;
}

// What a query may say of a sort key: the values that must fit its type; empty: it says none.
std::vector<AttributeValue> range_values(const Condition& conjunct, const KeyAttribute& key) {
  std::vector<const Operand*> operands;
  const Path path = attribute(key.name);
  if (const auto* test = std::get_if<Comparison>(&conjunct.node)) {
    if (test->comparator != Comparator::kNotEqual) operands = {other_side(*test, key.name)};
  } else if (const auto* range = std::get_if<Between>(&conjunct.node)) {
    if (range->value == Operand(path)) operands = {&range->low, &range->high};
  } else if (const auto* begin = std::get_if<BeginsWith>(&conjunct.node)) {
    if (begin->value == Operand(path) && key.type != KeyType::kNumber) operands = {&begin->prefix};
  }
  std::vector<AttributeValue> values;
  for (const Operand* operand : operands) {
    const auto* value = operand ? std::get_if<AttributeValue>(operand) : nullptr;
    if (value == nullptr) return {};
    values.push_back(*value);
  }
  return values;
}

class Planner {
 public:
  Planner(const SelectStatement& statement, const ReadKeys& keys)
      : statement_(statement), keys_(keys) {
    if (statement.where) conjuncts_ = conjuncts_of(*statement.where);
  }

  Result<ReadPlan> plan() {
    if (const auto pinned = take_partitions(); !pinned) return propagate(pinned);
    if (const auto ordered = take_order(); !ordered) return propagate(ordered);
    if (partitions_.empty()) {
      plan_.filter = statement_.where;
      return std::move(plan_);
    }
    if (const auto taken = take_sort(); !taken) return propagate(taken);
    plan_.filter = all_of(conjuncts_);
    for (const Item& partition : partitions_) plan_.steps.push_back(step_of(partition));
    return std::move(plan_);
  }

 private:
  // The partitions in the order of their mention; none where an attribute is not pinned.
  Result<void> take_partitions() {
    std::vector<Condition> left = conjuncts_;
    std::vector<Item> partitions = {Item{}};
    for (const KeyAttribute& key : keys_.partition) {
      std::vector<AttributeValue> values;
      const auto found = std::find_if(left.begin(), left.end(), [&](const Condition& one) {
        return !(values = values_required(one, key.name)).empty();
      });
      if (found == left.end()) return {};
      left.erase(found);
      for (const AttributeValue& value : values) {
        if (const auto checked = check_type(key, value); !checked) return checked;
      }
      if (has_twice(values))
        return unreadable(
            "Overlapping conditions with range keys are not supported in where clause");
      partitions = product(partitions, key.name, values);
      if (partitions.size() > kReadStepsMax)
        return unreadable("Too many decomposed read operations for a given query.");
    }
    partitions_ = std::move(partitions);
    conjuncts_ = std::move(left);
    return {};
  }

  static std::vector<Item> product(const std::vector<Item>& items, const std::string& name,
                                   const std::vector<AttributeValue>& values) {
    std::vector<Item> out;
    for (const Item& item : items) {
      for (const AttributeValue& value : values) {
        if (out.size() > kReadStepsMax) return out;
        out.push_back(item);
        out.back().insert_or_assign(name, value);
      }
    }
    return out;
  }

  // Equalities of the sort attributes from the left, then a range of the next.
  Result<void> take_sort() {
    for (const KeyAttribute& key : keys_.sort) {
      const auto equal = std::find_if(conjuncts_.begin(), conjuncts_.end(), [&](const auto& one) {
        return values_required(one, key.name).size() == 1;
      });
      if (equal == conjuncts_.end()) return take_range(key);
      const AttributeValue value = values_required(*equal, key.name).front();
      if (const auto checked = check_type(key, value); !checked) return checked;
      sort_.emplace(key.name, value);
      conjuncts_.erase(equal);
    }
    return {};
  }

  Result<void> take_range(const KeyAttribute& key) {
    const auto range =
        std::find_if(conjuncts_.begin(), conjuncts_.end(),
                     [&](const Condition& one) { return !range_values(one, key).empty(); });
    if (range == conjuncts_.end()) return {};
    for (const AttributeValue& value : range_values(*range, key)) {
      if (const auto checked = check_type(key, value); !checked) return checked;
    }
    range_ = std::move(*range);
    conjuncts_.erase(range);
    return {};
  }

  ReadStep step_of(const Item& partition) const {
    Item equal = partition;
    equal.insert(sort_.begin(), sort_.end());
    AllOf key;
    for (const auto& [name, value] : equal)
      key.operands.push_back(Condition::compare(attribute(name), Comparator::kEqual, value));
    if (range_) key.operands.push_back(*range_);
    ReadStep step{Condition{std::move(key)}};
    if (equal.size() == keys_.partition.size() + keys_.sort.size()) step.whole = std::move(equal);
    return step;
  }

  static bool has(const std::vector<KeyAttribute>& keys, const std::string& name) {
    return std::any_of(keys.begin(), keys.end(),
                       [&](const KeyAttribute& key) { return key.name == name; });
  }

  Result<void> take_order() {
    if (statement_.order.empty()) return {};
    if (!statement_.where)
      return unreadable("Must have WHERE clause in the statement when using ORDER BY clause.");
    bool by_partition = false, descending_partitions = false;
    plan_.forward = false;  // so the service does where the sort key is not named
    for (const OrderKey& key : statement_.order) {
      if (has(keys_.sort, key.name)) {
        plan_.forward = !key.descending;
      } else if (has(keys_.partition, key.name)) {
        by_partition = true;
        descending_partitions = key.descending;
      } else {
        return fail(ErrorCode::kValidation,
                    "Attribute {} in ORDER BY clause must be part of the primary key", key.name);
      }
    }
    return order_partitions(by_partition, descending_partitions);
  }

  Result<void> order_partitions(bool wanted, bool descending) {
    if (partitions_.empty())
      return unreadable(
          "Must have at least one non-optional hash key condition in WHERE clause when using ORDER "
          "BY clause.");
    if (partitions_.size() > 1 && !wanted)
      return unreadable(
          "Must have hash key in ORDER BY clause when more than one hash key condition specified "
          "in WHERE clause.");
    std::sort(partitions_.begin(), partitions_.end(),
              [&](const Item& a, const Item& b) { return descending ? less(b, a) : less(a, b); });
    return {};
  }

  bool less(const Item& a, const Item& b) const {
    for (const KeyAttribute& key : keys_.partition) {
      const auto order = order_of(a.at(key.name), b.at(key.name));
      if (order && *order != 0) return *order < 0;
    }
    return false;
  }

  const SelectStatement& statement_;
  const ReadKeys& keys_;
  std::vector<Condition> conjuncts_;  // not taken yet
  std::vector<Item> partitions_;
  Item sort_;
  std::optional<Condition> range_;
  ReadPlan plan_;
};

}  // namespace

Result<ReadPlan> plan_read(const SelectStatement& statement, const ReadKeys& keys) {
  return Planner(statement, keys).plan();
}

}  // namespace lastwrite
