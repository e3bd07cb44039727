#include "scenarios/control/cluster_console.h"

namespace lastwrite {

std::vector<RegionName> names_of(const std::vector<ControlledRegion>& regions) {
  std::vector<RegionName> names;
  names.reserve(regions.size());
  for (const ControlledRegion& one : regions) names.push_back(one.region);
  return names;
}

std::string from_here(std::string address) {
  constexpr std::string_view kAll = "0.0.0.0:";
  if (address.starts_with(kAll)) address.replace(0, kAll.size(), "127.0.0.1:");
  return address;
}

}  // namespace lastwrite
