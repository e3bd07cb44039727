#include "scenarios/experiment/backlog_sampler.h"

namespace lastwrite {

void BacklogSampler::start() {
  tick();
}

void BacklogSampler::sample() {
  poll_.start([this](const std::vector<RegionState>& states) {
    for (const RegionState& state : states) recorder_.state(state);
  });
}

void BacklogSampler::tick() {
  if (stopped_) return;
  sample();
  scheduler_.call_after(1s, lifetime_.guard([this] { tick(); }));
}

}  // namespace lastwrite
