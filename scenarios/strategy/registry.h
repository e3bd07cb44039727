// All strategies, in one list.
#pragma once

#include <memory>
#include <vector>

#include "scenarios/engine/strategy_spec.h"
#include "scenarios/strategy/strategy.h"

namespace lastwrite {

std::unique_ptr<Strategy> make_strategy(const StrategySpec& spec,
                                        const std::vector<RegionName>& regions);

}  // namespace lastwrite
