// The versions of a run that can still matter, as a forest of bases that forgets what is decided.
//
// The fate of a displaced write is known at once, but for two questions. Will it be *included*: is
// the final version computed from it, through any number of steps? And where it lives inside its
// displacer: what becomes of that one? Both are answered by keeping few versions and many counts.
//
//   1. A version is *alive* while a region holds it, a link carries it, or a client has read it and
//      may still write (pins). Only an alive version can be a base, or win.
//   2. A version that is not alive and has no descendants left is final: it is not included, so it
//   has
//      the fate that its displacement gave it. It is counted and forgotten.
//   3. One that is not alive and has exactly one child is included if and only if that child is:
//   the
//      two become one node, whose `bag` holds the counts of what was merged into it.
//   4. A write that lives inside its displacer points at that one's outcome (`link`). Such pointers
//   end
//      at an outcome that is known, or at a version that its own region still holds; in a bag
//      one entry stands for all writes that point at the same.
//
// Example: us-east-1 adds to v1 (v2), eu-west-1 adds to v1 as well (v3), and v3 is newer.
//
//      v1 ── v2   lost_concurrent, displaced by v3        v1 is displaced at home by v2, and so
//        └── v3   winner                                  inherits its fate: but v3 includes it.
//
// Cost: amortised near O(1) for each event. Memory: alive versions, and what branches between them.
// Threading: one owner. What it does not do: say who displaces whom, and with which fate
// (online_ledger.h).
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "analysis/online/fate_counts.h"
#include "analysis/online/online_stamp.h"
#include "region/base/time.h"

namespace lastwrite {

/// A place in the forest; given to another version once the first is forgotten.
using VersionId = std::uint32_t;
inline constexpr VersionId kNoVersion = 0xffffffff;

struct OpenVersion {
  std::uint64_t order = 0;  // of acceptance, over all regions; tells versions in one place apart
  TrueTime accepted_at;
  OnlineStamp stamp;
  std::uint32_t item = 0;
  std::uint32_t session = 0;
  std::uint32_t ordinal = 0;  // among the writes of its session
  std::int64_t counter = 0;   // the item's counter after it
  FateKey key;
  bool derived = false;
  std::uint32_t cas_regions = 0;   // bits: whose conditional writes have this base
  std::uint32_t derived_from = 0;  // acknowledged writes computed from it, ever
};

class VersionForest {
 public:
  using Decided = std::function<void(std::uint32_t item, const FateKey& key, std::uint64_t count)>;

  /// `decided` hears of every write once, when its fate is final.
  explicit VersionForest(Decided decided) : decided_(std::move(decided)) {}

  /// `base`: kNoVersion, or one that is alive. The new one is not alive yet: acquire() it.
  VersionId add(const OpenVersion& version, VersionId base);
  OpenVersion& at(VersionId id) { return slots_[id].version; }
  const OpenVersion& at(VersionId id) const { return slots_[id].version; }

  /// One more, or fewer, reason to be alive. What the last release() ends may be gone after it.
  void acquire(VersionId id, std::uint32_t reasons = 1) { slots_[id].alive += reasons; }
  void release(VersionId id) {
    if (--slots_[id].alive == 0) settle(id);
  }

  /// `inner` in Incl(`outer`). Requires: both alive.
  bool includes(VersionId outer, VersionId inner) const;

  /// `id` was displaced with this fate, unless the final version includes it.
  void decide(VersionId id, Fate fate) { slots_[id].version.key.fate = fate; }
  /// `id` lives inside what displaced it, and shares its fate.
  void inherit(VersionId id, VersionId from);

  /// The run is over and all regions hold `id`. Requires: nothing else of its item is alive.
  void win(VersionId id);

  /// Versions that are remembered now, and at most.
  std::size_t open() const { return slots_.size() - free_.size(); }
  std::size_t open_max() const { return slots_.size(); }

 private:
  static constexpr std::uint32_t kNoEntry = 0xffffffff;

  struct Slot {
    OpenVersion version;
    std::uint32_t alive = 0;
    VersionId parent = kNoVersion;
    std::uint32_t children = 0;
    VersionId children_xor = 0;    // of all children: with one child, that child
    VersionId link = kNoVersion;   // whose outcome it shares
    std::uint32_t references = 0;  // links and entries that wait for its outcome
    std::uint32_t bag = kNoEntry;  // entries: what was merged into this node
    bool gone = false;             // no node of the forest any more, only an outcome
  };
  /// `count` writes with this key; where `waits_for` is set, with that one's fate.
  struct Entry {
    FateKey key;
    VersionId waits_for = kNoVersion;
    std::uint32_t next = kNoEntry;
    std::uint64_t count = 0;
  };
  struct Outcome {
    Fate fate = Fate::kUnresolved;
    VersionId waits_for = kNoVersion;
  };

  Outcome outcome_of(VersionId id);
  Outcome inherited_from(VersionId id);
  void settle(VersionId id);
  void end(VersionId id);
  void merge_into_child(VersionId id);
  void put(VersionId into, FateKey key, const Outcome& outcome, std::uint64_t count);
  void unlink(VersionId id);
  void unreference(VersionId id);
  void remove(VersionId id);
  template <typename Take>
  void empty_bag(VersionId id, Take take);

  Decided decided_;
  std::vector<Slot> slots_;
  std::vector<VersionId> free_;
  std::vector<Entry> entries_;
  std::vector<std::uint32_t> free_entries_;
};

}  // namespace lastwrite
