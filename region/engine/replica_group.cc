#include "region/engine/replica_group.h"

#include <algorithm>

#include "region/engine/change_table.h"

namespace lastwrite {
namespace {

constexpr std::string_view kWanted = "wanted/";

std::string wanted_fact(const RegionName& origin, const TableName& table) {
  return fmt::format("{}{}/{}", kWanted, origin, table);
}

// What is set on all replicas alike, as told, over what this region has.
void take_settings(TableDescription& mine, const TableDescription& told, WallTime now) {
  mine.global = true;
  mine.replicas = told.replicas;
  mine.time_to_live = told.time_to_live;
  mine.provisioned = told.provisioned;
  const bool streams = told.stream && told.stream->enabled;
  const bool streamed = mine.stream && mine.stream->enabled;
  if (streams && !streamed) mine.stream = StreamSettings{told.stream->view, now};
  if (!streams && streamed) mine.stream->enabled = false;
}

bool is_same(IndexDescription one, const IndexDescription& other) {
  one.status = other.status;
  return one == other;
}

// Indexes that are new are filled, those that are gone are emptied first; so is one that was made
// anew under its old name, and take_definition_again() then takes the new one.
void take_indexes(TableDescription& mine, const TableDescription& told) {
  for (IndexDescription& index : mine.indexes) {
    const IndexDescription* kept = told.find_index(index.name);
    if (kept == nullptr || kept->status == TableStatus::kDeleting || !is_same(index, *kept))
      index.status = TableStatus::kDeleting;
  }
  for (IndexDescription index : told.indexes) {
    if (index.status == TableStatus::kDeleting || mine.find_index(index.name) != nullptr) continue;
    index.status = TableStatus::kCreating;
    mine.indexes.push_back(std::move(index));
  }
}

Result<void> join(Engine& engine, const TableDescription& told) {
  const WallTime now = engine.clock().wall_now();
  TableDescription mine{told.table, told.key_schema, now};
  mine.status = TableStatus::kCreating;
  mine.group = told.group;
  take_settings(mine, told, now);
  for (IndexDescription index : told.indexes) {
    if (index.status == TableStatus::kDeleting) continue;
    index.status = TableStatus::kActive;  // of an empty table
    mine.indexes.push_back(std::move(index));
  }
  for (const RegionName& member : replicas_of(engine, mine)) {
    if (member == engine.region()) continue;
    const auto noted = engine.store().facts().put(wanted_fact(member, told.table), "");
    if (!noted) return propagate(noted);
  }
  if (const auto kept = keep_table(engine, mine); !kept) return kept;
  return announce_replica(engine, told.table, {ReplicaState::kCreating, told.group});
}

Result<void> follow(Engine& engine, TableDescription mine, const TableDescription& told) {
  take_settings(mine, told, engine.clock().wall_now());
  take_indexes(mine, told);
  if (mine.replicas.size() == 1) {  // the last one is a table like any other
    mine.global = false;
    mine.replicas.clear();
    mine.group.clear();
  }
  if (const auto kept = keep_table(engine, mine); !kept) return kept;
  if (mine.status == TableStatus::kCreating) return {};
  return announce_replica(engine, mine.table,
                          {mine.global ? ReplicaState::kActive : ReplicaState::kAlone, mine.group});
}

Result<bool> wants_more(Engine& engine, const TableName& table) {
  for (const RegionName& peer : engine.peers()) {
    const auto fact = engine.store().facts().get(wanted_fact(peer, table));
    if (!fact) return propagate(fact);
    if (*fact) return true;
  }
  return false;
}

Result<void> activate(Engine& engine, const TableName& name) {
  const auto found = engine.catalog().find(name);
  if (!found || (*found)->status != TableStatus::kCreating) return {};
  TableDescription table = **found;
  table.status = TableStatus::kActive;
  if (const auto kept = keep_table(engine, table); !kept) return kept;
  return announce_replica(engine, name, {ReplicaState::kActive, table.group});
}

}  // namespace

std::vector<RegionName> replicas_of(const Engine& engine, const TableDescription& table) {
  if (!table.global || !table.replicas.empty()) return table.replicas;
  std::vector<RegionName> all = engine.peers();
  all.push_back(engine.region());
  std::sort(all.begin(), all.end());
  return all;
}

Result<std::map<RegionName, ReplicaState>> replicas_seen(Engine& engine,
                                                         const TableDescription& table) {
  auto told = replica_reports(engine, table.table);
  if (!told) return propagate(told);
  std::erase_if(*told, [&](const auto& one) { return one.second.group != table.group; });
  // Made in every region by whoever started the cluster: nobody had to announce anything.
  const bool everywhere = table.global && table.replicas.empty();
  std::map<RegionName, ReplicaState> seen;
  for (const RegionName& region : replicas_of(engine, table)) {
    const auto report = told->find(region);
    const ReplicaState state = report == told->end() ? ReplicaState::kGone : report->second.state;
    const bool absent = state == ReplicaState::kGone || state == ReplicaState::kDeleting;
    if (everywhere && absent) {
      seen.emplace(region, ReplicaState::kActive);
    } else {
      seen.emplace(region, absent ? ReplicaState::kCreating : state);
    }
  }
  for (const auto& [region, report] : *told) {
    const bool left = table.global && region != engine.region() && !seen.contains(region);
    if (left && (report.state == ReplicaState::kActive || report.state == ReplicaState::kCreating ||
                 report.state == ReplicaState::kDeleting)) {
      seen.emplace(region, ReplicaState::kDeleting);
    }
  }
  if (seen.size() == 1 && seen.contains(engine.region())) seen.clear();
  return seen;
}

Result<bool> is_changing(Engine& engine, const TableDescription& table) {
  for (const IndexDescription& index : table.indexes) {
    if (index.status != TableStatus::kActive) return true;
  }
  const auto seen = replicas_seen(engine, table);
  if (!seen) return propagate(seen);
  for (const auto& [region, state] : *seen) {
    if (state == ReplicaState::kCreating || state == ReplicaState::kDeleting) return true;
  }
  return false;
}

Result<void> check_unused(Engine& engine, const TableDescription& table) {
  const auto busy = [&](std::string_view how) {
    return fail(ErrorCode::kResourceInUse,
                "Attempt to change a resource which is still in use: Table is being {}: {}", how,
                table.table);
  };
  if (table.status == TableStatus::kCreating) return busy("created");
  if (table.status == TableStatus::kDeleting) return busy("deleted");
  const auto changing = is_changing(engine, table);
  if (!changing) return propagate(changing);
  return *changing ? Result<void>(busy("updated")) : Result<void>();
}

Result<Belonging> belonging(Engine& engine, const RegionName& origin, const TableName& name) {
  const auto found = engine.catalog().find(name);
  if (!found) {
    const auto definitions = definitions_of(engine, name);
    if (!definitions) return propagate(definitions);
    return definitions->empty() ? Belonging::kTooEarly : Belonging::kForeign;
  }
  const TableDescription& table = **found;
  if (table.status == TableStatus::kDeleting || !table.shared_with(engine.region()))
    return Belonging::kForeign;
  if (table.shared_with(origin)) return Belonging::kCounts;
  // A replica that this region has not heard of yet, one that is leaving, or a table that only has
  // the same name: its own region says which.
  const auto reports = replica_reports(engine, name);
  if (!reports) return propagate(reports);
  const auto report = reports->find(origin);
  if (report == reports->end()) return Belonging::kTooEarly;
  return report->second.group == table.group ? Belonging::kCounts : Belonging::kForeign;
}

std::string new_group(const Engine& engine) {
  return fmt::format("{}@{}", engine.region(), engine.clock().wall_now().ns);
}

Result<void> take_definition(Engine& engine, const TableDescription& told) {
  const auto found = engine.catalog().find(told.table);
  const bool member = told.shared_with(engine.region());
  // A group of one is none: its last replica has become a table like any other, which may be gone.
  const bool alone = told.replicas.size() == 1;
  if (!found) return member && !alone ? join(engine, told) : Result<void>();
  const TableDescription& mine = **found;
  if (mine.status == TableStatus::kDeleting) return {};  // see delete_table_step()
  if (mine.global && mine.group == told.group)
    return member ? follow(engine, mine, told) : begin_delete(engine, mine);
  if (!member) return {};
  return announce_replica(engine, told.table, {ReplicaState::kCreationFailed, told.group});
}

Result<void> take_definition_again(Engine& engine, const TableName& name) {
  const auto found = engine.catalog().find(name);
  if (!found || !(*found)->global) return {};
  const auto definitions = definitions_of(engine, name);
  if (!definitions) return propagate(definitions);
  for (const TableDescription& told : *definitions) {
    if (told.group == (*found)->group) return take_definition(engine, told);
  }
  return {};
}

Result<std::vector<TableName>> wanted_from(Engine& engine, const RegionName& origin) {
  const std::string prefix = fmt::format("{}{}/", kWanted, origin);
  const auto facts = engine.store().facts().list(prefix);
  if (!facts) return propagate(facts);
  std::vector<TableName> tables;
  for (const auto& [name, value] : *facts) tables.emplace_back(name.substr(prefix.size()));
  return tables;
}

Result<void> filled_from(Engine& engine, const RegionName& origin,
                         const std::vector<TableName>& tables) {
  for (const TableName& table : tables) {
    if (const auto r = engine.store().facts().erase(wanted_fact(origin, table)); !r) return r;
    const auto more = wants_more(engine, table);
    if (!more) return propagate(more);
    if (*more) continue;
    if (const auto active = activate(engine, table); !active) return active;
  }
  return {};
}

Result<void> begin_delete(Engine& engine, TableDescription table) {
  for (const RegionName& peer : engine.peers()) {
    const auto r = engine.store().facts().erase(wanted_fact(peer, table.table));
    if (!r) return r;
  }
  table.status = TableStatus::kDeleting;
  for (IndexDescription& index : table.indexes) index.status = TableStatus::kActive;
  if (const auto kept = keep_table(engine, table); !kept) return kept;
  if (engine.peers().empty()) return {};
  return announce_replica(engine, table.table, {ReplicaState::kDeleting, table.group});
}

}  // namespace lastwrite
