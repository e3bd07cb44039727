// Conditions on an item, resolved: what evaluation needs and nothing else. Texts with #names and
// :values are parsed and resolved into this form elsewhere (the DynamoDB API, later); programs
// build it directly.
//
//   Condition unchanged = Condition::compare(attribute("version"), Comparator::kEqual, Number(7));
//   Result<bool> holds = evaluate(unchanged, &item);        // a missing item has no attributes:
//   nullptr
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "region/base/result.h"
#include "region/expression/path.h"

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
};
struct AttributeNotExists {
  Path path;
};
struct Comparison {
  Path path;
  Comparator comparator = Comparator::kEqual;
  AttributeValue value;
};
/// True when all operands are (an empty one is true).
struct AllOf {
  std::vector<Condition> operands;
};
/// True when any operand is (an empty one is false).
struct AnyOf {
  std::vector<Condition> operands;
};
struct Not {
  std::vector<Condition> operand;  // exactly one
};

struct Condition {
  std::variant<AttributeExists, AttributeNotExists, Comparison, AllOf, AnyOf, Not> node;

  static Condition exists(Path path) { return {AttributeExists{std::move(path)}}; }
  static Condition not_exists(Path path) { return {AttributeNotExists{std::move(path)}}; }
  static Condition compare(Path path, Comparator comparator, AttributeValue value) {
    return {Comparison{std::move(path), comparator, std::move(value)}};
  }
};

/// Whether the condition holds of `item` (nullptr: no such item). A comparison with a missing
/// attribute, or of different types, is false but for kNotEqual. Ordered comparators on types
/// without an order (BOOL, NULL, sets, documents) are kValidation.
Result<bool> evaluate(const Condition& condition, const Item* item);

}  // namespace lastwrite
