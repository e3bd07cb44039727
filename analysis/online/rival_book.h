// Which versions have a concurrent rival in another region, and which a newer one: the quantities
// of the closed forms (analysis/ledger/rivals.h), found as the run goes on.
//
// Of two concurrent versions the later one was accepted while the earlier one was still on its way
// there, and that is enough: nobody can have known what is not yet accepted. So each accept looks
// at the item's versions that are under way, and what has arrived everywhere finds no rivals any
// more. A stillborn version is never sent: it stays a rival of whatever other regions accept later.
//
//   book.accept({…}, version);        // or kNoVersion: stillborn
//   book.arrived(version);            // once for each other region
//   book.finish();
//
// Cost: the item's versions under way, for each accept. Threading: one owner.
#pragma once

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "analysis/ledger/interval.h"
#include "analysis/online/version_forest.h"

namespace lastwrite {

/// Who writes: what is needed of an accepted write. Stamps compare by time, counter, rank.
struct RivalWrite {
  OnlineStamp stamp;
  std::uint32_t item = 0;
  std::uint32_t region = 0;
  bool measured = false;
};

class RivalBook {
 public:
  /// Has `region` received `version`? By version, region; 0: no.
  using Received = std::vector<std::uint64_t>;

  /// `received` must outlive this.
  RivalBook(std::size_t regions, std::size_t items, const Received& received);

  void accept(const RivalWrite& write, VersionId version);
  void arrived(VersionId version);
  void finish();

  /// Of measured writes, after finish(). The region regions(): all.
  Interval rival(std::size_t region) const { return share_interval(rival_[region]); }
  Interval newer(std::size_t region) const { return share_interval(newer_[region]); }

 private:
  struct Guest {
    RivalWrite write;
    bool any = false;
    bool newer = false;
    std::uint32_t missing = 0;  // regions that have not received it
    std::uint32_t place = 0;    // in its item's list
  };
  struct Stillborn {
    OnlineStamp newest;
    std::vector<Guest> open;  // those whose answer can still change
  };

  void meet_under_way(Guest& guest);
  void meet_stillborn(Guest& guest);
  void keep(const Guest& guest, VersionId version);
  void keep_stillborn(const Guest& guest);
  void count(const Guest& guest);

  const std::size_t regions_;
  const Received& received_;
  std::vector<Guest> guests_;                                               // by version
  std::vector<std::vector<VersionId>> under_way_;                           // by item
  std::map<std::pair<std::uint32_t, std::uint32_t>, Stillborn> stillborn_;  // by item, region
  std::vector<std::vector<ClusterCount>> rival_;  // by region (the last: all), item
  std::vector<std::vector<ClusterCount>> newer_;
};

}  // namespace lastwrite
