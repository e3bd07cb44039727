#include "analysis/lag/lag.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "analysis/lag/percentile.h"
#include "analysis/ledger/phases.h"

namespace lastwrite {
namespace {

bool is_sample(const Evidence& evidence, std::uint32_t to, std::uint32_t at,
               const RegionEvent& event) {
  if (event.kind == RegionEvent::Kind::kAccept || event.kind == RegionEvent::Kind::kDuplicate) {
    return false;
  }
  return !event.backfill && evidence.replicas.position(to, event.version) == at;
}

using Matrix = OutstandingMatrix;

struct Pair {
  std::vector<Duration> lags;
  std::vector<Duration> injected;
  std::vector<Duration> added;
};

std::vector<std::uint64_t> histogram(const std::vector<Duration>& lags, const LagTable& table) {
  std::vector<std::uint64_t> buckets(kLagBuckets, 0);
  for (const Duration lag : lags) ++buckets[lag_bucket(lag, table)];
  return buckets;
}

LagRow summarise(Pair& pair, const LagTable& table) {
  for (std::vector<Duration>* values : {&pair.lags, &pair.injected, &pair.added}) {
    std::sort(values->begin(), values->end());
  }
  LagRow row;
  row.count = pair.lags.size();
  row.p50 = percentile(pair.lags, 0.50);
  row.p90 = percentile(pair.lags, 0.90);
  row.p99 = percentile(pair.lags, 0.99);
  if (!pair.lags.empty()) row.max = pair.lags.back();
  row.injected_p50 = percentile(pair.injected, 0.50);
  row.added_p50 = percentile(pair.added, 0.50);
  row.added_p99 = percentile(pair.added, 0.99);
  row.histogram = histogram(pair.lags, table);
  return row;
}

}  // namespace

std::size_t lag_bucket(Duration lag, const LagTable& table) {
  const auto log_of = [](Duration d) {
    return std::log(std::max(1.0, static_cast<double>(d.count())));
  };
  const double low = log_of(table.low);
  const double high = log_of(table.high);
  const double share = high > low ? (log_of(lag) - low) / (high - low) : 0;
  const auto bucket = static_cast<std::size_t>(std::max(0.0, share) * kLagBuckets);
  return std::min(bucket, kLagBuckets - 1);
}

std::vector<LagSample> lag_samples(const Evidence& evidence) {
  const History& history = evidence.history;
  std::vector<LagSample> samples;
  const std::optional<Window> window = measure_window(history);
  if (!window) return samples;
  for (std::uint32_t to = 0; to < history.events.size(); ++to) {
    for (std::uint32_t at = 0; at < history.events[to].size(); ++at) {
      const RegionEvent& event = history.events[to][at];
      if (!is_sample(evidence, to, at, event) || !window->contains(event.accepted_at)) continue;
      samples.push_back({history.versions[event.version].region, to, event.accepted_at,
                         event.at - event.accepted_at, event.injected, event.installs,
                         history.versions[event.version].item});
    }
  }
  return samples;
}

Interval discarded_share(const std::vector<LagSample>& samples, std::size_t items, TrueTime end) {
  std::vector<ClusterCount> counts(items);
  for (const LagSample& sample : samples) {
    if (end <= sample.accepted_at + sample.lag) continue;
    ClusterCount& count = counts[sample.item];
    ++count.trials;
    if (!sample.installed) ++count.hits;
  }
  std::erase_if(counts, [](const ClusterCount& count) { return count.trials == 0; });
  return share_interval(counts);
}

Matrix outstanding_at(const Evidence& evidence, TrueTime end) {
  const History& history = evidence.history;
  const auto regions = static_cast<std::uint32_t>(history.regions.size());
  Matrix out(regions, std::vector<Outstanding>(regions));
  for (std::uint32_t v = 0; v < history.versions.size(); ++v) {
    const Version& version = history.versions[v];
    if (!version.accepted || !version.installed || end <= version.accepted_at) continue;
    for (std::uint32_t to = 0; to < regions; ++to) {
      const std::uint32_t position = evidence.replicas.position(to, v);
      if (to == version.region || (position != kAbsent && history.events[to][position].at < end)) {
        continue;
      }
      Outstanding& cell = out[version.region][to];
      ++cell.records;
      cell.oldest_age = std::max(cell.oldest_age, end - version.accepted_at);
    }
  }
  return out;
}

Matrix outstanding_at_end(const Evidence& evidence) {
  const std::size_t regions = evidence.history.regions.size();
  const std::optional<Window> window = measure_window(evidence.history);
  if (!window) return Matrix(regions, std::vector<Outstanding>(regions));
  return outstanding_at(evidence, window->end);
}

LagTable summarise_lag(const std::vector<LagSample>& samples, std::size_t regions,
                       const Matrix& outstanding) {
  LagTable table;
  std::vector<std::vector<Pair>> pairs(regions, std::vector<Pair>(regions));
  for (const LagSample& sample : samples) {
    Pair& pair = pairs[sample.from][sample.to];
    pair.lags.push_back(sample.lag);
    pair.injected.push_back(sample.injected);
    pair.added.push_back(sample.lag - sample.injected);
    table.low = table.high == 0ns ? sample.lag : std::min(table.low, sample.lag);
    table.high = std::max(table.high, sample.lag);
  }
  for (std::uint32_t from = 0; from < regions; ++from) {
    for (std::uint32_t to = 0; to < regions; ++to) {
      LagRow row = summarise(pairs[from][to], table);
      row.from = from;
      row.to = to;
      if (!outstanding.empty()) row.outstanding = outstanding[from][to];
      if (row.count + row.outstanding.records > 0) table.rows.push_back(std::move(row));
    }
  }
  return table;
}

}  // namespace lastwrite
