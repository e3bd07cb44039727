// k-staleness (Bailis et al., "Probabilistically Bounded Staleness", 2012): how many writes behind
// each read was.
//
//   k of a read = writes of its item that had been acknowledged before the read was sent, by any
//                 client, and whose stamps are greater than that of the version it returned
//
// "Before" is the order of the driver's file. A read that found nothing is older than every write.
// Writes that their own region discarded (clock skew) have smaller stamps than what stood there: a
// read that does not return them is not stale, for in the order of winners they came earlier.
// k = 0: fresh. One region with one clock always reads fresh.
// Cost: O(n log n) in operations. Threading: pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "analysis/ledger/interval.h"
#include "analysis/trace/history.h"

namespace lastwrite {

/// Of the successful reads whose intended start lies in phase `measure`.
struct ReadStaleness {
  Interval stale;  // share with k > 0
  double mean = 0;
  std::optional<std::uint64_t> p50, p90, p99;  // absent where fewer than ten reads lie beyond
  std::uint64_t max = 0;

  std::uint64_t reads() const { return stale.trials; }
};

/// k by operation; nullopt: no successful read.
std::vector<std::optional<std::uint32_t>> staleness_of_reads(const History& history);

ReadStaleness summarise_reads(const History& history,
                              const std::vector<std::optional<std::uint32_t>>& k);

}  // namespace lastwrite
