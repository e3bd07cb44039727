// All strategies, in one list.
#pragma once

#include <memory>
#include <vector>

#include "region/value/key_schema.h"
#include "scenarios/engine/strategy_spec.h"
#include "scenarios/strategy/strategy.h"

namespace lastwrite {

/// `schema`: of the workload's table.
std::unique_ptr<Strategy> make_strategy(const StrategySpec& spec,
                                        const std::vector<RegionName>& regions,
                                        const KeySchema& schema);

}  // namespace lastwrite
