// ItemCollectionMetrics: how large the items with one partition key are together, with what the
// table's local indexes have of them (API reference, ItemCollectionMetrics). Told of tables with
// local indexes only.
//
// Nothing is measured: an item collection of a region here is told to have 0 to 1 GB.
// Threading: pure functions.
#pragma once

#include <optional>

#include "region/engine/table_description.h"

namespace boost::json {
class object;
}  // namespace boost::json

namespace lastwrite {

/// The partition key of the item's collection; nullopt where the table has no local index.
/// Requires: `key` has the attributes of the table's key.
std::optional<Item> collection_of(const TableDescription& table, const Item& key);

/// {"ItemCollectionKey":{…},"SizeEstimateRangeGB":[0,1]}
boost::json::object collection_metrics(const Item& collection);

}  // namespace lastwrite
