// The streams of a region's tables, and those that are still read after their tables have none.
//
// Errors: those of the store. Threading: the region's loop.
#pragma once

#include "region/engine/engine.h"

namespace lastwrite {

/// Makes the table's stream known, if it has one that is enabled. Any record, list or look at it
/// would do so too.
Result<void> open_stream(Engine& engine, const TableDescription& table);

/// Whether the stream may still grow: its table is there, and has this stream enabled.
bool stream_is_open(const Catalog& catalog, const StreamId& id);

/// Of all tables, or of one where `table` is not empty; in the order of tables and labels.
Result<std::vector<StreamId>> list_streams(Engine& engine, const TableName& table = {});

/// kResourceNotFound: there never was one, or all of it is gone. Good until the next write.
Result<const StreamInfo*> find_stream(Engine& engine, const StreamId& id);

}  // namespace lastwrite
