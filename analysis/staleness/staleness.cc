#include "analysis/staleness/staleness.h"

namespace lastwrite {

Staleness::Staleness(const Evidence& evidence, const Ledger& ledger) {
  const History& history = evidence.history;
  const ReplicaTimelines timelines(history);
  k = staleness_of_reads(history);
  checks = check_sessions(history, timelines);
  exposures = expose_versions(evidence, timelines);
  summary.reads = summarise_reads(history, k);
  summary.visibility = time_visibility(history, timelines);
  summary.sessions = count_sessions(history, checks);
  summary.exposure = summarise_exposure(evidence, ledger, exposures);
  summary.divergence = measure_divergence(history, timelines);
  summary.lags = three_lags(evidence, timelines.trace_end());
}

}  // namespace lastwrite
