// Regions that are wrong on purpose, in the ways in which a replicated store is easily wrong. Each
// is put into a simulation through its seams; nothing of it is in the product.
#pragma once

#include "scenarios/sim/sim_region.h"

namespace lastwrite {

/// Whatever arrives last is installed.
SimSeams arrival_order_wins();
/// Versions of the same time and counter: what stands there stays.
SimSeams no_tie_break();
/// Versions of the same time and counter are taken for one.
SimSeams stamp_without_region();
/// A delete leaves nothing behind.
SimSeams forgotten_tombstones();
/// The cursor is durable before the changes that it counts.
SimSeams cursor_before_apply();
/// A change that comes a second time is added to the counter once more.
SimSeams duplicates_counted_twice();
/// Success is told before anything is durable.
SimSeams reply_before_commit();

}  // namespace lastwrite
