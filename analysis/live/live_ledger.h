// The ledger of a cluster that runs: hears what the regions' traces say and tells of each
// acknowledged write that is lost, as soon as that is decided.
//
//   LiveLedger ledger({RegionName("eu-west-1"), RegionName("us-east-1")});
//   ledger.take(region, event);        // in an order in which no effect comes before its cause
//   ledger.settle(clock.now());        // after a batch of events, and now and then
//   ledger.losses()                    // the last kLossesKept of them, oldest first
//   ledger.totals({})                  // counts of all, with the rate and its interval
//
// The definitions are those of analysis/ledger/README.md; what differs: README.md of this folder.
// Threading: one owner. Memory: item_history.h for each of at most kItemsMax items; one that is at
// rest makes place for others and keeps its counts.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "analysis/ledger/interval.h"
#include "analysis/live/item_history.h"
#include "analysis/live/lost_write.h"
#include "region/base/ids.h"

namespace lastwrite {

namespace v1 {
class Accept;
class Apply;
class Coalesced;
class TraceEvent;
}  // namespace v1

inline constexpr std::size_t kLossesKept = 10'000;
inline constexpr std::size_t kItemsMax = 100'000;
inline constexpr std::size_t kLiveRegionsMax = 32;
/// How long a client may take from its read to its write.
inline constexpr Duration kReadGrace = std::chrono::seconds(1);

/// Counts of acknowledged writes.
struct LiveTotals {
  std::uint64_t writes = 0;
  std::uint64_t lost = 0;
  std::uint64_t superseded = 0;
  std::uint64_t open = 0;                                // on their way, or about to be decided
  std::uint64_t given_up = 0;                            // beyond the memory's bounds
  Interval rate;                                         // of those lost
  std::map<std::string, std::uint64_t> by_fate = {};     // "lost_concurrent"
  std::map<std::string, std::uint64_t> by_pattern = {};  // "read-modify-write", of those lost

  std::uint64_t standing() const { return writes - lost - superseded - open - given_up; }
};

/// What the counts are asked of: everything, unless named.
struct LiveFilter {
  std::string table = {};
};

class LiveLedger {
 public:
  /// At most kLiveRegionsMax. `grace`: item_history.h.
  explicit LiveLedger(const std::vector<RegionName>& regions, Duration grace = kReadGrace);
  LiveLedger(const LiveLedger&) = delete;
  LiveLedger& operator=(const LiveLedger&) = delete;

  void take(const RegionName& region, const v1::TraceEvent& event);
  void settle(TrueTime now);

  /// These tables are all that there are: what is open of others never will be decided.
  void keep_tables(const std::set<std::string>& tables);
  /// Whether any write of the table was told of.
  bool has_table(const std::string& table) const;

  const std::deque<LostWrite>& losses() const { return losses_; }
  LiveTotals totals(const LiveFilter& filter) const;
  /// Accepted and lost writes of one region.
  struct OfRegion {
    std::uint64_t writes = 0;
    std::uint64_t lost = 0;
  };
  OfRegion of_region(const RegionName& region) const;

 private:
  struct Item {
    std::unique_ptr<ItemHistory> history;
    ClusterCount counts;  // hits: lost
    std::uint64_t superseded = 0;
    bool dirty = false;
  };
  using ItemId = std::pair<std::string, std::string>;           // table, key
  using CountId = std::tuple<std::string, Fate, WritePattern>;  // table
  struct Forgotten {
    ClusterCount counts;
    std::uint64_t superseded = 0;
    std::uint64_t given_up = 0;
  };

  std::size_t index_of(const RegionName& region) const;
  std::uint64_t members_of(const v1::Accept& accept) const;
  Item& item(const std::string& table, const std::string& key);
  void accept(std::size_t region, TrueTime at, const v1::Accept& accept);
  void apply(std::size_t region, TrueTime at, const v1::Apply& apply);
  void coalesced(const v1::Coalesced& coalesced);
  void decided(const LostWrite& told);
  void make_place();

  std::vector<RegionName> regions_;
  const Duration grace_;
  ItemHistory::Decided decided_;
  std::map<ItemId, Item> items_;
  std::vector<std::pair<const ItemId, Item>*> dirty_;
  std::map<std::string, Forgotten> forgotten_;  // by table
  std::map<CountId, std::uint64_t> lost_;
  std::vector<OfRegion> of_regions_;
  std::deque<LostWrite> losses_;
  std::uint64_t last_number_ = 0;
  std::uint64_t order_ = 0;
};

}  // namespace lastwrite
