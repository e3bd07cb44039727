#include "region/engine/known_streams.h"

namespace lastwrite {
namespace {

// A stream enabled when its table was created is not known before its first record, or this.
Result<void> open(Engine& engine, const TableName& table) {
  const auto described = engine.catalog().find(table);
  if (!described) return {};
  return open_stream(engine, **described);
}

}  // namespace

Result<void> open_stream(Engine& engine, const TableDescription& table) {
  if (!table.stream || !table.stream->enabled) return {};
  return engine.streams().open(engine.store(), {table.table, table.key_schema, *table.stream});
}

bool stream_is_open(const Catalog& catalog, const StreamId& id) {
  const auto found = catalog.find(id.table);
  if (!found) return false;
  const std::optional<StreamSettings>& stream = (*found)->stream;
  return stream && stream->enabled && stream_id(id.table, *stream) == id;
}

Result<std::vector<StreamId>> list_streams(Engine& engine, const TableName& table) {
  for (const TableName& name : engine.catalog().names()) {
    if (!table.empty() && name != table) continue;
    if (const auto opened = open(engine, name); !opened) return propagate(opened);
  }
  std::vector<StreamId> ids;
  for (const auto& [id, info] : engine.streams().all()) {
    if (table.empty() || id.table == table) ids.push_back(id);
  }
  return ids;
}

Result<const StreamInfo*> find_stream(Engine& engine, const StreamId& id) {
  if (const auto opened = open(engine, id.table); !opened) return propagate(opened);
  const StreamInfo* info = engine.streams().find(id);
  if (info != nullptr) return info;
  return fail(ErrorCode::kResourceNotFound, "Requested resource not found: Stream: {} not found",
              stream_arn(engine.region(), id));
}

}  // namespace lastwrite
