#include "scenarios/fault/crash_control.h"

#include <utility>

namespace lastwrite {

void CrashControl::kill(const RegionName& region, CrashMode mode) {
  if (++kills_[region] > 1) return;
  roster_.set(region, RegionCondition::kDown);
  dying_.insert(region);
  target_.kill(region, mode,
               lifetime_.guard([this, region, counted = calls_.expect({region})](
                                   const Result<void>& result) mutable {
                 dying_.erase(region);
                 if (kills_[region] == 0) restart(region);
                 counted(result);
               }));
}

void CrashControl::end(const RegionName& region) {
  if (--kills_[region] > 0 || dying_.contains(region)) return;
  restart(region);
}

void CrashControl::restart(const RegionName& region) {
  target_.restart(region, lifetime_.guard([this, region, counted = calls_.expect({region})](
                                              const Result<void>& result) mutable {
    started(region, result);
    counted(result);
  }));
}

void CrashControl::started(const RegionName& region, const Result<void>& result) {
  if (kills_[region] > 0) return;  // killed again while it was starting
  roster_.set(region, result ? RegionCondition::kLive : RegionCondition::kLost);
  if (result) restored_(region);
}

}  // namespace lastwrite
