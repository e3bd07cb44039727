#include "region/expression/condition.h"

#include <optional>

#include "region/base/check.h"

namespace lastwrite {
namespace {

bool is_equality(Comparator comparator) {
  return comparator == Comparator::kEqual || comparator == Comparator::kNotEqual;
}

bool holds(Comparator comparator, std::strong_ordering order) {
  switch (comparator) {
    case Comparator::kEqual:
      return order == 0;
    case Comparator::kNotEqual:
      return order != 0;
    case Comparator::kLess:
      return order < 0;
    case Comparator::kLessOrEqual:
      return order <= 0;
    case Comparator::kGreater:
      return order > 0;
    case Comparator::kGreaterOrEqual:
      return order >= 0;
  }
  return false;
}

/// The order of two values of one type; nullopt where that type has none.
std::optional<std::strong_ordering> order_of(const AttributeValue& a, const AttributeValue& b) {
  if (const auto* text = a.get_if<String>()) return *text <=> *b.get_if<String>();
  if (const auto* number = a.get_if<Number>()) return *number <=> *b.get_if<Number>();
  if (const auto* binary = a.get_if<Binary>()) return *binary <=> *b.get_if<Binary>();
  return std::nullopt;
}

class Evaluator {
 public:
  explicit Evaluator(const Item* item) : item_(item) {}

  Result<bool> operator()(const AttributeExists& node) const { return value(node.path) != nullptr; }
  Result<bool> operator()(const AttributeNotExists& node) const {
    return value(node.path) == nullptr;
  }

  Result<bool> operator()(const Comparison& node) const {
    const bool ordered_type = order_of(node.value, node.value).has_value();
    if (!is_equality(node.comparator) && !ordered_type) {
      return fail(ErrorCode::kValidation,
                  "Invalid ConditionExpression: Incorrect operand type for operator or function; "
                  "operand type: {}",
                  node.value.type_name());
    }
    const AttributeValue* stored = value(node.path);
    if (stored == nullptr || stored->type_name() != node.value.type_name())
      return node.comparator == Comparator::kNotEqual;
    if (const auto order = order_of(*stored, node.value)) return holds(node.comparator, *order);
    return (*stored == node.value) == (node.comparator == Comparator::kEqual);
  }

  // Every operand is evaluated, so that a wrong one is told whatever the item holds.
  Result<bool> operator()(const AllOf& node) const {
    bool all = true;
    for (const Condition& operand : node.operands) {
      const auto result = evaluate(operand, item_);
      if (!result) return result;
      all = all && *result;
    }
    return all;
  }

  Result<bool> operator()(const AnyOf& node) const {
    bool any = false;
    for (const Condition& operand : node.operands) {
      const auto result = evaluate(operand, item_);
      if (!result) return result;
      any = any || *result;
    }
    return any;
  }

  Result<bool> operator()(const Not& node) const {
    LW_CHECK(node.operand.size() == 1, "NOT of {} operands", node.operand.size());
    const auto result = evaluate(node.operand[0], item_);
    if (!result) return result;
    return !*result;
  }

 private:
  const AttributeValue* value(const Path& path) const {
    return item_ == nullptr ? nullptr : find(*item_, path);
  }

  const Item* item_;
};

}  // namespace

Result<bool> evaluate(const Condition& condition, const Item* item) {
  return std::visit(Evaluator(item), condition.node);
}

}  // namespace lastwrite
