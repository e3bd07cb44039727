#include "scenarios/engine/region_roster.h"

namespace lastwrite {

RegionRoster::RegionRoster(const std::vector<RegionName>& regions) : regions_(regions) {
  for (const RegionName& region : regions) entries_[region] = {};
}

void RegionRoster::set(const RegionName& region, RegionCondition condition) {
  Entry& entry = entries_.at(region);
  entry.condition = condition;
  ++entry.epoch;
}

std::vector<RegionName> RegionRoster::with(RegionCondition condition) const {
  std::vector<RegionName> found;
  for (const RegionName& region : regions_) {
    if (entries_.at(region).condition == condition) found.push_back(region);
  }
  return found;
}

std::vector<RegionName> RegionRoster::missing() const {
  std::vector<RegionName> found;
  for (const RegionName& region : regions_) {
    if (!is_live(region)) found.push_back(region);
  }
  return found;
}

}  // namespace lastwrite
