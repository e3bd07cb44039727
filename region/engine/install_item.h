// The one place where a version takes its place in a table: what a region holds, and everything
// that follows from it (tombstones to collect; indexes and streams, where the table has them).
//
//   install_item(engine, {*table, key, before, after, Installer::kClient});
//
// Called inside the open transaction by local writes and by replicated ones, after the decision.
// Threading: the region's loop.
#pragma once

#include <cstdint>
#include <optional>

#include "region/engine/engine.h"
#include "region/engine/table_description.h"

namespace lastwrite {

enum class Installer : std::uint8_t {
  kClient,    // a write accepted here
  kExpiry,    // a delete of this region's own, for the item's time was up
  kPeer,      // a change of a peer that won here
  kBackfill,  // a state taken over from a peer: no change that a stream would tell
};

struct Installation {
  const TableDescription& table;
  const ItemKey& key;
  const std::optional<StoredItem>& before;  // nullopt: nothing, not even a tombstone
  const StoredItem& after;
  Installer installer = Installer::kClient;
};

/// Errors: those of the store.
Result<void> install_item(Engine& engine, const Installation& installation);

}  // namespace lastwrite
