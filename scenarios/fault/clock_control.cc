#include "scenarios/fault/clock_control.h"

namespace lastwrite {

ClockEffect ClockControl::begin(const ClockFault& fault) {
  const ClockEffect id{++last_effect_};
  active_.emplace(id, fault);
  change(fault, fault.step.value_or(Duration(0)));
  return id;
}

void ClockControl::end(ClockEffect effect) {
  const auto found = active_.find(effect);
  if (found == active_.end()) return;
  const ClockFault fault = found->second;
  active_.erase(found);
  change(fault, -fault.step.value_or(Duration(0)));
}

void ClockControl::send_all() {
  for (const auto& [region, skew] : base_) send_of(region);
}

void ClockControl::send_of(const RegionName& region) {
  target_.set_clock(region, skew_of(region), calls_.expect({region}));
}

ClockSkew ClockControl::skew_of(const RegionName& region) const {
  ClockSkew skew = base_.at(region);
  Duration steps{0};
  for (const auto& [id, fault] : active_) {
    if (fault.region != region) continue;
    skew.offset = fault.offset.value_or(skew.offset);
    skew.drift_ppm = fault.drift_ppm.value_or(skew.drift_ppm);
    skew.periodic = fault.periodic.value_or(skew.periodic);
    skew.noise_sd = fault.noise_sd.value_or(skew.noise_sd);
    steps += fault.step.value_or(Duration(0));
  }
  skew.offset += steps;
  return skew;
}

// A pure step keeps the drift that the clock has gathered; setting it would throw that away.
void ClockControl::change(const ClockFault& fault, Duration step) {
  const bool sets = fault.offset || fault.drift_ppm || fault.periodic || fault.noise_sd;
  if (sets) return send_of(fault.region);
  target_.step_clock(fault.region, step, calls_.expect({fault.region}));
}

}  // namespace lastwrite
