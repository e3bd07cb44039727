// UpdateTable: one change to a table's definition, here and in its replicas.
//
//   update_table(engine, {.table = orders, .create_replicas = {eu_west_1}});
//
// Threading: the region's loop.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "region/engine/engine.h"
#include "region/engine/requests.h"

namespace lastwrite {

struct StreamChange {
  std::optional<StreamView> view;  // nullopt: the stream ends
};

struct BillingChange {
  std::optional<ProvisionedThroughput> units;  // nullopt: pay per request
  bool mode_named = true;                      // false: units alone, of a table that has some
};

struct UpdateTableInput {
  TableName table;
  std::optional<BillingChange> billing = {};
  std::optional<StreamChange> stream = {};
  std::vector<IndexDescription> create_indexes = {};
  std::vector<std::string> delete_indexes = {};
  std::map<std::string, std::optional<ProvisionedThroughput>> touch_indexes = {};  // by name
  std::vector<RegionName> create_replicas = {};
  std::vector<RegionName> delete_replicas = {};
  std::optional<bool> deletion_protection = {};
};

/// kResourceNotFound, kResourceInUse while an earlier change is under way, kValidation.
Result<TableDescription> update_table(Engine& engine, const UpdateTableInput& input);

}  // namespace lastwrite
