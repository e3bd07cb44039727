#include "analysis/ledger/token_check.h"

#include <set>
#include <string>

#include <fmt/format.h>

#include "analysis/ledger/logical_items.h"

namespace lastwrite {
namespace {

// By key of the workload: what is left of it, in whatever items a strategy keeps for it.
std::vector<std::set<std::string>> final_tokens(const History& history,
                                                const std::vector<std::uint32_t>& logical) {
  std::vector<std::set<std::string>> tokens(history.items.size());
  for (const FinalMark& mark : history.finals) {
    const std::uint32_t key = logical[history.versions[mark.version].item];
    tokens[key].insert(mark.tokens.begin(), mark.tokens.end());
  }
  return tokens;
}

}  // namespace

void check_tokens(const History& history, Ledger& ledger) {
  const std::vector<std::uint32_t> logical = logical_items(history);
  const std::vector<std::set<std::string>> left = final_tokens(history, logical);
  for (std::uint32_t o = 0; o < history.operations.size(); ++o) {
    const Operation& operation = history.operations[o];
    const std::uint32_t key = logical[operation.item];
    const bool judged = operation.acknowledged() && !operation.bookkeeping && !left[key].empty() &&
                        ledger.finals[operation.item].agreed;
    if (!judged) continue;
    const bool there = left[key].contains(operation.token);
    const Fate fate = ledger.operations[o];
    if (there == survives(fate)) continue;
    ledger.findings.push_back(fmt::format("operation {} is {}, yet its token is {}", operation.id,
                                          fate_text(fate), there ? "there" : "not there"));
  }
}

}  // namespace lastwrite
