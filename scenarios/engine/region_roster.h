// Which regions of a run are alive, which a fault has taken down, and which were lost without one.
//
// A lost region makes the verdict of the run unknown. Threading: one loop.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "region/base/ids.h"

namespace lastwrite {

enum class RegionCondition : std::uint8_t { kLive, kDown, kLost };

class RegionRoster {
 public:
  explicit RegionRoster(const std::vector<RegionName>& regions);

  void set(const RegionName& region, RegionCondition condition);

  RegionCondition condition(const RegionName& region) const {
    return entries_.at(region).condition;
  }
  bool is_live(const RegionName& region) const {
    return condition(region) == RegionCondition::kLive;
  }
  /// Changes with every set(): an answer that was asked for in another epoch says nothing of now.
  std::uint64_t epoch(const RegionName& region) const { return entries_.at(region).epoch; }

  /// In the order of the scenario.
  const std::vector<RegionName>& all() const { return regions_; }
  std::vector<RegionName> with(RegionCondition condition) const;
  /// All that are not live.
  std::vector<RegionName> missing() const;

 private:
  struct Entry {
    RegionCondition condition = RegionCondition::kLive;
    std::uint64_t epoch = 0;
  };
  std::vector<RegionName> regions_;
  std::map<RegionName, Entry> entries_;
};

}  // namespace lastwrite
