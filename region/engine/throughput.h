// Provisioned capacity: what of it operations take, and the refusal of those for which none is
// left. All of it does nothing unless the region throttles (EngineOptions::throttle) and the table
// has provisioned capacity.
//
//   if (const auto open = admit_write(engine, input.table); !open) return propagate(open);
//   Result<LocalWrite> write = prepare_put(engine, input);
//   return write_within_capacity(engine, std::move(write), {input.table, input.item, true});
//
// Global indexes have buckets of their own; local ones take from their table's. Changes of peers
// take capacity and are never refused (AWS: a table whose replica is out of capacity delays them).
// Threading: the region's loop.
#pragma once

#include <string>

#include "region/capacity/consumed.h"
#include "region/engine/page.h"
#include "region/engine/write_path.h"

namespace lastwrite {

/// kThrottling where nothing is left for reads of the table, or of its index `index`.
Result<void> admit_read(Engine& engine, const TableDescription& table,
                        const std::string& index = "");
void spend_read(Engine& engine, const TableDescription& table, const Consumed& consumed);

/// Of a page of it, or of one of its indexes.
void spend_page(Engine& engine, const TableDescription& table, const PageOutput& page,
                const PageInput& input);

/// kThrottling where nothing is left for writes of the table; a table that is none is no error yet.
Result<void> admit_write(Engine& engine, const TableName& table);
/// The same of the table and of each global index that the write changes.
Result<void> admit_write(Engine& engine, const LocalWrite& write);
/// Of a change that was made, whoever made it.
void spend_write(Engine& engine, const TableDescription& table, const Consumed& consumed);

/// What a write is of: its table, and an item of which the key is a part, or the key alone.
struct WriteTarget {
  const TableName& table;
  const Item& attributes;
  bool whole = false;
};

/// Accepts what was prepared if its indexes have capacity too, and takes what it costs. A condition
/// that did not hold costs what a write of the item would.
Result<WriteOutput> write_within_capacity(Engine& engine, Result<LocalWrite> prepared,
                                          const WriteTarget& target);
/// The same of one write that was admitted already.
Result<WriteOutput> accept_and_spend(Engine& engine, LocalWrite write);

}  // namespace lastwrite
