// What an online ledger knows in the end. Counts of writes are over those whose intended start lies
// in phase `measure`, as in analysis/ledger/tally.h; anomalies and the drift are over all.
//
// Threading: a value.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "analysis/ledger/interval.h"
#include "analysis/online/fate_counts.h"
#include "analysis/online/log_histogram.h"

namespace lastwrite {

/// From one region to another, over what was accepted and installed in phase `measure`.
struct OnlinePair {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  std::uint64_t sent = 0;
  std::uint64_t outstanding = 0;  // not yet there when the phase ended
  LogHistogram delivery;          // from acceptance until it was received
  LogHistogram visibility;        // of these: installed
};

struct OnlineRegion {
  FateArray fates{};
  Interval lost;
  Interval concurrent_loss;  // has a concurrent rival with a greater stamp
  Interval rival;            // has a concurrent rival
  Interval stillborn;        // its region held a greater stamp already
};

struct OnlineSummary {
  explicit OnlineSummary(std::size_t region_count) : counts(region_count) {}

  std::uint64_t heard = 0;  // clients were told OK, in all phases
  std::uint64_t acknowledged = 0;
  std::uint64_t recovered = 0;  // of those that clients never heard of: their effect is there
  FateCounts counts;            // flags included
  Interval lost;
  Interval concurrent_loss;
  Interval rival;
  std::vector<OnlineRegion> regions;

  std::uint64_t conflict_pairs = 0;
  std::uint64_t resolution_events = 0;
  std::uint64_t fork_points = 0;
  std::uint64_t double_cas = 0;
  std::uint64_t aba = 0;
  std::uint64_t items_written = 0;
  std::uint64_t wrong_winners = 0;
  std::optional<std::int64_t> counter_drift;

  std::vector<OnlinePair> pairs;
  std::optional<Duration> convergence;  // from the last accepted write to the last installed one
  std::size_t open_max = 0;             // versions remembered at a time
};

}  // namespace lastwrite
