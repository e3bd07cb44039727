// Keys of further items that belong to one key of the workload.
//
//   {"orderId": "key-000017"}, "@eu-west-1"    {"orderId": "key-000017@eu-west-1"}
//   {"orderId": 17, "line": "0"}, "@eu-west-1" {"orderId": 17, "line": "0@eu-west-1"}
//
// The text goes into the sort key where it can (items of one partition key can then be queried
// together), else into the partition key. Which tables have room: has_room_for_siblings(), checked
// when a scenario is loaded. Threading: pure functions.
#pragma once

#include <string_view>

#include "region/value/key_schema.h"

namespace lastwrite {

/// `key` with text before and after the value of one of its attributes. Requires: the schema has a
/// key attribute of type S or B.
Item sibling_key(const KeySchema& schema, Item key, std::string_view before,
                 std::string_view after);

}  // namespace lastwrite
