#include "analysis/report/story.h"

#include "analysis/report/narrator.h"
#include "analysis/report/telling_losses.h"

namespace lastwrite {

Story most_telling_story(const StrategyRun& run, const Manifest& manifest) {
  const std::vector<TellingLoss> best = telling_losses(run, 1);
  if (best.empty()) return {};
  return {best.front().interest, tell(run, manifest, best.front().operation)};
}

std::string tell(const StrategyRun& run, const Manifest& manifest, std::uint32_t operation) {
  return Narrator(run, manifest).tell(operation);
}

}  // namespace lastwrite
