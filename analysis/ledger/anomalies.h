// Counts of what went wrong beside single fates. Definitions: losing-writes, in README.md of this
// folder.
#pragma once

#include <cstdint>
#include <optional>

#include "analysis/ledger/ledger.h"

namespace lastwrite {

struct Anomalies {
  std::uint64_t conflict_pairs = 0;  // unique concurrent pairs of versions that met at some replica
  std::uint64_t resolution_events = 0;  // such meetings, counted at each replica
  std::uint64_t fork_points = 0;  // bases from which two or more acknowledged writes were computed
  std::uint64_t double_cas = 0;   // bases on which conditional writes of two regions succeeded
  std::uint64_t aba = 0;          // acknowledged conditions that held against another version
  std::uint64_t disjoint_losses = 0;  // acknowledged, lost with the flag disjoint_attributes
  std::uint64_t resurrected = 0;      // acknowledged deletes, lost to a write: the item is back
  std::uint64_t lost_to_deletes = 0;  // acknowledged writes that no deletes are, lost to a delete
  std::uint64_t lost_to_expiry = 0;   // of these: it was a region's own, for the time was up
  std::uint64_t transactions = 0;     // acknowledged, of two writes or more
  std::uint64_t torn = 0;             // of these: some of their writes are lost and others are not
  std::uint64_t items_written = 0;    // agreed keys with an acknowledged write
  std::uint64_t wrong_winners = 0;    // of these: the last acknowledged write did not win
};

Anomalies count_anomalies(const Evidence& evidence, const Ledger& ledger);

/// Acknowledged increments minus the sum of the final counters of all items of their keys; nullopt:
/// not a counter workload, or the replicas do not agree.
std::optional<std::int64_t> counter_drift(const History& history, const Ledger& ledger);

}  // namespace lastwrite
