// What became of writes that were made together: all puts of one attempt of one task, which one
// region took or refused as a whole.
//
//   TransactionCounts counts = count_transactions(history, ledger);
//   counts.torn      // of one half the effect is lost, of the other it is not
//
// Threading: pure functions.
#pragma once

#include <cstdint>

#include "analysis/ledger/ledger.h"

namespace lastwrite {

struct TransactionCounts {
  std::uint64_t acknowledged = 0;  // with two writes or more, bookkeeping left out
  std::uint64_t torn = 0;          // of these: some writes are lost and others are not
};

TransactionCounts count_transactions(const History& history, const Ledger& ledger);

}  // namespace lastwrite
