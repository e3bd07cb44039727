// Writes without reading: the client's own last value of the key, plus the increment. Prevents
// nothing.
#pragma once

#include "scenarios/strategy/strategy.h"

namespace lastwrite {

class BlindPut final : public Strategy {
 public:
  bool reads_first() const override { return false; }
  WriteRequest write(const Attempt& attempt, const GetItemOutput& held) const override;
};

}  // namespace lastwrite
