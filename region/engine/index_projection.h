// What of an item an index gives to its readers: the keys of both, and what its projection names.
//
//   projected(orders, by_customer, order)              // {orderId, customer, date}: KEYS_ONLY
//
// Threading: pure functions.
#pragma once

#include <string_view>

#include "region/engine/table_description.h"

namespace lastwrite {

bool projects(const TableDescription& table, const IndexDescription& index, std::string_view name);

Item projected(const TableDescription& table, const IndexDescription& index, const Item& item);

/// Whether the attribute is a part of the index's key.
bool is_index_key(const IndexDescription& index, std::string_view name);

}  // namespace lastwrite
