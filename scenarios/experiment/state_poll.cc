#include "scenarios/experiment/state_poll.h"

#include <utility>

namespace lastwrite {

bool StatePoll::start(Done done) {
  if (open_ > 0) return false;
  const std::vector<RegionName> live = roster_.with(RegionCondition::kLive);
  states_.clear();
  if (live.empty()) {
    done(states_);
    return true;
  }
  done_ = std::move(done);
  open_ = live.size();
  for (const RegionName& region : live) {
    cluster_.state(
        region,
        lifetime_.guard([this, region, epoch = roster_.epoch(region)](Result<RegionState> result) {
          answered(region, epoch, std::move(result));
        }));
  }
  return true;
}

void StatePoll::answered(const RegionName& region, std::uint64_t epoch,
                         Result<RegionState> result) {
  const bool same_epoch = roster_.epoch(region) == epoch;
  if (result) {
    if (same_epoch) states_.push_back(*std::move(result));
  } else if (same_epoch) {
    roster_.set(region, RegionCondition::kLost);
  }
  if (--open_ > 0) return;
  std::exchange(done_, nullptr)(states_);
}

}  // namespace lastwrite
