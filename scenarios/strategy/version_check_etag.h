// As version-check, but compares a token that no two writes share: no ABA. Still local to a region.
#pragma once

#include "scenarios/strategy/strategy.h"

namespace lastwrite {

class VersionCheckEtag final : public Strategy {
 public:
  std::span<const Step> steps() const override { return kReadThinkWrite; }
  WriteRequest write(const Attempt& attempt, const GetItemOutput& held) const override;
};

}  // namespace lastwrite
