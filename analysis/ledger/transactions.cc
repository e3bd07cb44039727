#include "analysis/ledger/transactions.h"

#include <map>
#include <utility>

namespace lastwrite {
namespace {

struct WritesTogether {
  std::uint32_t all = 0;
  std::uint32_t lost = 0;
  std::uint32_t open = 0;  // not resolved
};

}  // namespace

TransactionCounts count_transactions(const History& history, const Ledger& ledger) {
  std::map<std::pair<std::uint64_t, std::uint32_t>, WritesTogether> attempts;
  for (std::size_t o = 0; o < history.operations.size(); ++o) {
    const Operation& operation = history.operations[o];
    if (!operation.counts()) continue;
    WritesTogether& writes = attempts[{operation.task, operation.attempt}];
    ++writes.all;
    if (is_lost(ledger.operations[o])) ++writes.lost;
    if (ledger.operations[o] == Fate::kUnresolved) ++writes.open;
  }
  TransactionCounts out;
  for (const auto& [attempt, writes] : attempts) {
    if (writes.all < 2) continue;
    ++out.acknowledged;
    if (writes.open == 0 && writes.lost > 0 && writes.lost < writes.all) ++out.torn;
  }
  return out;
}

}  // namespace lastwrite
