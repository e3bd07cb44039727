#include "region/api/collection_metrics.h"

#include <algorithm>

#include <boost/json.hpp>

#include "region/api/json_value.h"

namespace lastwrite {

std::optional<Item> collection_of(const TableDescription& table, const Item& key) {
  const bool local = std::any_of(table.indexes.begin(), table.indexes.end(),
                                 [](const IndexDescription& index) { return !index.global; });
  if (!local) return std::nullopt;
  const std::string& partition = table.key_schema.partition.name;
  return Item{{partition, key.at(partition)}};
}

boost::json::object collection_metrics(const Item& collection) {
  return {{"ItemCollectionKey", to_json(collection)},
          {"SizeEstimateRangeGB", boost::json::array{0.0, 1.0}}};
}

}  // namespace lastwrite
