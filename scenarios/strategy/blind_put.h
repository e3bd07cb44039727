// Writes without reading: the client's own last value of the key, plus the increment. Prevents
// nothing.
#pragma once

#include "scenarios/strategy/strategy.h"

namespace lastwrite {

class BlindPut final : public Strategy {
 public:
  std::span<const Step> steps() const override { return kWriteOnly; }
  WriteRequest write(const Attempt& attempt, const GetItemOutput& held) const override;
};

}  // namespace lastwrite
