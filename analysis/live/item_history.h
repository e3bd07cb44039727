// The versions of one item that can still matter while a cluster runs, and the fates of those that
// cannot.
//
// A version is *alive* while a region holds it or it is on its way to one. Alive ones, and all that
// they were computed from, may yet survive. What is displaced and neither is decided: its fate is
// that of analysis/ledger/README.md, first match. An item is *at rest* when all regions hold the
// same and nothing is on its way.
//
// Unlike in a finished run no version is final: the newest ones *stand*. Of those inside all that
// is alive the last kTrunkKept are remembered (a late write over an older base may yet take them
// along); what is older counts as standing for good.
//
// Threading: one owner. Memory: at most kVersionsMax versions; beyond, the oldest are given up.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "analysis/live/lost_write.h"
#include "analysis/live/write_facts.h"

namespace lastwrite {

inline constexpr std::size_t kTrunkKept = 64;
inline constexpr std::size_t kVersionsMax = 20'000;

class ItemHistory {
 public:
  using Region = std::size_t;                             // an index
  using Decided = std::function<void(const LostWrite&)>;  // superseded ones too; number unset

  ItemHistory(std::size_t regions, const Decided& decided);

  /// Regions that have the item's table, as bits; at first all. What is of others is not waited
  /// for.
  void set_members(std::uint64_t regions);

  /// An event at `region`, which held `previous` before. `order` grows from event to event.
  void accept(Region region, std::uint64_t order, std::shared_ptr<const WriteFacts> facts,
              const std::optional<Stamp>& previous);
  struct Arrival {
    Region region = 0;
    TrueTime at;
    std::uint64_t order = 0;
    Stamp version;
    std::optional<Stamp> previous;
    bool installed = false;
  };
  void apply(const Arrival& arrival);
  /// `version` will never reach `region`: a newer one went in its place.
  void skip(Region region, const Stamp& version);
  /// `region` began anew: what it accepted and nobody else has seen may not have been committed.
  void restarted(Region region);

  /// The item's table is gone everywhere: what was open is given up, what stood goes on standing.
  void abandon();

  /// Decides what can be decided as of `now`: a version counts as gone once it has been neither
  /// alive nor inside what is for `grace`, for a client may have read it and write only then. Call
  /// it after events and now and then while unsettled(); it may put the work off while it is large.
  void settle(TrueTime now, Duration grace);
  /// Something waits for its grace to end.
  bool unsettled() const { return due_.has_value(); }

  bool at_rest() const;
  std::size_t versions() const { return versions_.size(); }
  /// Accepted writes not yet told to be lost, superseded or standing.
  std::uint64_t open() const { return open_; }
  /// Accepted writes in all, phantoms (never committed) not counted; those that were given up.
  std::uint64_t writes() const { return writes_; }
  std::uint64_t given_up() const { return given_up_; }

 private:
  struct Receipt {
    std::uint64_t order = 0;  // 0: not yet
    TrueTime at;
  };
  struct Entry {
    std::shared_ptr<const WriteFacts> facts;  // empty: known by name alone, counted nowhere
    Region region = 0;
    std::uint64_t order = 0;
    std::uint64_t missing = 0;  // bits: regions that it has not reached
    std::vector<Receipt> receipts;
    std::optional<Stamp> displaced_by = {};
    std::shared_ptr<const WriteFacts> by = {};
    Region by_region = 0;
    TrueTime displaced_at;
    bool inherits = false;  // it lives inside what displaced it
    bool decided = false;
    std::optional<TrueTime> gone_since = {};
    Fate fate = Fate::kUnresolved;
    std::shared_ptr<const LostWrite> root = {};
    // While settling:
    bool alive = false;
    bool kept = false;  // alive, or inside something that is
    std::size_t kept_children = 0;
    Entry* child = nullptr;
  };
  /// As a write of somebody who was told OK.
  static bool counts(const Entry& entry) { return entry.facts && !entry.facts->expired; }
  using Versions = std::map<Stamp, Entry>;

  Entry& at(const Stamp& stamp);
  Entry* find(const Stamp& stamp);
  Entry* base_of(const Entry& entry);
  void correct(Region region, const std::optional<Stamp>& previous);
  void displace_at_home(Region region, const Stamp& stamp, const Stamp& by, TrueTime when);
  void displace(const Stamp& stamp, const Stamp& by, TrueTime when);
  bool includes(const Stamp& outer, const Stamp& inner);
  Fate fate_against(const Entry& gone, const Entry& by) const;
  bool knew(const Entry& later, const Entry& earlier) const;
  void mark();
  void wait_or_decide(const Stamp& stamp, Entry& entry, const Stamp* next_greater);
  bool fate_is_known(const Stamp& stamp, Entry& entry, const Stamp* next_greater);
  static LostWrite loss_of(const Entry& entry);
  void tell(const Entry& entry);
  void forget_decided();
  void cut_trunk();
  void bound();

  const std::size_t regions_;
  const Decided& decided_;
  Versions versions_;
  std::uint64_t members_ = 0;               // bits: regions that have the table
  std::vector<std::optional<Stamp>> held_;  // by region
  std::vector<bool> known_;                 // by region: held_ says something
  std::uint64_t restarted_ = 0;             // bits
  std::size_t events_ = 0;                  // since the last settling
  TrueTime now_;                            // of the settling
  Duration grace_{0};
  std::optional<TrueTime> due_ = {};  // when the first of those that wait is decided
  std::uint64_t open_ = 0;
  std::uint64_t writes_ = 0;
  std::uint64_t given_up_ = 0;
  std::size_t on_their_way_ = 0;  // versions with regions missing
};

}  // namespace lastwrite
