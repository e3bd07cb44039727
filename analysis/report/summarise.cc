#include "analysis/report/summarise.h"

#include <algorithm>

#include "analysis/lag/percentile.h"
#include "analysis/ledger/phases.h"
#include "analysis/report/theory_setting.h"

namespace lastwrite {
namespace {

bool healed_after_last_write(const History& history) {
  TrueTime write;
  TrueTime heal;
  for (const Version& version : history.versions) write = std::max(write, version.accepted_at);
  for (const FaultMark& fault : history.faults) {
    if (!fault.begins) heal = std::max(heal, fault.at);
  }
  return write < heal;
}

}  // namespace

StrategySummary summarise_strategy(const StrategyRun& run, const Manifest& manifest) {
  StrategySummary out;
  out.name = run.name;
  out.regions = run.history.regions;
  out.numbers = run.numbers;
  out.write_p50 = percentile(run.numbers.latencies, 0.50);
  out.write_p99 = percentile(run.numbers.latencies, 0.99);
  out.lag = summarise_lag(run.lags, run.history.regions.size(), outstanding_at_end(run.evidence));
  if (const std::optional<Window> window = measure_window(run.history)) {
    out.discarded = discarded_share(run.lags, run.history.items.size(), window->end);
  }
  out.faults = fault_backlogs(run.evidence);
  out.quiesced = quiesced(run.history);
  out.converged = run.ledger.converged;
  if (out.converged) out.convergence = convergence_time(run.history);
  out.after_heal = healed_after_last_write(run.history);
  if (run.history.quiesce) {
    for (const std::uint32_t region : run.history.quiesce->missing) {
      out.missing_regions.push_back(run.history.regions[region].text);
    }
  }
  if (const std::optional<TheorySetting> setting = theory_setting(manifest, run.name)) {
    out.theory = compare_with_theory(*setting, run.history.regions, run.numbers);
  }
  out.staleness = run.staleness.summary;
  out.torn_files = run.history.torn_files;
  out.findings = run.ledger.findings;
  return out;
}

}  // namespace lastwrite
