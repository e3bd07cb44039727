#include "region/expression/condition.h"

#include <algorithm>
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

bool begins(const AttributeValue& value, const AttributeValue& prefix) {
  if (const auto* text = value.get_if<String>()) {
    const auto* start = prefix.get_if<String>();
    return start != nullptr && text->starts_with(*start);
  }
  const auto* binary = value.get_if<Binary>();
  const auto* start = prefix.get_if<Binary>();
  return binary != nullptr && start != nullptr && binary->bytes.starts_with(start->bytes);
}

template <typename Set, typename Element>
bool has_element(const AttributeValue& container, const AttributeValue& element) {
  const auto* set = container.get_if<Set>();
  const auto* wanted = element.get_if<Element>();
  return set != nullptr && wanted != nullptr && set->count(*wanted) > 0;
}

bool has_within(const AttributeValue& container, const AttributeValue& element) {
  if (const auto* text = container.get_if<String>()) {
    const auto* part = element.get_if<String>();
    return part != nullptr && text->find(*part) != String::npos;
  }
  if (const auto* binary = container.get_if<Binary>()) {
    const auto* part = element.get_if<Binary>();
    return part != nullptr && binary->bytes.find(part->bytes) != std::string::npos;
  }
  if (const auto* list = container.get_if<List>())
    return std::find(list->begin(), list->end(), element) != list->end();
  return has_element<StringSet, String>(container, element) ||
         has_element<NumberSet, Number>(container, element) ||
         has_element<BinarySet, Binary>(container, element);
}

/// kValidation where an ordered comparison is given a value that has no order.
Result<void> check_ordered(const Operand& operand) {
  const auto* value = std::get_if<AttributeValue>(&operand);
  if (value == nullptr || order_of(*value, *value)) return {};
  return fail(ErrorCode::kValidation,
              "Invalid ConditionExpression: Incorrect operand type for operator or function; "
              "operand type: {}",
              value->type_name());
}

class Evaluator {
 public:
  explicit Evaluator(const Item* item) : item_(item) {}

  Result<bool> operator()(const AttributeExists& node) const { return value(node.path) != nullptr; }
  Result<bool> operator()(const AttributeNotExists& node) const {
    return value(node.path) == nullptr;
  }

  Result<bool> operator()(const AttributeTypeIs& node) const {
    const AttributeValue* stored = value(node.path);
    return stored != nullptr && stored->type_name() == node.type;
  }
  Result<bool> operator()(const BeginsWith& node) const {
    return both(node.value, node.prefix, begins);
  }
  Result<bool> operator()(const Contains& node) const {
    return both(node.container, node.element, has_within);
  }

  Result<bool> operator()(const Comparison& node) const {
    if (!is_equality(node.comparator)) {
      auto checked = check_ordered(node.left);
      if (checked) checked = check_ordered(node.right);
      if (!checked) return propagate(checked);
    }
    return compare(node.left, node.comparator, node.right);
  }
  Result<bool> operator()(const Between& node) const {
    return compare(node.value, Comparator::kGreaterOrEqual, node.low) &&
           compare(node.value, Comparator::kLessOrEqual, node.high);
  }
  Result<bool> operator()(const In& node) const {
    return std::any_of(node.choices.begin(), node.choices.end(), [&](const Operand& choice) {
      return compare(node.value, Comparator::kEqual, choice);
    });
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

  template <typename Predicate>
  bool both(const Operand& a, const Operand& b, Predicate predicate) const {
    AttributeValue held_a, held_b;
    const AttributeValue* left = value_of(a, item_, held_a);
    const AttributeValue* right = value_of(b, item_, held_b);
    return left != nullptr && right != nullptr && predicate(*left, *right);
  }

  bool compare(const Operand& a, Comparator comparator, const Operand& b) const {
    AttributeValue held_a, held_b;
    const AttributeValue* left = value_of(a, item_, held_a);
    const AttributeValue* right = value_of(b, item_, held_b);
    if (left == nullptr || right == nullptr || left->type_name() != right->type_name())
      return comparator == Comparator::kNotEqual;
    if (const auto order = order_of(*left, *right)) return holds(comparator, *order);
    return is_equality(comparator) && (*left == *right) == (comparator == Comparator::kEqual);
  }

  const Item* item_;
};

}  // namespace

std::optional<std::strong_ordering> order_of(const AttributeValue& a, const AttributeValue& b) {
  if (a.type_name() != b.type_name()) return std::nullopt;
  if (const auto* text = a.get_if<String>()) return *text <=> *b.get_if<String>();
  if (const auto* number = a.get_if<Number>()) return *number <=> *b.get_if<Number>();
  if (const auto* binary = a.get_if<Binary>()) return *binary <=> *b.get_if<Binary>();
  return std::nullopt;
}

Result<bool> evaluate(const Condition& condition, const Item* item) {
  return std::visit(Evaluator(item), condition.node);
}

}  // namespace lastwrite
