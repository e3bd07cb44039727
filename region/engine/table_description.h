// What a region knows of one table: its key, and everything that can be set on it.
//
//   TableDescription orders{TableName("Orders"), {.partition = {"orderId", KeyType::kString}}};
//   orders.find_index("by-customer")                     // nullptr: there is none
//
// Kept in the store's facts by the catalog (catalog.h), as TableDefinition of proto/value.proto
// (table_codec.h). Names follow the API reference, TableDescription. Threading: values.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "region/base/ids.h"
#include "region/base/time.h"
#include "region/stream/stream_settings.h"
#include "region/value/key_schema.h"

namespace lastwrite {

enum class TableStatus : std::uint8_t { kActive, kCreating, kUpdating, kDeleting };

/// Which attributes of an item an index holds.
struct IndexProjection {
  enum class Kind : std::uint8_t { kAll, kKeysOnly, kInclude };
  Kind kind = Kind::kAll;
  std::vector<std::string> include = {};  // kInclude: beside the keys
  friend bool operator==(const IndexProjection&, const IndexProjection&) = default;
};

struct ProvisionedThroughput {
  std::uint64_t read_units = 0;
  std::uint64_t write_units = 0;
  friend bool operator==(const ProvisionedThroughput&, const ProvisionedThroughput&) = default;
};

struct IndexDescription {
  std::string name;
  bool global = true;                   // false: local, with the table's partition key
  std::vector<KeyAttribute> partition;  // one; up to four of a global index
  std::vector<KeyAttribute> sort = {};  // none or one; up to four of a global index
  IndexProjection projection = {};
  TableStatus status = TableStatus::kActive;              // kCreating while it is filled
  std::optional<ProvisionedThroughput> provisioned = {};  // of a global index, as its table has
  friend bool operator==(const IndexDescription&, const IndexDescription&) = default;
};

struct TableDescription {
  TableName table;
  KeySchema key_schema;
  WallTime created = {};  // by the region's clock
  TableStatus status = TableStatus::kActive;
  bool global = true;                     // replicated; false: this region's alone
  std::vector<RegionName> replicas = {};  // of a global table, in order; empty: every region
  std::string group = {};  // which global table of that name; empty: that which all regions made
  std::vector<IndexDescription> indexes = {};
  std::optional<StreamSettings> stream = {};
  std::string time_to_live = {};  // the attribute with the time of expiry; empty: nothing expires
  std::optional<ProvisionedThroughput> provisioned = {};  // nullopt: pay per request
  bool deletion_protection = false;
  std::map<std::string, std::string> tags = {};

  /// Whether changes of it that come from `region` count here.
  bool shared_with(const RegionName& region) const {
    return global &&
           (replicas.empty() || std::binary_search(replicas.begin(), replicas.end(), region));
  }

  const IndexDescription* find_index(std::string_view name) const {
    for (const IndexDescription& index : indexes) {
      if (index.name == name) return &index;
    }
    return nullptr;
  }
  friend bool operator==(const TableDescription&, const TableDescription&) = default;
};

}  // namespace lastwrite
