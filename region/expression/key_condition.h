// What a query asks of a key: one partition, and a range of its sort keys.
//
//   Result<KeyCondition> key = key_condition(parsed, schema);
//   key->partition                      // the partition key's value
//   key->range                          // nullopt: all of the partition
//
// Threading: pure functions.
#pragma once

#include <cstdint>
#include <optional>

#include "region/base/result.h"
#include "region/expression/condition.h"
#include "region/value/key_schema.h"

namespace lastwrite {

struct SortRange {
  enum class Kind : std::uint8_t {
    kEqual,
    kLess,
    kLessOrEqual,
    kGreater,
    kGreaterOrEqual,
    kBetween,
    kBeginsWith
  };
  Kind kind = Kind::kEqual;
  AttributeValue low;   // or the only one
  AttributeValue high;  // of kBetween
};

struct KeyCondition {
  AttributeValue partition;
  std::optional<SortRange> range;
};

/// The parsed KeyConditionExpression as a range of `schema`. kValidation, with DynamoDB's words,
/// for what a key condition may not have: OR, NOT, IN, <>, functions but begins_with, other
/// attributes, a missing partition key, values of another type than the key's.
Result<KeyCondition> key_condition(const Condition& parsed, const KeySchema& schema);

/// Whether a sort key's value lies in the range.
bool contains(const SortRange& range, const AttributeValue& sort_key);

}  // namespace lastwrite
