#include "scenarios/fault/disk_control.h"

#include <algorithm>

namespace lastwrite {

DiskEffect DiskControl::begin(const SlowDiskFault& fault) {
  const DiskEffect id{++last_effect_};
  active_.emplace(id, fault);
  send(fault.region);
  return id;
}

void DiskControl::end(DiskEffect effect) {
  const auto found = active_.find(effect);
  if (found == active_.end()) return;
  const RegionName region = found->second.region;
  active_.erase(found);
  send(region);
}

void DiskControl::send_of(const RegionName& region) {
  if (delay_of(region).count() > 0) send(region);
}

Duration DiskControl::delay_of(const RegionName& region) const {
  Duration longest{0};
  for (const auto& [id, fault] : active_) {
    if (fault.region == region) longest = std::max(longest, fault.delay);
  }
  return longest;
}

void DiskControl::send(const RegionName& region) {
  target_.set_commit_delay(region, delay_of(region), calls_.expect({region}));
}

}  // namespace lastwrite
