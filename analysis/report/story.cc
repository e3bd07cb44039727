#include "analysis/report/story.h"

#include <algorithm>
#include <map>
#include <optional>

#include "analysis/ledger/phases.h"
#include "analysis/report/narrator.h"

namespace lastwrite {
namespace {

constexpr int kCommonCause = 20;  // outweighs all else that makes a story interesting

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
Fate most_common_cause(const StrategyRun& run, const Window& window) {
  std::map<Fate, int> counts;
  for (std::uint32_t o = 0; o < run.history.operations.size(); ++o) {
    const Fate fate = run.ledger.operations[o];
    if (!run.history.operations[o].bookkeeping && is_lost(fate) && fate != Fate::kLostOrphaned &&
        window.contains(run.history.operations[o].intended)) {
      ++counts[fate];
    }
  }
  const auto most =
      std::max_element(counts.begin(), counts.end(),
                       [](const auto& a, const auto& b) { return a.second < b.second; });
  return most == counts.end() ? Fate::kLostConcurrent : most->first;
}

}  // namespace

Story most_telling_story(const StrategyRun& run, const Manifest& manifest) {
  const std::optional<Window> window = measure_window(run.history);
  if (!window) return {};
  const Fate common = most_common_cause(run, *window);
  int best = 0;
  std::uint32_t subject = kAbsent;
  for (std::uint32_t o = 0; o < run.history.operations.size(); ++o) {
    const Operation& operation = run.history.operations[o];
    if (!is_lost(run.ledger.operations[o]) || operation.bookkeeping) continue;
    if (!window->contains(operation.intended)) continue;
    const int interest =
        interest_of(run, o) + (run.ledger.operations[o] == common ? kCommonCause : 0);
    if (interest <= best) continue;
    best = interest;
    subject = o;
  }
  if (subject == kAbsent) return {};
  return {best, tell(run, manifest, subject)};
}

std::string tell(const StrategyRun& run, const Manifest& manifest, std::uint32_t operation) {
  return Narrator(run, manifest).tell(operation);
}

}  // namespace lastwrite
