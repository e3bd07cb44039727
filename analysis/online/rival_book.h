// Which versions have a concurrent rival in another region, and which a newer one: the quantities
// of the closed forms (analysis/ledger/rivals.h), found as the run goes on.
//
// Of two concurrent versions the later one was accepted while the earlier one was still on its way
// there, and that is enough: nobody can have known what is not yet accepted. So each accept looks
// at the item's versions that are under way, and what has arrived everywhere finds no rivals any
// more. A stillborn version is never sent: it stays a rival of whatever other regions accept later.
//
//   book.accept({…}, version);        // or kNoVersion: stillborn
//   book.arrived(version, region);    // once for each other region
//   book.finish();
//
// Cost: the item's versions under way, for each accept; they lie side by side. Threading: one
// owner.
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
  bool in_doubt = false;  // heard() is to come
};

class RivalBook {
 public:
  /// At most 32 regions.
  RivalBook(std::size_t regions, std::size_t items);

  void accept(const RivalWrite& write, VersionId version);
  void arrived(VersionId version, std::uint32_t region);
  /// Of one in doubt: its client was told OK, or it is a rival of others and counts no more.
  void heard(VersionId version, bool acknowledged);
  void finish();

  /// Versions that some region has not received, or that are in doubt.
  std::size_t under_way() const { return guests_under_way_; }

  /// Of measured writes, after finish(). The region regions(): all.
  Interval rival(std::size_t region) const { return share_interval(rival_[region]); }
  Interval newer(std::size_t region) const { return share_interval(newer_[region]); }

 private:
  static constexpr std::uint64_t kDoubt = std::uint64_t{1} << 32;
  static constexpr std::uint64_t bit(std::uint32_t region) { return std::uint64_t{1} << region; }

  struct Guest {
    OnlineStamp stamp;
    std::uint64_t missing = 0;  // bits: regions that have not received it; kDoubt
    VersionId version = kNoVersion;
    std::uint8_t region = 0;
    bool measured = false;
    bool any = false;
    bool newer = false;
  };
  struct Place {
    std::uint32_t item = 0;
    std::uint32_t index = 0;
    bool known = false;  // among Item::known
  };
  struct Item {
    std::vector<Guest> open;
    std::vector<Guest> known;   // any and newer are true
    OnlineStamp highest_known;  // none of them has a greater one
  };
  struct Stillborn {
    OnlineStamp newest;
    std::vector<Guest> open;  // those whose answer can still change
  };

  void meet_open(std::uint32_t item, Guest& guest);
  void meet_known(std::uint32_t item, Guest& guest) const;
  void meet_stillborn(std::uint32_t item, Guest& guest);
  void keep(std::uint32_t item, const Guest& guest);
  void move_to_known(std::uint32_t item, std::uint32_t index);
  void keep_stillborn(std::uint32_t item, const Guest& guest);
  void add_to(std::vector<Guest>& list, const Guest& guest, Place place);
  void remove_from(std::vector<Guest>& list, std::uint32_t index);
  std::vector<Guest>& list_of(const Place& place) {
    return place.known ? items_[place.item].known : items_[place.item].open;
  }
  void ended(VersionId version, std::uint64_t missing);
  void count(std::uint32_t item, const Guest& guest);

  const std::size_t regions_;
  std::vector<Item> items_;
  std::vector<std::uint32_t> known_missing_;  // by item, region: known ones it has not received
  std::vector<Place> places_;                 // by version
  std::size_t guests_under_way_ = 0;
  std::map<std::pair<std::uint32_t, std::uint32_t>, Stillborn> stillborn_;  // by item, region
  std::vector<std::vector<ClusterCount>> rival_;  // by region (the last: all), item
  std::vector<std::vector<ClusterCount>> newer_;
};

}  // namespace lastwrite
