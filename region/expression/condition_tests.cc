#include "region/expression/condition_tests.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "region/base/check.h"

namespace lastwrite {
namespace {

struct Symbol {
  std::string_view text;
  Comparator comparator;
};

constexpr std::array<Symbol, 6> kComparators = {{{"=", Comparator::kEqual},
                                                 {"<>", Comparator::kNotEqual},
                                                 {"<", Comparator::kLess},
                                                 {"<=", Comparator::kLessOrEqual},
                                                 {">", Comparator::kGreater},
                                                 {">=", Comparator::kGreaterOrEqual}}};

constexpr std::size_t kChoicesMax = 100;

const Symbol* find_symbol(std::string_view text) {
  const auto* found = std::find_if(kComparators.begin(), kComparators.end(),
                                   [&](const Symbol& one) { return one.text == text; });
  return found == kComparators.end() ? nullptr : found;
}

std::string value_text(const AttributeValue& value) {
  const auto* text = value.get_if<String>();
  const auto* number = value.get_if<Number>();
  return fmt::format("AttributeValue: {{{}:{}}}", value.type_name(),
                     text ? *text : (number ? number->to_text() : ""));
}

void check_ordered(Mistakes& mistakes, std::string_view comparator, const Operand& operand) {
  const auto* value = std::get_if<AttributeValue>(&operand);
  if (value == nullptr || order_of(*value, *value)) return;
  mistakes.note(Mistake::kOperandType,
                fmt::format("Incorrect operand type for operator or function; operator: {}, "
                            "operand type: {}",
                            comparator, value->type_name()));
}

void check_bounds(Mistakes& mistakes, const Operand& low, const Operand& high) {
  check_ordered(mistakes, "BETWEEN", low);
  check_ordered(mistakes, "BETWEEN", high);
  const auto* from = std::get_if<AttributeValue>(&low);
  const auto* to = std::get_if<AttributeValue>(&high);
  if (from == nullptr || to == nullptr) return;
  const auto order = order_of(*from, *to);
  if (order && *order <= 0) return;
  mistakes.note(Mistake::kOperandType,
                fmt::format("The BETWEEN operator requires {}; lower bound operand: {}, upper "
                            "bound operand: {}",
                            order ? "upper bound to be greater than or equal to lower bound"
                                  : "same data type for lower and upper bounds",
                            value_text(*from), value_text(*to)));
}

}  // namespace

bool is_comparator(std::string_view symbol) {
  return find_symbol(symbol) != nullptr;
}

Condition comparison_of(Mistakes& mistakes, Operand left, std::string_view symbol, Operand right) {
  const Symbol* known = find_symbol(symbol);
  LW_CHECK(known != nullptr, "'{}' compares nothing", symbol);
  check_distinct(mistakes, symbol, left, right);
  if (known->comparator != Comparator::kEqual && known->comparator != Comparator::kNotEqual) {
    check_ordered(mistakes, symbol, left);
    check_ordered(mistakes, symbol, right);
  }
  return Condition::compare(std::move(left), known->comparator, std::move(right));
}

Condition between_of(Mistakes& mistakes, Operand value, Operand low, Operand high) {
  check_bounds(mistakes, low, high);
  return {Between{std::move(value), std::move(low), std::move(high)}};
}

Condition in_of(Mistakes& mistakes, Operand value, std::vector<Operand> choices) {
  if (choices.size() > kChoicesMax) {
    mistakes.note(Mistake::kOperandCount,
                  fmt::format("Incorrect number of operands for operator or function; operator or "
                              "function: IN, number of operands: {}",
                              choices.size()));
  }
  return {In{std::move(value), std::move(choices)}};
}

void check_distinct(Mistakes& mistakes, std::string_view test, const Operand& a, const Operand& b) {
  const auto* one = std::get_if<Path>(&a);
  const auto* other = std::get_if<Path>(&b);
  if (one == nullptr || other == nullptr || !(*one == *other)) return;
  mistakes.note(Mistake::kNotDistinct,
                fmt::format("The first operand must be distinct from the remaining operands for "
                            "this operator or function; operator: {}, first operand: {}",
                            test, path_list_text(*one)));
}

}  // namespace lastwrite
