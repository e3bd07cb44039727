#include "scenarios/engine/scenario.h"

#include <algorithm>

#include "region/base/check.h"

namespace lastwrite {

std::string_view durability_name(DurabilityLevel durability) {
  return durability == DurabilityLevel::kFull ? "full" : "process";
}

const LinkSpec& Scenario::link(const RegionName& from, const RegionName& to) const {
  const auto found = links.find({from, to});
  LW_CHECK(found != links.end(), "no link {} -> {}", from, to);
  return found->second;
}

bool Scenario::has_region(const RegionName& region) const {
  return std::find(regions.begin(), regions.end(), region) != regions.end();
}

}  // namespace lastwrite
