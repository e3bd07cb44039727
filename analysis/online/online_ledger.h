// The ledger for runs too long to keep: hears every accepted write and every apply in the order of
// time, and counts each write under its fate as soon as that is decided.
//
//   OnlineLedger ledger({.regions = 3, .items = 1000});
//   VersionId v = ledger.accept({.at = now, .item = 17, .region = 0, .installed = true, …});
//   ledger.apply(later, 1, v, true);
//   OnlineSummary summary = std::move(ledger).finish();
//
// It gives the fates that analysis/ledger gives from the whole history: for runs without crashes,
// coalescing or requests of unknown outcome, in which everything arrives. How it forgets:
// version_forest.h. Memory: items × regions and what is under way. Threading: one owner.
//
// Invariants: an installed version is applied exactly once at each other region; all regions hold
// the same in the end.
#pragma once

#include <cstdint>
#include <vector>

#include "analysis/online/fate_counts.h"
#include "analysis/online/meeting_book.h"
#include "analysis/online/online_summary.h"
#include "analysis/online/rival_book.h"
#include "analysis/online/session_clocks.h"
#include "analysis/online/version_forest.h"

namespace lastwrite {

struct OnlineOptions {
  std::size_t regions = 0;  // at most 32
  std::size_t items = 0;
  bool reads = false;  // read() will be called
};

/// A write that its region accepted, and that its client was, or will be, told OK.
struct AcceptedWrite {
  TrueTime at;
  OnlineStamp stamp;
  std::uint32_t item = 0;
  std::uint32_t region = 0;
  std::uint32_t session = 0;
  std::uint64_t operation = 0;  // in the order in which clients began their requests
  VersionId base = kNoVersion;  // what it was computed from; must be alive
  bool derived = false;         // computed from something, if only from the item's absence
  bool read_first = false;  // its client read, and named `base`: its condition may have met another
  bool conditional = false;
  bool installed = false;  // false: stillborn
  bool measured = false;   // its intended start lies in phase `measure`
  std::int64_t increment = 0;
  std::int64_t counter = 0;  // the item's counter after it
};

class OnlineLedger {
 public:
  explicit OnlineLedger(const OnlineOptions& options);
  OnlineLedger(const OnlineLedger&) = delete;
  OnlineLedger& operator=(const OnlineLedger&) = delete;

  /// The version that it made, alive until all regions have it and none holds it; kNoVersion for a
  /// stillborn one.
  VersionId accept(const AcceptedWrite& write);
  /// `region` received `version`, and installed or discarded it. The version may be gone after it.
  void apply(TrueTime at, std::uint32_t region, VersionId version, bool installed);

  /// A client holds `version` in its hands: between the region's reply and what it writes next.
  void pin(VersionId version) { forest_.acquire(version); }
  void unpin(VersionId version) { forest_.release(version); }
  /// The client heard what it had asked for. Requires: alive.
  void read(std::uint32_t session, VersionId version) { sessions_.read(session, version); }

  /// From now on: what is accepted counts for lags.
  void begin_measure() { measuring_ = true; }
  void end_measure();

  /// Versions remembered now, and at most at a time.
  std::size_t open() const { return forest_.open(); }
  std::size_t open_max() const { return forest_.open_max(); }

  /// Requires: everything has arrived.
  OnlineSummary finish() &&;

 private:
  struct ItemBook {
    std::uint64_t last_operation = 0;
    TrueTime last_accepted{INT64_MIN};
    std::uint64_t last_order = 0;
    std::uint32_t born = 0;         // writes computed from its absence
    std::uint32_t cas_regions = 0;  // of them, bits
    std::int64_t increments = 0;
    bool counts = false;  // increments were asked for
  };

  VersionId& held(std::uint32_t item, std::uint32_t region) {
    return held_[item * options_.regions + region];
  }
  std::uint64_t& received(VersionId version, std::uint32_t region) {
    return received_[version * options_.regions + region];
  }
  void book(const AcceptedWrite& write, std::uint64_t order);
  void count_family(const AcceptedWrite& write);
  void stillborn(const AcceptedWrite& write, VersionId by);
  VersionId add(const AcceptedWrite& write, std::uint64_t order);
  void displace(VersionId version, VersionId by);
  Fate fate_against(VersionId version, VersionId by);
  void meet(VersionId arrived, VersionId stood);
  bool replica_knew(VersionId later, VersionId earlier);
  void note_lag(TrueTime at, std::uint32_t region, VersionId version, bool installed);
  void decided(std::uint32_t item, const FateKey& key, std::uint64_t count);
  void finish_item(std::uint32_t item);

  OnlineOptions options_;
  OnlineSummary out_;
  VersionForest forest_;
  SessionClocks sessions_;
  MeetingBook meetings_;
  std::vector<VersionId> held_;          // by item, region
  std::vector<std::uint64_t> received_;  // by version, region: when, in order; 0: not
  std::vector<bool> lag_counts_;         // by version: accepted in phase measure
  RivalBook rivals_;                     // refers to received_
  std::vector<ItemBook> items_;
  std::vector<std::vector<ClusterCount>> lost_of_;       // by region (the last: all), item
  std::vector<std::vector<ClusterCount>> stillborn_of_;  // by region, item
  std::uint64_t order_ = 0;
  TrueTime last_accepted_{INT64_MIN};
  TrueTime last_installed_{INT64_MIN};
  bool measuring_ = false;
};

}  // namespace lastwrite
