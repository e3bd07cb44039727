// The replicas of a global table as one region sees and keeps them.
//
// A definition that comes from a peer (control_table.h) makes this region join the table, leave it,
// or take over what is set. A region that joins creates the table, and wants the items of every
// other replica before it is active:
//
//   1. us-east-1 adds eu-west-1 to Orders and announces it.
//   2. eu-west-1 hears of it, creates Orders (creating), and notes that it wants Orders from
//      us-east-1 and from every other replica.
//   3. Each sends all that it holds of Orders, then what it accepts later. Whatever was under way
//      between others meanwhile is in one or the other.
//   4. With the last of them Orders is active, and eu-west-1 says so.
//
// Threading: the region's loop, inside the open transaction.
#pragma once

#include <vector>

#include "region/engine/control_table.h"

namespace lastwrite {

/// The regions of a global table, in order; none of a table that is not.
std::vector<RegionName> replicas_of(const Engine& engine, const TableDescription& table);

/// How the replicas stand, as far as this region has heard; those that are leaving too. Empty: the
/// table is no global one.
Result<std::map<RegionName, ReplicaState>> replicas_seen(Engine& engine,
                                                         const TableDescription& table);

/// Whether an index is being filled or emptied, or a replica is coming or going.
Result<bool> is_changing(Engine& engine, const TableDescription& table);

/// What becomes of a change of the table that `origin` sent: it counts, it is none of this region's
/// table, or it comes before what says which.
enum class Belonging : std::uint8_t { kCounts, kForeign, kTooEarly };
Result<Belonging> belonging(Engine& engine, const RegionName& origin, const TableName& table);

/// A table that becomes global gets a group of its own.
std::string new_group(const Engine& engine);

/// kResourceInUse where the table is being made, changed or deleted.
Result<void> check_unused(Engine& engine, const TableDescription& table);

/// Acts on a definition that a peer announced.
Result<void> take_definition(Engine& engine, const TableDescription& told);

/// Once more on the last one of the table, for what could not be done at once: an index of a name
/// that another one still had. Nothing where the table is not global.
Result<void> take_definition_again(Engine& engine, const TableName& table);

/// Of which tables this region still wants all that `origin` holds.
Result<std::vector<TableName>> wanted_from(Engine& engine, const RegionName& origin);
/// `origin` has sent it. A table that wants nothing more becomes active.
Result<void> filled_from(Engine& engine, const RegionName& origin,
                         const std::vector<TableName>& tables);

/// Begins to delete the table here: it cannot be read any more, and its items go in the background.
Result<void> begin_delete(Engine& engine, TableDescription table);

}  // namespace lastwrite
