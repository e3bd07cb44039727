// A second, independent way to say what was lost, where the workload appends unique tokens: a write
// has survived if and only if its token is in the final item (Jepsen's set test). The fates must
// say the same; a difference is a bug of Lastwrite.
//
// Threading: a pure function.
#pragma once

#include "analysis/ledger/ledger.h"

namespace lastwrite {

/// Adds a finding for each acknowledged write whose fate and token disagree. Nothing to do where
/// the final items have no tokens, or are not agreed on.
void check_tokens(const History& history, Ledger& ledger);

}  // namespace lastwrite
