// Reads version n, writes version n + 1 on the condition `version = n` (a first write: on
// attribute_not_exists). Prevents the lost update within a region. Across regions the check passes
// on each side, and a number that another region has reached too passes for one's own (ABA).
#pragma once

#include "scenarios/strategy/strategy.h"

namespace lastwrite {

class VersionCheck : public Strategy {
 public:
  std::span<const Step> steps() const override { return kReadThinkWrite; }
  WriteRequest write(const Attempt& attempt, const GetItemOutput& held) const override;
};

}  // namespace lastwrite
