// What regions tell one another of their tables: a hidden table whose items travel like any others
// (log, links, snapshots) and are decided by the same order of stamps.
//
//   announce_definition(engine, orders);                        // to all regions
//   announce_replica(engine, orders.table, {ReplicaState::kActive, orders.group});
//   replica_reports(engine, orders.table)              // {eu-west-1: {kActive, "us-east-1@17"}, …}
//
// Two kinds of items: the definition of a global table, written by whichever region changed it
// last; and, for each region and table, the state of the replica there, written by that region
// alone. Two global tables of one name, in other regions each, are told apart by their groups. The
// observer is told of none: they are no writes of a client.
//
// Known limit: two definitions changed at the same time in regions that do not hear each other are
// last-writer-wins like everything else. The real control plane's behaviour then is not documented.
// Threading: the region's loop, inside the open transaction.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "region/engine/apply_replicated.h"

namespace lastwrite {

/// No user's table can have this name.
TableName control_table();

enum class ReplicaState : std::uint8_t {
  kAlone,     // a table of that name which belongs to no global table
  kCreating,  // it exists, and waits for what the others hold
  kActive,
  kCreationFailed,  // a table of that name was there before
  kDeleting,
  kGone
};

/// What one region says of its table of a name.
struct ReplicaReport {
  ReplicaState state = ReplicaState::kAlone;
  std::string group = {};  // which global table it belongs to
  friend bool operator==(const ReplicaReport&, const ReplicaReport&) = default;
};

Result<void> announce_definition(Engine& engine, const TableDescription& table);
Result<void> announce_replica(Engine& engine, const TableName& table, const ReplicaReport& report);

/// As far as regions have told; this one too.
Result<std::map<RegionName, ReplicaReport>> replica_reports(Engine& engine, const TableName& table);

/// All that was ever announced of global tables of that name.
Result<std::vector<TableDescription>> definitions_of(Engine& engine, const TableName& table);

/// Takes what a peer announced. The definition, where it was news and was one: the caller acts on
/// it.
Result<std::optional<TableDescription>> apply_announcement(Engine& engine,
                                                           const ChangeRecord& record);

}  // namespace lastwrite
