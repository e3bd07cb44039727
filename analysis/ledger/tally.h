// The headline numbers of one strategy, over the writes whose intended start lies in phase
// `measure`.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "analysis/ledger/anomalies.h"
#include "analysis/ledger/fate.h"
#include "analysis/ledger/interval.h"
#include "analysis/ledger/ledger.h"
#include "analysis/ledger/rivals.h"

namespace lastwrite {

/// Acknowledged writes of one origin region. Shares are over all of them.
struct RegionTally {
  std::array<std::uint64_t, kFateCount> fates{};
  Interval lost;
  Interval concurrent_loss;  // has a concurrent rival with a greater stamp
  Interval rival;            // has a concurrent rival
  Interval stillborn;        // its region held a greater stamp already
};

struct Tally {
  std::uint64_t attempted = 0;     // tasks that meant to write
  std::uint64_t requests = 0;      // writes sent for them, retries included, bookkeeping left out
  std::uint64_t acknowledged = 0;  // writes that were told OK
  std::uint64_t condition_failures = 0;           // writes refused by their condition
  std::uint64_t gave_up = 0;                      // tasks that ended without an OK
  std::uint64_t unknown = 0;                      // writes of unknown outcome
  std::uint64_t recovered = 0;                    // of these: their effect is there
  std::array<std::uint64_t, kFateCount> fates{};  // of acknowledged writes

  Interval lost;
  Interval concurrent_loss;
  Interval rival;
  std::vector<RegionTally> regions;           // by region
  Anomalies anomalies;                        // of the whole run
  std::optional<std::int64_t> counter_drift;  // of the whole run
  /// From intended start to OK, ascending.
  std::vector<Duration> latencies;

  std::uint64_t count(Fate fate) const { return fates[static_cast<std::size_t>(fate)]; }
  std::uint64_t lost_total() const;
};

Tally tally(const Evidence& evidence, const Ledger& ledger, const Rivals& rivals);

}  // namespace lastwrite
