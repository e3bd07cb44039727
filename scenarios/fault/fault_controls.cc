#include "scenarios/fault/fault_controls.h"

#include <utility>

#include "scenarios/fault/clog.h"
#include "scenarios/fault/flap.h"

namespace lastwrite {

FaultControls::FaultControls(const Scenario& scenario, Regions regions,
                             std::function<void(const Error&)> on_problem)
    : scheduler_(regions.scheduler),
      calls_(regions.roster, std::move(on_problem)),
      links_(regions.target, regions.links, calls_),
      clocks_(regions.target, scenario.clocks, calls_),
      disks_(regions.target, calls_),
      crashes_(regions.target, regions.roster, calls_, [this](const RegionName& region) {
        links_.send_of(region);
        clocks_.send_of(region);
        disks_.send_of(region);
      }) {}

FaultControls::Ending FaultControls::begin(const FaultSpec& fault) {
  return std::visit([this](const auto& kind) { return begin_kind(kind); }, fault.kind);
}

void FaultControls::send_all() {
  links_.send_all();
  clocks_.send_all();
}

FaultControls::Ending FaultControls::begin_kind(const FlapFault& fault) {
  return [flap = std::make_shared<Flap>(fault, links_, scheduler_)] { flap->end(); };
}

FaultControls::Ending FaultControls::begin_kind(const ClogFault& fault) {
  return [clog = std::make_shared<Clog>(fault, links_, scheduler_)] { clog->end(); };
}

FaultControls::Ending FaultControls::begin_kind(const ClockFault& fault) {
  return [this, effect = clocks_.begin(fault)] { clocks_.end(effect); };
}

FaultControls::Ending FaultControls::begin_kind(const KillFault& fault) {
  crashes_.kill(fault.region, fault.mode);
  return [this, region = fault.region] { crashes_.end(region); };
}

FaultControls::Ending FaultControls::begin_kind(const SlowDiskFault& fault) {
  return [this, effect = disks_.begin(fault)] { disks_.end(effect); };
}

FaultControls::Ending FaultControls::ending(LinkEffect effect) {
  return [this, effect] { links_.end(effect); };
}

}  // namespace lastwrite
