#include "region/engine/update_table.h"

#include <algorithm>

#include "region/engine/change_table.h"
#include "region/engine/index_rules.h"
#include "region/engine/replica_group.h"

namespace lastwrite {
namespace {

constexpr char kInvalidUpdate[] = "One or more parameter values were invalid: ";

// Of billing, indexes and replicas one at a time (facts §1.5).
Result<void> check_shape(const UpdateTableInput& input) {
  const bool indexes = !input.create_indexes.empty() || !input.delete_indexes.empty() ||
                       !input.touch_indexes.empty();
  const bool replicas = !input.create_replicas.empty() || !input.delete_replicas.empty();
  if (!input.billing && !indexes && !replicas && !input.stream && !input.deletion_protection) {
    return fail(ErrorCode::kValidation,
                "At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, "
                "GlobalSecondaryIndexUpdates, SSESpecification, ReplicaUpdates, "
                "MultiAccountReplicaReady, ReplicaTransitRoleArn, MultiRegionConsistency, "
                "DeletionProtectionEnabled, OnDemandThroughput, WarmThroughput or TableClass is "
                "required");
  }
  if (input.create_indexes.size() + input.delete_indexes.size() > 1) {
    return fail(ErrorCode::kLimitExceeded,
                "Subscriber limit exceeded: Only 1 online index can be created or deleted "
                "simultaneously per table");
  }
  if (replicas && (indexes || input.billing || input.stream)) {
    return fail(ErrorCode::kValidation,
                "{}ReplicaUpdates cannot be combined with other changes of the table",
                kInvalidUpdate);
  }
  return {};
}

Result<void> change_stream(TableDescription& table, const StreamChange& change, WallTime now) {
  const bool enabled = table.stream && table.stream->enabled;
  if (change.view) {
    if (enabled)
      return fail(ErrorCode::kValidation, "Table already has an enabled stream: TableName: {}",
                  table.table);
    table.stream = StreamSettings{*change.view, now};
    return {};
  }
  if (table.global)
    return fail(ErrorCode::kValidation,
                "{}Disabling Stream is not allowed for a Global Table replica.", kInvalidUpdate);
  if (!enabled)
    return fail(ErrorCode::kValidation, "Table has no stream to disable: TableName: {}",
                table.table);
  table.stream->enabled = false;
  return {};
}

Result<void> change_indexes(TableDescription& table, const UpdateTableInput& input) {
  for (IndexDescription index : input.create_indexes) {
    if (table.find_index(index.name) != nullptr) {
      return fail(ErrorCode::kValidation, "Attempting to create an index which already exists");
    }
    index.status = TableStatus::kCreating;
    table.indexes.push_back(std::move(index));
  }
  std::vector<std::string> named = input.delete_indexes;
  for (const auto& [name, units] : input.touch_indexes) named.push_back(name);
  for (const std::string& name : named) {
    const IndexDescription* found = table.find_index(name);
    if (found == nullptr || !found->global)
      return fail(ErrorCode::kResourceNotFound, "Requested resource not found: Index: {} not found",
                  name);
  }
  for (IndexDescription& index : table.indexes) {
    const auto& gone = input.delete_indexes;
    if (std::find(gone.begin(), gone.end(), index.name) != gone.end())
      index.status = TableStatus::kDeleting;
  }
  return {};
}

// --- capacity ------------------------------------------------------------------------------------

Result<void> change_billing(TableDescription& table, const BillingChange& billing) {
  if (!billing.mode_named && !table.provisioned) {
    return fail(ErrorCode::kValidation,
                "{}Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when "
                "BillingMode is PAY_PER_REQUEST",
                kInvalidUpdate);
  }
  if (billing.units && billing.units == table.provisioned) {
    return fail(ErrorCode::kValidation,
                "The provisioned throughput for the table will not change. The requested value "
                "equals the current value. Current ReadCapacityUnits provisioned for the table: "
                "{0}. Requested ReadCapacityUnits: {0}. Current WriteCapacityUnits provisioned for "
                "the table: {1}. Requested WriteCapacityUnits: {1}. Refer to the Amazon DynamoDB "
                "Developer Guide for current limits and how to request higher limits.",
                billing.units->read_units, billing.units->write_units);
  }
  table.provisioned = billing.units;
  return {};
}

// Global indexes have throughput of their own if and only if the table has.
Result<void> change_index_throughput(TableDescription& table, const UpdateTableInput& input) {
  for (IndexDescription& index : table.indexes) {
    if (!index.global || index.status == TableStatus::kDeleting) continue;
    const auto touched = input.touch_indexes.find(index.name);
    const bool changes = touched != input.touch_indexes.end() && touched->second;
    if (changes && !table.provisioned) {
      return fail(ErrorCode::kValidation,
                  "{}Neither ReadCapacityUnits nor WriteCapacityUnits can be specified for index: "
                  "{} when BillingMode is PAY_PER_REQUEST",
                  kInvalidUpdate, index.name);
    }
    if (changes) index.provisioned = touched->second;
    if (!table.provisioned) index.provisioned.reset();
    if (table.provisioned && !index.provisioned) {
      return fail(ErrorCode::kValidation, "{}ProvisionedThroughput must be specified for index: {}",
                  kInvalidUpdate, index.name);
    }
  }
  return {};
}

// --- replicas ------------------------------------------------------------------------------------

Result<void> check_replica(const Engine& engine, const RegionName& region) {
  if (region == engine.region()) {
    return fail(ErrorCode::kValidation,
                "Cannot add, delete, or update the local region through ReplicaUpdates. Use "
                "CreateTable, DeleteTable, or UpdateTable as required.");
  }
  const auto& peers = engine.peers();
  if (std::find(peers.begin(), peers.end(), region) == peers.end())
    return fail(ErrorCode::kValidation, "{}Region {} is none of this cluster", kInvalidUpdate,
                region);
  return {};
}

Result<void> add_replica(Engine& engine, TableDescription& table, const RegionName& region) {
  if (table.provisioned) {
    return fail(ErrorCode::kValidation,
                "Table write capacity should either be Pay-Per-Request or AutoScaled.");
  }
  const auto reports = replica_reports(engine, table.table);
  if (!reports) return propagate(reports);
  const auto report = reports->find(region);
  const bool exists = report != reports->end() && report->second.state != ReplicaState::kGone &&
                      report->second.state != ReplicaState::kCreationFailed;
  const bool member =
      std::find(table.replicas.begin(), table.replicas.end(), region) != table.replicas.end();
  if (member || exists) {
    return fail(ErrorCode::kValidation,
                "Failed to create a the new replica of table with name: '{}' because one or more "
                "replicas already existed as tables.",
                table.table);
  }
  table.replicas.push_back(region);
  return {};
}

Result<void> drop_replica(TableDescription& table, const RegionName& region) {
  if (std::erase(table.replicas, region) > 0) return {};
  return fail(ErrorCode::kValidation,
              "Update global table operation failed because one or more replicas were not part of "
              "the global table.");
}

Result<void> change_replicas(Engine& engine, TableDescription& table,
                             const UpdateTableInput& input) {
  if (input.create_replicas.empty() && input.delete_replicas.empty()) return {};
  table.replicas = replicas_of(engine, table);
  if (table.replicas.empty()) table.replicas.push_back(engine.region());
  for (const RegionName& region : input.create_replicas) {
    if (const auto r = check_replica(engine, region); !r) return r;
    if (const auto r = add_replica(engine, table, region); !r) return r;
  }
  for (const RegionName& region : input.delete_replicas) {
    if (const auto r = check_replica(engine, region); !r) return r;
    if (const auto r = drop_replica(table, region); !r) return r;
  }
  std::sort(table.replicas.begin(), table.replicas.end());
  if (!table.global) table.group = new_group(engine);
  table.global = true;
  if (!table.stream || !table.stream->enabled)
    table.stream = StreamSettings{StreamView::kNewAndOldImages, engine.clock().wall_now()};
  return {};
}

}  // namespace

Result<TableDescription> update_table(Engine& engine, const UpdateTableInput& input) {
  const auto found = engine.catalog().find(input.table);
  if (!found) return propagate(found);
  if (const auto shape = check_shape(input); !shape) return propagate(shape);
  if (const auto unused = check_unused(engine, **found); !unused) return propagate(unused);
  TableDescription table = **found;
  if (input.billing) {
    if (const auto changed = change_billing(table, *input.billing); !changed)
      return propagate(changed);
  }
  if (input.deletion_protection) table.deletion_protection = *input.deletion_protection;
  if (input.stream) {
    const auto changed = change_stream(table, *input.stream, engine.clock().wall_now());
    if (!changed) return propagate(changed);
  }
  if (const auto changed = change_indexes(table, input); !changed) return propagate(changed);
  if (input.billing || !input.create_indexes.empty() || !input.touch_indexes.empty()) {
    if (const auto changed = change_index_throughput(table, input); !changed)
      return propagate(changed);
  }
  if (const auto checked = check_indexes(table); !checked) return propagate(checked);
  if (const auto changed = change_replicas(engine, table, input); !changed)
    return propagate(changed);
  if (const auto changed = change_table(engine, table); !changed) return propagate(changed);
  if (table.global && table.replicas.size() == 1) {  // the last replica: a table like any other
    table.global = false;
    table.replicas.clear();
    table.group.clear();
    if (const auto kept = keep_table(engine, table); !kept) return propagate(kept);
  }
  if (!engine.peers().empty()) {
    const auto told = announce_replica(
        engine, table.table,
        {table.global ? ReplicaState::kActive : ReplicaState::kAlone, table.group});
    if (!told) return propagate(told);
  }
  return table;
}

}  // namespace lastwrite
