// Conditions on an item, resolved: what evaluation needs and nothing else. Texts with #names and
// :values become this form in parse_condition.h; programs build it directly.
//
//   Condition unchanged = Condition::compare(attribute("version"), Comparator::kEqual, Number(7));
//   Result<bool> holds = evaluate(unchanged, &item);        // nullptr: a missing item has no
//   attributes
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "region/base/result.h"
#include "region/expression/operand.h"

namespace lastwrite {

enum class Comparator : std::uint8_t {
  kEqual,
  kNotEqual,
  kLess,
  kLessOrEqual,
  kGreater,
  kGreaterOrEqual
};

struct Condition;

struct AttributeExists {
  Path path;
  friend bool operator==(const AttributeExists&, const AttributeExists&) = default;
};
struct AttributeNotExists {
  Path path;
  friend bool operator==(const AttributeNotExists&, const AttributeNotExists&) = default;
};
/// attribute_type(path, type): `type` is one of AttributeValue::type_name().
struct AttributeTypeIs {
  Path path;
  std::string type;
  friend bool operator==(const AttributeTypeIs&, const AttributeTypeIs&) = default;
};
/// A string or binary begins with another.
struct BeginsWith {
  Operand value;
  Operand prefix;
  friend bool operator==(const BeginsWith&, const BeginsWith&) = default;
};
/// A string or binary has another within it, a set or list has the element.
struct Contains {
  Operand container;
  Operand element;
  friend bool operator==(const Contains&, const Contains&) = default;
};
struct Comparison {
  Operand left;
  Comparator comparator = Comparator::kEqual;
  Operand right;
  friend bool operator==(const Comparison&, const Comparison&) = default;
};
/// low <= value <= high, all of one ordered type.
struct Between {
  Operand value;
  Operand low;
  Operand high;
  friend bool operator==(const Between&, const Between&) = default;
};
/// Equal to one of the choices.
struct In {
  Operand value;
  std::vector<Operand> choices;
  friend bool operator==(const In&, const In&) = default;
};
/// True when all operands are (an empty one is true).
struct AllOf {
  std::vector<Condition> operands;
  friend bool operator==(const AllOf&, const AllOf&) = default;
};
/// True when any operand is (an empty one is false).
struct AnyOf {
  std::vector<Condition> operands;
  friend bool operator==(const AnyOf&, const AnyOf&) = default;
};
struct Not {
  std::vector<Condition> operand;  // exactly one
  friend bool operator==(const Not&, const Not&) = default;
};

struct Condition {
  std::variant<AttributeExists, AttributeNotExists, AttributeTypeIs, BeginsWith, Contains,
               Comparison, Between, In, AllOf, AnyOf, Not>
      node;

  static Condition exists(Path path) { return {AttributeExists{std::move(path)}}; }
  static Condition not_exists(Path path) { return {AttributeNotExists{std::move(path)}}; }
  static Condition compare(Operand left, Comparator comparator, Operand right) {
    return {Comparison{std::move(left), comparator, std::move(right)}};
  }
  friend bool operator==(const Condition&, const Condition&) = default;
};

/// Whether the condition holds of `item` (nullptr: no such item). A comparison with a missing
/// attribute, or of different types, is false but for kNotEqual. Ordered comparators with a value
/// of a type without an order (BOOL, NULL, sets, documents) are kValidation.
Result<bool> evaluate(const Condition& condition, const Item* item);

/// The order of two values of one type S, N or B; nullopt for other types or two different ones.
std::optional<std::strong_ordering> order_of(const AttributeValue& a, const AttributeValue& b);

}  // namespace lastwrite
