#include "analysis/report/story.h"

#include <algorithm>
#include <optional>

#include "analysis/ledger/phases.h"
#include "analysis/report/narrator.h"

namespace lastwrite {
namespace {

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

}  // namespace

Story most_telling_story(const StrategyRun& run, const Manifest& manifest) {
  const std::optional<Window> window = measure_window(run.history);
  int best = 0;
  std::uint32_t subject = kAbsent;
  for (std::uint32_t o = 0; window && o < run.history.operations.size(); ++o) {
    const Operation& operation = run.history.operations[o];
    if (!is_lost(run.ledger.operations[o]) || !window->contains(operation.intended)) continue;
    const int interest = interest_of(run, o);
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
