// How large an item is, and whether it is within DynamoDB's limits.
//
//   item_size_bytes(Item{{"orderId", "ord-001"}}) == 14
//
// Rules (developer guide, "Item sizes and formats"): a name and a string count their UTF-8 bytes, a
// number about one byte for two significant digits plus one, BOOL and NULL 1, a list or map 3 plus
// its contents plus 1 for each element. Threading: pure functions.
#pragma once

#include <cstddef>

#include "region/base/result.h"
#include "region/value/attribute_value.h"

namespace lastwrite {

inline constexpr std::size_t kItemBytesMax = 400 * 1024;
/// Lists and maps around a value, itself included where it is one.
inline constexpr int kNestingLevelsMax = 32;

std::size_t item_size_bytes(const Item& item);
std::size_t value_size_bytes(const AttributeValue& value);

/// How deep lists and maps are nested: 0 for an item of scalars and sets.
int nesting_levels(const Item& item);

/// kItemTooLarge over 400 KB, kValidation when nested too deep. Every write checks its item.
Result<void> check_item(const Item& item);

}  // namespace lastwrite
