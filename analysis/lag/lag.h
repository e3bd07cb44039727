// ReplicationLatency: for each ordered pair of regions, from acceptance at the origin to receipt at
// the destination (delivery), in true time, over everything that arrived, installed or discarded. A
// version's first arrival counts; snapshots and duplicates do not. What has not arrived is reported
// beside it: an average over arrivals alone hides exactly the records that matter.
//
//   std::vector<LagSample> samples = lag_samples(evidence);
//   LagTable table = summarise_lag(samples, regions);
//
// Threading: pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analysis/ledger/evidence.h"
#include "analysis/ledger/interval.h"
#include "region/base/time.h"

namespace lastwrite {

struct LagSample {
  std::uint32_t from = kAbsent;  // regions
  std::uint32_t to = kAbsent;    // regions
  TrueTime accepted_at;
  Duration lag{0};
  Duration injected{0};  // of it, by the link model
  bool installed = false;
  std::uint32_t item = kAbsent;  // items
};

/// The share of first arrivals before `end` that were discarded: what stood there was newer. Items
/// are the clusters. (After the end of `measure` nobody writes, and what arrives then would find
/// less in its way.)
Interval discarded_share(const std::vector<LagSample>& samples, std::size_t items, TrueTime end);

/// What had not arrived when phase `measure` ended.
struct Outstanding {
  std::uint64_t records = 0;
  Duration oldest_age{0};
};

/// One ordered pair. Percentiles are absent where percentile() refuses them.
struct LagRow {
  std::uint32_t from = kAbsent;
  std::uint32_t to = kAbsent;
  std::uint64_t count = 0;
  std::optional<Duration> p50, p90, p99, max;
  std::optional<Duration> injected_p50, added_p50, added_p99;  // added: measured − injected
  Outstanding outstanding;
  std::vector<std::uint64_t> histogram;  // kLagBuckets buckets, see LagTable
};

inline constexpr std::size_t kLagBuckets = 10;

/// Rows in order (from, to). Histogram buckets are equal in the logarithm, from `low` to `high`,
/// which all rows share, so that they can be compared by eye.
struct LagTable {
  std::vector<LagRow> rows;
  Duration low{0};
  Duration high{0};
};

/// Which bucket of the histograms of `table` a lag belongs to.
std::size_t lag_bucket(Duration lag, const LagTable& table);

/// Of the writes accepted in phase `measure`.
std::vector<LagSample> lag_samples(const Evidence& evidence);

/// By [from][to].
using OutstandingMatrix = std::vector<std::vector<Outstanding>>;

/// Everything accepted before `end` that a peer had not received by then.
OutstandingMatrix outstanding_at(const Evidence& evidence, TrueTime end);

/// The same at the end of phase `measure`. (What a region says of its backlog is more: it waits for
/// acknowledgements, which take as long again.)
OutstandingMatrix outstanding_at_end(const Evidence& evidence);

/// Rows for every pair that has samples or anything outstanding. `outstanding` may be empty.
LagTable summarise_lag(const std::vector<LagSample>& samples, std::size_t regions,
                       const OutstandingMatrix& outstanding);

}  // namespace lastwrite
