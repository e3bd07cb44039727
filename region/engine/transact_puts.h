// Several puts, all or none: TransactWriteItems as a workload's client sends it.
//
//   transact_puts(engine, {{order, invoice}})     the versions of both, or one error
//
// Atomic in this region alone: the changes replicate item by item (transact_write.h).
#pragma once

#include <vector>

#include "region/engine/engine.h"
#include "region/engine/transact_puts_input.h"

namespace lastwrite {

/// In the order of the puts. Errors: that of the first put that was refused, else those of
/// transact_write().
Result<std::vector<WriteOutput>> transact_puts(Engine& engine, const TransactPutsInput& input);

}  // namespace lastwrite
