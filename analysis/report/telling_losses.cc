#include "analysis/report/telling_losses.h"

#include <algorithm>
#include <map>
#include <optional>

#include "analysis/ledger/phases.h"

namespace lastwrite {
namespace {

constexpr int kCommonCause = 20;  // outweighs all else that makes a story interesting
constexpr int kToldCause = 40;    // what a story loses for each before it of the same cause
constexpr int kToldItem = 3;      // likewise of the same item

int interest_of(const StrategyRun& run, std::uint32_t operation) {
  const Judgement& j = run.ledger.versions[run.history.operations[operation].version];
  int interest = 0;
  switch (j.fate) {
    case Fate::kLostConcurrent:
      interest = j.flags.condition_passed ? 12 : 6;
      break;
    case Fate::kLostInverted:
      interest = 10;
      break;
    case Fate::kLostStranded:
      interest = 8;
      break;
    case Fate::kLostLocal:
      interest = 4;
      break;
    case Fate::kLostOrphaned:
      interest = 2;
      break;
    default:
      return 0;
  }
  const std::uint32_t by = j.displacer;
  const std::uint32_t rival = by == kAbsent ? kAbsent : run.history.versions[by].operation;
  const bool rival_was_told = rival != kAbsent && run.history.operations[rival].acknowledged();
  return interest + (rival_was_told ? 1 : 0);
}

// A run is best told by the cause that took most of its writes.
Fate most_common_cause(const StrategyRun& run, const std::vector<TellingLoss>& losses) {
  std::map<Fate, int> counts;
  for (const TellingLoss& loss : losses) {
    const Fate fate = run.ledger.operations[loss.operation];
    if (fate != Fate::kLostOrphaned) ++counts[fate];
  }
  const auto most =
      std::max_element(counts.begin(), counts.end(),
                       [](const auto& a, const auto& b) { return a.second < b.second; });
  return most == counts.end() ? Fate::kLostConcurrent : most->first;
}

std::vector<TellingLoss> losses_of(const StrategyRun& run) {
  std::vector<TellingLoss> losses;
  const std::optional<Window> window = measure_window(run.history);
  if (!window) return losses;
  for (std::uint32_t o = 0; o < run.history.operations.size(); ++o) {
    const Operation& operation = run.history.operations[o];
    if (!is_lost(run.ledger.operations[o]) || operation.bookkeeping) continue;
    if (window->contains(operation.intended)) losses.push_back({o, interest_of(run, o)});
  }
  return losses;
}

}  // namespace

std::vector<TellingLoss> telling_losses(const StrategyRun& run, std::size_t count) {
  std::vector<TellingLoss> losses = losses_of(run);
  const Fate common = most_common_cause(run, losses);
  for (TellingLoss& loss : losses) {
    if (run.ledger.operations[loss.operation] == common) loss.interest += kCommonCause;
  }
  std::vector<TellingLoss> told;
  std::map<Fate, int> causes;
  std::map<std::uint32_t, int> items;
  while (told.size() < count && told.size() < losses.size()) {
    std::optional<std::pair<int, TellingLoss>> best;
    for (const TellingLoss& loss : losses) {
      const std::uint32_t item = run.history.operations[loss.operation].item;
      const int worth = loss.interest - kToldCause * causes[run.ledger.operations[loss.operation]] -
                        (items.count(item) ? kToldItem * items[item] : 0);
      const bool again = std::any_of(told.begin(), told.end(), [&](const TellingLoss& t) {
        return t.operation == loss.operation;
      });
      if (!again && loss.interest > 0 && (!best || worth > best->first)) best = {worth, loss};
    }
    if (!best) break;
    told.push_back(best->second);
    ++causes[run.ledger.operations[best->second.operation]];
    ++items[run.history.operations[best->second.operation].item];
  }
  return told;
}

}  // namespace lastwrite
