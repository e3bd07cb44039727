// The ledger for runs too long to keep: hears every accepted write and every apply in the order of
// time, and counts each write under its fate as soon as that is decided.
//
//   OnlineLedger ledger({.regions = 3, .items = 1000});
//   VersionId v = ledger.accept({.at = now, .item = 17, .region = 0, .installed = true, …});
//   ledger.apply(later, 1, v, true);
//   OnlineSummary summary = std::move(ledger).finish();
//
// It gives the fates that analysis/ledger gives from the whole history: for runs without crashes or
// coalescing, in which everything arrives. How it forgets: version_forest.h.
//
// A write whose client may never hear of it is accepted in doubt. It takes part in everything, but
// counts only once heard() or unheard() has told how it went; until then it is not forgotten:
//
//   VersionId w = ledger.accept({…, .in_doubt = true});
//   ledger.heard(w);                   // or unheard(w)
// Memory: items × regions and what is under way. Threading: one owner.
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

/// A write that its region accepted.
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
  bool in_doubt = false;     // is its client told OK? Not known yet; a stillborn write counts as if
  const PastClient* past = nullptr;  // abandon() gave it: its client has given it up before
};

class OnlineLedger {
 public:
  explicit OnlineLedger(const OnlineOptions& options);
  OnlineLedger(const OnlineLedger&) = delete;
  OnlineLedger& operator=(const OnlineLedger&) = delete;

  /// The version that it made, alive until all regions have it and none holds it; kNoVersion for a
  /// stillborn one.
  VersionId accept(const AcceptedWrite& write);
  /// Of one accepted in doubt, and visible: its client was told OK; it never will be.
  void heard(VersionId version) { end_doubt(version, true); }
  void unheard(VersionId version) { end_doubt(version, false); }
  /// `region` received `version`, and installed or discarded it. The version may be gone after it.
  void apply(TrueTime at, std::uint32_t region, VersionId version, bool installed);

  /// A client holds `version` in its hands: between the region's reply and what it writes next.
  void pin(VersionId version) { forest_.acquire(version); }
  void unpin(VersionId version) { forest_.release(version); }
  /// The client heard what it had asked for. Requires: alive.
  void read(std::uint32_t session, VersionId version) { sessions_.read(session, version); }
  /// The client gives up a write that is still on its way, and goes on in the same session.
  PastClient abandon(std::uint32_t session) { return sessions_.abandon(session); }
  /// A fault ended: convergence is counted from here at the earliest.
  void fault_ended(TrueTime at) { last_accepted_ = std::max(last_accepted_, at); }

  /// From now on: what is accepted counts for lags.
  void begin_measure() { measuring_ = true; }
  void end_measure();

  /// Since then something accepted has always been on its way to a region. Requires: something is.
  TrueTime busy_since() const { return busy_since_; }
  bool busy() const { return rivals_.under_way() > 0; }

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
  struct Doubt {
    AcceptedWrite write;
    bool aba = false;
  };

  void book(const AcceptedWrite& write, std::uint64_t order, bool aba);
  void doubt(const AcceptedWrite& write, VersionId version, bool aba);
  void end_doubt(VersionId version, bool acknowledged);
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
  std::vector<Doubt> doubts_;            // by version
  RivalBook rivals_;
  std::vector<ItemBook> items_;
  std::vector<std::vector<ClusterCount>> lost_of_;       // by region (the last: all), item
  std::vector<std::vector<ClusterCount>> stillborn_of_;  // by region, item
  std::uint64_t order_ = 0;
  TrueTime last_accepted_{INT64_MIN};
  TrueTime last_installed_{INT64_MIN};
  TrueTime busy_since_{INT64_MIN};
  bool measuring_ = false;
};

}  // namespace lastwrite
