#include "region/engine/delete_table.h"

#include <algorithm>

#include "region/engine/change_table.h"
#include "region/engine/index_fill.h"
#include "region/engine/replica_group.h"

namespace lastwrite {
namespace {

// The others go on without this region, a single one alone; or no region has the table any more.
Result<void> leave_group(Engine& engine, TableDescription table, DeleteScope scope) {
  table.replicas = replicas_of(engine, table);
  std::erase(table.replicas, engine.region());
  if (scope == DeleteScope::kEveryReplica) {
    table.global = false;
    table.replicas.clear();
  }
  return announce_definition(engine, table);
}

// A definition that came while the table went may name this region again.
Result<void> join_again(Engine& engine, const TableName& table) {
  const auto definitions = definitions_of(engine, table);
  if (!definitions) return propagate(definitions);
  for (const TableDescription& told : *definitions) {
    if (told.shared_with(engine.region())) return take_definition(engine, told);
  }
  return {};
}

}  // namespace

Result<TableDescription> delete_table(Engine& engine, const TableName& name, DeleteScope scope) {
  const auto found = engine.catalog().find(name);
  if (!found) return propagate(found);
  TableDescription table = **found;
  if (const auto unused = check_unused(engine, table); !unused) return propagate(unused);
  if (table.deletion_protection) {
    return fail(ErrorCode::kValidation,
                "Resource cannot be deleted as it is currently protected against deletion. Disable "
                "deletion protection first.");
  }
  if (table.global && !engine.peers().empty()) {
    if (const auto left = leave_group(engine, table, scope); !left) return propagate(left);
  }
  if (const auto begun = begin_delete(engine, table); !begun) return propagate(begun);
  return table;
}

Result<bool> delete_table_step(Engine& engine, const TableName& table, std::size_t limit) {
  auto items = engine.store().items().scan(table, std::nullopt, limit);
  if (!items) return propagate(items);
  for (const auto& [key, stored] : *items) {
    if (const auto r = engine.store().items().erase(table, key); !r) return propagate(r);
  }
  if (!items->empty()) return true;
  const auto found = engine.catalog().find(table);
  if (!found) return false;
  for (const IndexDescription& index : (*found)->indexes) {
    const auto more = erase_index_entries_step(engine, table, index);
    if (!more || *more) return more;
  }
  const std::string group = (*found)->group;
  if (const auto r = engine.catalog().erase(engine.store().facts(), table); !r) return propagate(r);
  if (!engine.peers().empty()) {
    // With the group: what was accepted here last may arrive behind this.
    const auto told = announce_replica(engine, table, {ReplicaState::kGone, group});
    if (!told) return propagate(told);
    if (const auto r = join_again(engine, table); !r) return propagate(r);
  }
  return false;
}

}  // namespace lastwrite
