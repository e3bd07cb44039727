// What happened in one run of one strategy: the traces of all regions and of the driver, joined.
// Plain values with indices in place of pointers; a simulator may fill one without any file.
//
//   const Operation& put = history.operations[7];
//   const Version& made = history.versions[put.version];   // put.version may be kAbsent
//   history.items[made.item].key                           // "s:order-17"
//
// Invariants:
//   1. An index is kAbsent or in range of the vector that its comment names.
//   2. `events[r]` stands in the order of events at region r, over all its incarnations.
//   3. `steps` stands in the order of the driver's file.
// Threading: a value.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analysis/trace/attribute_event.h"
#include "analysis/trace/index.h"
#include "region/base/time.h"
#include "region/version/stamp.h"

namespace lastwrite {

/// An item: its table and key_text().
struct ItemName {
  std::string table;
  std::string key;

  friend auto operator<=>(const ItemName&, const ItemName&) = default;
};

/// One version of one item: made by an Accept, or known only because something else refers to it.
struct Version {
  std::uint32_t item = kAbsent;    // items
  std::uint32_t region = kAbsent;  // regions: the origin
  Stamp stamp;
  std::uint32_t operation = kAbsent;  // operations: who made it; kAbsent: nobody of this workload
  std::uint64_t operation_id = 0;     // as the region was told it

  bool accepted = false;  // its Accept is in the trace; only then the rest means something
  TrueTime accepted_at;
  std::uint32_t position = 0;        // of its Accept among events[region]
  std::uint32_t previous = kAbsent;  // versions: what the region held before
  bool installed = false;            // false: stillborn
  bool deleted = false;
  bool conditional = false;
  bool atomic = false;
  bool expired = false;  // a region's own delete: the item's time to live was up
  /// Attributes that it changed against what its region held: bit i for History::attributes[i], the
  /// last bit for all names that find no place there.
  std::uint64_t changed = 0;
};

inline constexpr std::size_t kAttributesMax = 63;

/// kLock: a wait for a lock of the driver, which asks no region.
enum class RequestKind : std::uint8_t { kGet, kPut, kUpdate, kDelete, kLock };
enum class Outcome : std::uint8_t { kOk, kFailed, kUnknown };

/// One attempt of one client, as the driver saw it.
struct Operation {
  std::uint64_t id = 0;
  std::uint64_t task = 0;
  std::uint32_t attempt = 1;
  std::uint32_t session = 0;
  RequestKind kind = RequestKind::kGet;
  std::uint32_t client_region = kAbsent;  // regions
  std::uint32_t target_region = kAbsent;  // regions
  std::uint32_t item = kAbsent;           // items
  std::uint32_t logical_item = kAbsent;   // items: the workload's key, where that is another one
  std::uint32_t base =
      kAbsent;           // versions: what a write was computed from; kAbsent: nothing, or missing
  bool derived = false;  // computed from a value read
  std::int64_t increment = 0;
  std::string token;
  bool bookkeeping = false;  // a strategy's own request (a lease): part of no count

  TrueTime intended;
  TrueTime invoked;
  std::optional<TrueTime> completed;
  Outcome outcome = Outcome::kUnknown;  // a reply that never came is unknown too
  bool condition_failed = false;
  bool task_done = false;
  std::string error;
  std::uint32_t version = kAbsent;  // versions: made by a write, seen by a get

  bool is_write() const { return kind != RequestKind::kGet && kind != RequestKind::kLock; }
  bool is_read() const { return kind == RequestKind::kGet; }
  bool acknowledged() const { return is_write() && outcome == Outcome::kOk; }
  /// An acknowledged write that the workload asked for: what rates and anomalies count.
  bool counts() const { return acknowledged() && !bookkeeping; }
};

/// Accept or Apply at one region.
struct RegionEvent {
  enum class Kind : std::uint8_t { kAccept, kInstalled, kDiscardedOlder, kDuplicate };

  TrueTime at;
  Kind kind = Kind::kAccept;
  std::uint32_t version = kAbsent;   // versions
  std::uint32_t previous = kAbsent;  // versions: what the region held before
  bool installs = false;             // the region holds `version` afterwards and did not before
  bool backfill = false;
  TrueTime accepted_at;  // at the origin
  Duration injected{0};
};

/// The driver sent a request (begins) or heard its end.
struct ClientStep {
  std::uint32_t operation = kAbsent;  // operations
  bool begins = false;
};

/// The origin of `version` sent `by` to `to` in its place.
struct CoalescedVersion {
  std::uint32_t to = kAbsent;       // regions
  std::uint32_t version = kAbsent;  // versions
  std::uint32_t by = kAbsent;       // versions
};

struct PhaseMark {
  TrueTime at;
  std::string name;  // warm-up, measure, heal, quiesce, final, done
};
struct FaultMark {
  TrueTime at;
  std::string description;
  bool begins = false;
  std::vector<std::string> regions;
  bool loses_unsynced = false;  // a power cut, of regions whose durability does not outlast one
};
struct ClockMark {
  TrueTime at;
  std::uint32_t region = kAbsent;  // regions
  Duration offset{0};
};
struct BacklogMark {
  TrueTime at;
  std::uint32_t from = kAbsent;  // regions
  std::uint32_t to = kAbsent;    // regions
  std::uint64_t records = 0;
  Duration oldest_age{0};
};
/// What one region held of one item in the end.
struct FinalMark {
  std::uint32_t region = kAbsent;   // regions
  std::uint32_t version = kAbsent;  // versions
  bool tombstone = false;
  std::uint64_t value_hash = 0;
  std::optional<std::int64_t> counter;
  std::vector<std::string> tokens = {};  // in byte order; of workloads that append
};
struct QuiesceMark {
  TrueTime at;
  bool reached = false;
  std::vector<std::uint32_t> missing;  // regions
};

struct History {
  std::vector<RegionName> regions;  // the manifest's, then any that only the trace names
  std::vector<ItemName> items;
  std::vector<std::string> attributes;  // at most kAttributesMax
  std::vector<Version> versions;
  std::vector<Operation> operations;

  std::vector<std::vector<RegionEvent>> events;  // by region
  std::vector<std::vector<std::uint32_t>>
      lives;  // by region: where in `events` one begins; empty: not told
  std::vector<ClientStep> steps;
  std::vector<CoalescedVersion> coalesced;

  std::vector<PhaseMark> phases;
  std::vector<FaultMark> faults;
  std::vector<ClockMark> clocks;
  std::vector<BacklogMark> backlogs;
  std::vector<FinalMark> finals;
  std::optional<QuiesceMark> quiesce;  // absent: the run ended before

  /// Conflicts were resolved by attributes: then the next three tell about them, and an event
  /// "installs" the version that is the newest of its item.
  bool by_attribute = false;
  std::vector<std::vector<AttributeEvent>> attribute_events;  // by region, in order of `event`
  std::vector<AttributeSeen> attribute_reads;                 // by operation
  std::vector<AttributeSeen> attribute_finals;                // by final, in order

  std::uint64_t torn_files = 0;       // traces that end in the middle of a message
  std::vector<std::string> findings;  // contradictions in the traces: bugs of Lastwrite itself
};

}  // namespace lastwrite
