// Which concurrent versions have met at some replica, so that a pair that meets at several counts
// once. A pair can only meet again while one of the two is under way: what is noted with a version
// goes with it.
//
//   if (book.first_meeting({v, order_v}, {w, order_w})) ++conflict_pairs;
//
// Threading: one owner.
#pragma once

#include <cstdint>
#include <vector>

#include "analysis/online/version_forest.h"

namespace lastwrite {

class MeetingBook {
 public:
  /// A place in the forest and who stands there: places are given away again.
  struct Guest {
    VersionId place = kNoVersion;
    std::uint64_t order = 0;
  };

  explicit MeetingBook(std::size_t regions) : room_(regions > 1 ? regions - 1 : 1) {}

  /// A new version has this place.
  void open(VersionId place) {
    if (place >= used_.size()) {
      used_.resize(place + 1, 0);
      met_.resize(used_.size() * room_, 0);
    }
    used_[place] = 0;
  }

  /// `arrived` found `held`. False when they had met elsewhere. Each version arrives at every other
  /// region once at most, so that its room suffices.
  bool first_meeting(const Guest& arrived, const Guest& held) {
    if (has(arrived.place, held.order) || has(held.place, arrived.order)) return false;
    met_[arrived.place * room_ + used_[arrived.place]++] = held.order;
    return true;
  }

 private:
  bool has(VersionId place, std::uint64_t order) const {
    for (std::size_t i = 0; i < used_[place]; ++i) {
      if (met_[place * room_ + i] == order) return true;
    }
    return false;
  }

  std::size_t room_;
  std::vector<std::uint32_t> used_;  // by place
  std::vector<std::uint64_t> met_;   // by place, room
};

}  // namespace lastwrite
