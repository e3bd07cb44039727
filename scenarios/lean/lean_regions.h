// What the regions of a lean run hold, and the links between them: accepting a write and applying a
// record, as region/engine and the replicator do, over numbers.
//
//   regions.accept({.item = 17, .region = 0, …});      // stamped, decided, sent to all others
//   regions.apply(event);                              // a record arrives
//   regions.held(17, 1)                                // the version, or kNoVersion
//
// Every decision is told to the online ledger. Threading: one owner.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "analysis/online/online_ledger.h"
#include "region/base/skewed_clock.h"
#include "scenarios/lean/lean_link.h"
#include "scenarios/lean/lean_queue.h"
#include "scenarios/lean/simulate_lean.h"

namespace lastwrite {

/// What an item holds, beside its key: the attributes that strategies read.
struct LeanItem {
  std::int64_t count = 0;    // 0 where there is no counter
  std::int64_t version = 0;  // of version-check and home-region
};

struct LeanWrite {
  std::uint32_t item = 0;
  std::uint32_t region = 0;
  std::uint32_t session = 0;
  std::uint64_t operation = 0;
  VersionId base = kNoVersion;  // what its client had read
  bool read_first = false;
  bool atomic = false;
  bool conditional = false;
  bool measured = false;
  std::int64_t increment = 0;
  LeanItem value = {};
};

class LeanRegions {
 public:
  using Observer = std::function<void(const LeanObserved&)>;

  /// All must outlive this.
  LeanRegions(const Scenario& scenario, LeanQueue& queue, OnlineLedger& ledger,
              const Observer& observer);

  void accept(const LeanWrite& write);
  void apply(const LeanEvent& event);

  VersionId held(std::uint32_t item, std::uint32_t region) const {
    return cells_[item * regions_ + region].version;
  }
  /// Requires: open in the ledger.
  const LeanItem& item(VersionId version) const { return versions_[version].value; }

  /// Why only the full simulation can tell how this goes on.
  const std::optional<Error>& trouble() const { return trouble_; }

 private:
  struct Cell {
    LeanStamp stamp;
    VersionId version = kNoVersion;
  };
  struct Version {
    LeanStamp stamp;
    std::uint32_t item = 0;
    LeanItem value;
  };
  /// The virtual time as a Clock, for the regions' faulty ones.
  class QueueClock;
  struct Region {
    LeanStamper stamper;
    std::unique_ptr<SkewedClock> clock;
  };

  void send(VersionId version, const LeanWrite& write);
  void observe(std::uint32_t region, std::uint32_t item, const LeanStamp& stamp, bool accepted,
               bool installed) const;

  const std::size_t regions_;
  LeanQueue& queue_;
  OnlineLedger& ledger_;
  const Observer& observer_;
  std::shared_ptr<QueueClock> time_;
  std::vector<Region> of_;
  std::vector<LeanLink> links_;    // by source, destination; those of a region to itself are idle
  std::vector<Cell> cells_;        // by item, region
  std::vector<Version> versions_;  // by VersionId
  std::optional<Error> trouble_;
};

}  // namespace lastwrite
