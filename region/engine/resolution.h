// What becomes of a change where a version stands: by whole items or by attributes, as the engine
// was told. Decides and merges; writes nothing.
//
//   const Resolution r = resolve(engine, table, stored, record);
//   if (r.decision == Decision::kInstall) put(r.stored);
//
// Threading: the region's loop.
#pragma once

#include <optional>
#include <vector>

#include "region/engine/engine.h"
#include "region/version/attribute_merge.h"

namespace lastwrite {

struct Resolution {
  Decision decision = Decision::kDiscardOlder;
  StoredItem stored;                     // kInstall: what the region holds afterwards
  bool newest = false;                   // kInstall: the change is the item's version now
  std::vector<AttributeEffect> effects;  // by attributes only
};

/// kCorrupt when the change's key is none of the table's.
Result<Resolution> resolve(const Engine& engine, const TableDescription& table,
                           const std::optional<StoredItem>& stored, const ChangeRecord& incoming);

/// The part of `taken` that came from `region`, for its change log: a change of its own with the
/// item as it is now. nullopt: nothing did. Requires: `taken` was installed.
std::optional<ChangeRecord> taken_from(const RegionName& region, const ChangeRecord& change,
                                       const Resolution& taken);

}  // namespace lastwrite
