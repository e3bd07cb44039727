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
#include <vector>

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

/// What a query asks of a key of several attributes: values of the first of them, and a range of
/// the next.
struct CompositeKeyCondition {
  std::vector<AttributeValue> equal;  // the partition attributes, then sort attributes in order
  std::optional<SortRange> range;     // of the sort attribute that comes next
};

/// The same, of a key with several partition and sort attributes: all of the first must be given,
/// of the others any number from the left, and all but the last of these by equality.
Result<CompositeKeyCondition> key_condition(const Condition& parsed,
                                            const std::vector<KeyAttribute>& partition,
                                            const std::vector<KeyAttribute>& sort);

/// Whether a sort key's value lies in the range.
bool contains(const SortRange& range, const AttributeValue& sort_key);

}  // namespace lastwrite
