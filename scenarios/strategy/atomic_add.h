// One `ADD count 1`, computed inside the region: no local race and no retry. But what is replicated
// is the resulting item, not the delta, so that other regions' additions are lost with the item
// that loses. A workload without a counter sets the token instead.
#pragma once

#include "scenarios/strategy/strategy.h"

namespace lastwrite {

class AtomicAdd : public Strategy {
 public:
  std::span<const Step> steps() const override { return kWriteOnly; }
  WriteRequest write(const Attempt& attempt, const GetItemOutput& held) const override;
};

}  // namespace lastwrite
