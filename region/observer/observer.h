// SEAM: tells what a region decided, as it decides it. The observer never influences: it returns
// nothing, and switching it off changes no winner (tests/region/observer proves it).
//
// Implementations: TraceObserver (writes proto/trace.proto), NullObserver. Threading: the region's
// loop.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "region/version/attribute_merge.h"
#include "region/version/change_record.h"

namespace lastwrite {

enum class ApplyOutcome : std::uint8_t { kInstalled, kDiscardedOlder, kDuplicate };

/// The client of a write, and what it had read of that item.
struct Caller {
  std::string session;
  bool derived = false;            // it had read the item
  std::optional<Stamp> base = {};  // the version read; nullopt where derived: there was none
};

struct AcceptEvent {
  const ChangeRecord& record;
  const std::string& key_text;
  const std::optional<Stamp>& previous;
  bool installed;
  bool conditional;
  bool atomic;
  const Item* found = nullptr;                // the item in the region before; nullptr: none
  const KeySchema* key_schema = nullptr;      // of its table
  std::vector<AttributeEffect> effects = {};  // with conflicts by attributes
  bool computed = false;                      // an update that uses its attributes' own values
  const Caller* by = nullptr;                 // whose request it was, where that is known
  std::vector<RegionName> replicas = {};      // the regions of its table; empty: all
  bool expired = false;                       // the region's own delete: the item's time was up
};

/// A client was shown an item, or that there is none.
struct ReadEvent {
  const TableName& table;
  const ItemKey& key;
  const std::optional<Stamp>& version;  // nullopt: nothing was ever written
};

struct ApplyEvent {
  const ChangeRecord& record;
  const std::string& key_text;
  const std::optional<Stamp>& previous;
  ApplyOutcome outcome;
  bool backfill;
  std::vector<AttributeEffect> effects = {};  // with conflicts by attributes
};

struct CoalescedEvent {
  const RegionName& to;
  const TableName& table;
  const std::string& key_text;
  const Stamp& version;
  const Stamp& by;
};

class Observer {
 public:
  virtual ~Observer() = default;
  virtual void on_accept(const AcceptEvent& event) = 0;
  virtual void on_apply(const ApplyEvent& event) = 0;
  virtual void on_coalesced(const CoalescedEvent& event) = 0;
  /// Not in traces: the sessions of an API keep it (region/api/session_observer.h).
  virtual void on_read(const ReadEvent&) {}
  /// Called before every commit: what was told so far must outlive the process.
  virtual void flush() = 0;
};

/// Tells nobody.
class NullObserver final : public Observer {
 public:
  void on_accept(const AcceptEvent&) override {}
  void on_apply(const ApplyEvent&) override {}
  void on_coalesced(const CoalescedEvent&) override {}
  void flush() override {}
};

}  // namespace lastwrite
