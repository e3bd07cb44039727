// As version-check, but both read and write of a key go to its one home region, wherever the client
// is: the check then sees every write of the key. Costs a round trip, contention, and the writes of
// a home that is down.
//
//   HomeRegion(regions, std::nullopt)   the home of a key is a stable hash of the key over the
//   regions HomeRegion(regions, us_east_1)      one home for all
#pragma once

#include <vector>

#include "scenarios/strategy/version_check.h"

namespace lastwrite {

class HomeRegion final : public VersionCheck {
 public:
  HomeRegion(std::vector<RegionName> regions, std::optional<RegionName> home)
      : regions_(std::move(regions)), home_(std::move(home)) {}

  RegionName target(const Attempt& attempt) const override;

 private:
  std::vector<RegionName> regions_;
  std::optional<RegionName> home_;
};

}  // namespace lastwrite
