#include "region/engine/create_table.h"

#include "region/engine/change_table.h"
#include "region/engine/known_streams.h"
#include "region/engine/replica_group.h"

namespace lastwrite {

Result<TableDescription> create_table(Engine& engine, const CreateTableInput& input) {
  auto created = engine.catalog().create(engine.store().facts(), input, engine.clock().wall_now());
  if (!created) return created;
  if (created->stream) {
    if (const auto r = open_stream(engine, *created); !r) return propagate(r);
  }
  const bool global = created->global;
  if (engine.peers().empty()) return created;
  if (global) {
    created->replicas = replicas_of(engine, *created);
    created->group = new_group(engine);
    if (!created->stream)
      created->stream = StreamSettings{StreamView::kNewAndOldImages, created->created};
    if (const auto r = change_table(engine, *created); !r) return propagate(r);
  }
  const auto told = announce_replica(
      engine, input.table, {global ? ReplicaState::kActive : ReplicaState::kAlone, created->group});
  if (!told) return propagate(told);
  return created;
}

}  // namespace lastwrite
