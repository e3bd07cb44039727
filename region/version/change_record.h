// One change of one item, as it stands in the change log of its origin and as it travels to the
// peers.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "region/base/ids.h"
#include "region/base/time.h"
#include "region/value/attribute_value.h"
#include "region/value/key_schema.h"
#include "region/version/attribute_stamps.h"

namespace lastwrite {

/// What the observer carries beside a change. The store keeps it and the links pass it on; nothing
/// that decides a winner reads it, so that switching the observer off changes no outcome.
struct ObserverTag {
  OperationId operation = OperationId::kNone;
  TrueTime accepted_at;
  Duration injected{0};  // what the link model added on the way to the region that holds this copy

  friend bool operator==(const ObserverTag&, const ObserverTag&) = default;
};

/// Invariant: within one origin, sequences are dense (1, 2, 3 …) in the order of commitment.
struct ChangeRecord {
  std::uint64_t sequence =
      0;  // position among the changes accepted by stamp.region; 0 in snapshots
  TableName table;
  ItemKey key;
  Stamp stamp;
  std::optional<Item> item;  // the whole new item; nullopt: deleted
  ObserverTag observer;
  /// With conflicts by attributes: what this change changed of the item (in a snapshot: all of it).
  std::optional<AttributeStamps> attributes = {};
  /// On the way to a peer: sequences of earlier changes whose attributes this one takes along.
  std::vector<std::uint64_t> replaces = {};

  friend bool operator==(const ChangeRecord&, const ChangeRecord&) = default;
};

}  // namespace lastwrite
