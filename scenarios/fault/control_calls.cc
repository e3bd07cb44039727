#include "scenarios/fault/control_calls.h"

#include <algorithm>
#include <utility>

namespace lastwrite {

Reply<void> ControlCalls::expect(const std::vector<RegionName>& concerned) {
  ++open_;
  return lifetime_.guard([this, concerned, before = epochs(concerned)](const Result<void>& result) {
    answered(result, any_missing(concerned) || before != epochs(concerned));
  });
}

void ControlCalls::when_quiet(std::function<void()> done) {
  if (open_ == 0) return done();
  when_quiet_ = std::move(done);
}

void ControlCalls::answered(const Result<void>& result, bool explained) {
  --open_;
  if (!result && !explained) on_problem_(result.error());
  if (open_ == 0 && when_quiet_) std::exchange(when_quiet_, nullptr)();
}

std::vector<std::uint64_t> ControlCalls::epochs(const std::vector<RegionName>& regions) const {
  std::vector<std::uint64_t> epochs;
  epochs.reserve(regions.size());
  for (const RegionName& region : regions) epochs.push_back(roster_.epoch(region));
  return epochs;
}

bool ControlCalls::any_missing(const std::vector<RegionName>& regions) const {
  return std::any_of(regions.begin(), regions.end(),
                     [this](const RegionName& region) { return !roster_.is_live(region); });
}

}  // namespace lastwrite
