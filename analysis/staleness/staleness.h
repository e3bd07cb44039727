// Everything that this folder measures of one history.
//
//   Staleness s(evidence, ledger);
//   s.reads.stale.estimate         // 0.12: one read in eight did not return the newest value
//   s.k[operation]                 // of one read
//
// Threading: immutable after construction.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "analysis/lag/three_lags.h"
#include "analysis/staleness/divergence.h"
#include "analysis/staleness/exposure.h"
#include "analysis/staleness/read_staleness.h"
#include "analysis/staleness/session_guarantees.h"
#include "analysis/staleness/time_visibility.h"

namespace lastwrite {

/// The numbers of one run of one strategy, as reports print them.
struct StalenessSummary {
  ReadStaleness reads;
  std::vector<TimeVisibility> visibility;
  SessionGuarantees sessions{};
  Exposure exposure;
  Divergence divergence;
  std::vector<ThreeLags> lags;
};

struct Staleness {
  Staleness(const Evidence& evidence, const Ledger& ledger);

  std::vector<std::optional<std::uint32_t>> k;  // by operation: of successful reads
  std::vector<GuaranteeChecks> checks;          // by operation
  std::vector<VersionExposure> exposures;       // by version
  StalenessSummary summary;
};

}  // namespace lastwrite
