// Reads, thinks, writes back without a check: loses to a neighbour in the same region as well as to
// others.
#pragma once

#include "scenarios/strategy/strategy.h"

namespace lastwrite {

class ReadModifyWrite : public Strategy {
 public:
  std::span<const Step> steps() const override { return kReadThinkWrite; }
  WriteRequest write(const Attempt& attempt, const GetItemOutput& held) const override;
};

}  // namespace lastwrite
