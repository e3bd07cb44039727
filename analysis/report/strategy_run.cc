#include "analysis/report/strategy_run.h"

#include <utility>

#include "analysis/trace/read_history.h"

namespace lastwrite {

StrategyRun::StrategyRun(std::string n, History h)
    : name(std::move(n)),
      history(std::move(h)),
      evidence(history),
      ledger(judge(evidence)),
      rivals(find_rivals(evidence, ledger)),
      numbers(tally(evidence, ledger, rivals)),
      lags(lag_samples(evidence)),
      staleness(evidence, ledger) {}

std::string StrategyRun::label(std::uint32_t operation) const {
  return fmt::format("{}/{}", name, history.operations[operation].id);
}

std::string StrategyRun::version_label(std::uint32_t version) const {
  const std::uint32_t operation = history.versions[version].operation;
  if (operation != kAbsent) return label(operation);
  return fmt::format("a version of {} that no client of this run wrote",
                     history.regions[history.versions[version].region]);
}

Result<std::unique_ptr<StrategyRun>> load_strategy(const std::string& run_directory,
                                                   const Manifest& manifest,
                                                   const std::string& name,
                                                   const std::function<bool()>& interrupted) {
  Result<History> history =
      read_history(run_directory + "/trace/" + name, manifest.regions, interrupted);
  if (!history) return propagate(history);
  return std::make_unique<StrategyRun>(name, *std::move(history));
}

}  // namespace lastwrite
