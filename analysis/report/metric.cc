#include "analysis/report/metric.h"

#include <algorithm>
#include <cstdint>
#include <limits>

namespace lastwrite {
namespace {

using S = StrategySummary;
using Value = std::optional<double>;

Value seconds(std::optional<Duration> duration) {
  if (!duration) return std::nullopt;
  return to_seconds(*duration);
}
Value share(const Interval& interval) {
  if (interval.trials == 0) return std::nullopt;
  return interval.estimate;
}
template <Fate kFate>
Value fate_count(const S& s) {
  return static_cast<double>(s.numbers.count(kFate));
}
// Fates are known only where the replicas came to rest and agree.
Value resolved(const S& s, Value value) {
  return s.converged ? value : std::nullopt;
}

template <Fate kFate>
Value fate_share(const S& s) {
  if (s.numbers.acknowledged == 0) return std::nullopt;
  return static_cast<double>(s.numbers.count(kFate)) / static_cast<double>(s.numbers.acknowledged);
}
// The greatest over all pairs of regions: what every pair keeps to.
template <std::optional<Duration> LagRow::*kField>
Value worst_lag(const S& s) {
  Value worst;
  for (const LagRow& row : s.lag.rows) {
    if (row.count == 0) continue;
    if (!(row.*kField)) return std::nullopt;
    worst = std::max(worst, seconds(row.*kField));
  }
  return worst;
}
template <Guarantee kGuarantee>
Value violations(const S& s) {
  const GuaranteeCount count = s.staleness.sessions.all(kGuarantee);
  if (count.checked == 0) return std::nullopt;
  return static_cast<double>(count.violated);
}
Value reads(const S& s, Value value) {
  return s.staleness.reads.reads() > 0 ? value : std::nullopt;
}
Value written(const S& s, double share) {
  if (s.staleness.divergence.items == 0) return std::nullopt;
  return share;
}
template <std::optional<Duration> TimeVisibility::*kField>
Value worst_visibility(const S& s) {
  Value worst;
  for (const TimeVisibility& row : s.staleness.visibility) {
    if (!(row.*kField)) return std::nullopt;
    worst = std::max(worst, seconds(row.*kField));
  }
  return worst;
}
// The share of a region's writes that have a concurrent rival of a greater stamp: least and
// greatest over the regions that wrote.
std::pair<Value, Value> region_losses(const S& s) {
  std::pair<Value, Value> out;
  for (const RegionTally& region : s.numbers.regions) {
    const Value rate = share(region.concurrent_loss);
    if (!rate) continue;
    out.first = out.first ? std::min(*out.first, *rate) : *rate;
    out.second = out.second ? std::max(*out.second, *rate) : *rate;
  }
  return out;
}
Value wrong_winner_rate(const S& s) {
  const Anomalies& a = s.numbers.anomalies;
  if (a.items_written == 0) return std::nullopt;
  return static_cast<double>(a.wrong_winners) / static_cast<double>(a.items_written);
}

std::vector<Metric> make_metrics() {
  constexpr MetricUnit kCount = MetricUnit::kCount;
  constexpr MetricUnit kShare = MetricUnit::kShare;
  constexpr MetricUnit kSeconds = MetricUnit::kSeconds;
  return {
      {"converged", MetricUnit::kTruth, [](const S& s) -> Value { return s.converged ? 1 : 0; }},
      {"attempted", kCount, [](const S& s) -> Value { return s.numbers.attempted; }},
      {"acknowledged", kCount, [](const S& s) -> Value { return s.numbers.acknowledged; }},
      {"condition_failures", kCount,
       [](const S& s) -> Value { return s.numbers.condition_failures; }},
      {"gave_up", kCount, [](const S& s) -> Value { return s.numbers.gave_up; }},
      {"lost", kCount, [](const S& s) { return resolved(s, s.numbers.lost_total()); }},
      {"lost_local", kCount,
       [](const S& s) { return resolved(s, fate_count<Fate::kLostLocal>(s)); }},
      {"lost_concurrent", kCount,
       [](const S& s) { return resolved(s, fate_count<Fate::kLostConcurrent>(s)); }},
      {"lost_inverted", kCount,
       [](const S& s) { return resolved(s, fate_count<Fate::kLostInverted>(s)); }},
      {"lost_orphaned", kCount,
       [](const S& s) { return resolved(s, fate_count<Fate::kLostOrphaned>(s)); }},
      {"lost_stranded", kCount, [](const S& s) { return fate_count<Fate::kLostStranded>(s); }},
      {"unresolved", kCount, fate_count<Fate::kUnresolved>},
      {"lost_update_rate", kShare, [](const S& s) { return resolved(s, share(s.numbers.lost)); }},
      {"lost_local_rate", kShare,
       [](const S& s) { return resolved(s, fate_share<Fate::kLostLocal>(s)); }},
      {"lost_concurrent_rate", kShare,
       [](const S& s) { return resolved(s, fate_share<Fate::kLostConcurrent>(s)); }},
      {"lost_inverted_rate", kShare,
       [](const S& s) { return resolved(s, fate_share<Fate::kLostInverted>(s)); }},
      {"lost_orphaned_rate", kShare,
       [](const S& s) { return resolved(s, fate_share<Fate::kLostOrphaned>(s)); }},
      {"concurrent_loss_rate", kShare, [](const S& s) { return share(s.numbers.concurrent_loss); }},
      {"concurrent_loss_rate_max", kShare, [](const S& s) { return region_losses(s).second; }},
      {"concurrent_loss_rate_min", kShare, [](const S& s) { return region_losses(s).first; }},
      {"rival_rate", kShare, [](const S& s) { return share(s.numbers.rival); }},
      {"discarded_rate", kShare, [](const S& s) { return share(s.discarded); }},
      {"wrong_winner_rate", kShare, wrong_winner_rate},
      {"counter_drift", kCount, [](const S& s) -> Value { return s.numbers.counter_drift; }},
      {"conflict_pairs", kCount,
       [](const S& s) -> Value { return s.numbers.anomalies.conflict_pairs; }},
      {"fork_points", kCount, [](const S& s) -> Value { return s.numbers.anomalies.fork_points; }},
      {"double_cas", kCount, [](const S& s) -> Value { return s.numbers.anomalies.double_cas; }},
      {"aba", kCount, [](const S& s) -> Value { return s.numbers.anomalies.aba; }},
      {"write_p50", kSeconds, [](const S& s) { return seconds(s.write_p50); }},
      {"write_p99", kSeconds, [](const S& s) { return seconds(s.write_p99); }},
      {"replication_p50", kSeconds, worst_lag<&LagRow::p50>},
      {"replication_p90", kSeconds, worst_lag<&LagRow::p90>},
      {"replication_p99", kSeconds, worst_lag<&LagRow::p99>},
      {"replication_max", kSeconds, worst_lag<&LagRow::max>},
      {"disjoint_losses", kCount,
       [](const S& s) { return resolved(s, s.numbers.anomalies.disjoint_losses); }},
      {"resurrected", kCount,
       [](const S& s) { return resolved(s, s.numbers.anomalies.resurrected); }},
      {"lost_to_deletes", kCount,
       [](const S& s) { return resolved(s, s.numbers.anomalies.lost_to_deletes); }},
      {"lost_to_expiry", kCount,
       [](const S& s) { return resolved(s, s.numbers.anomalies.lost_to_expiry); }},
      {"torn", kCount, [](const S& s) { return resolved(s, s.numbers.anomalies.torn); }},
      {"torn_rate", kShare,
       [](const S& s) -> Value {
         const Anomalies& a = s.numbers.anomalies;
         if (a.transactions == 0) return std::nullopt;
         return resolved(s, static_cast<double>(a.torn) / static_cast<double>(a.transactions));
       }},
      {"reads", kCount, [](const S& s) -> Value { return s.staleness.reads.reads(); }},
      {"stale_read_share", kShare, [](const S& s) { return share(s.staleness.reads.stale); }},
      {"k_staleness_p99", kCount, [](const S& s) -> Value { return s.staleness.reads.p99; }},
      {"k_staleness_max", kCount, [](const S& s) { return reads(s, s.staleness.reads.max); }},
      {"read_your_writes_violations", kCount, violations<Guarantee::kReadYourWrites>},
      {"monotonic_reads_violations", kCount, violations<Guarantee::kMonotonicReads>},
      {"monotonic_writes_violations", kCount, violations<Guarantee::kMonotonicWrites>},
      {"writes_follow_reads_violations", kCount, violations<Guarantee::kWritesFollowReads>},
      {"monotonic_writes_all_items_violations", kCount,
       violations<Guarantee::kMonotonicWritesAllItems>},
      {"writes_follow_reads_all_items_violations", kCount,
       violations<Guarantee::kWritesFollowReadsAllItems>},
      {"exposure_p50", kSeconds,
       [](const S& s) { return resolved(s, seconds(s.staleness.exposure.p50)); }},
      {"exposure_p99", kSeconds,
       [](const S& s) { return resolved(s, seconds(s.staleness.exposure.p99)); }},
      {"exposure_max", kSeconds,
       [](const S& s) { return resolved(s, seconds(s.staleness.exposure.max)); }},
      {"divergence_share", kShare,
       [](const S& s) { return written(s, s.staleness.divergence.item_share); }},
      {"diverged_time_share", kShare,
       [](const S& s) { return written(s, s.staleness.divergence.any_share); }},
      {"visibility_t50", kSeconds, worst_visibility<&TimeVisibility::t50>},
      {"visibility_t99", kSeconds, worst_visibility<&TimeVisibility::t99>},
      {"convergence_time", kSeconds, [](const S& s) { return seconds(s.convergence); }},
  };
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
    }
  }
  return row[b.size()];
}

}  // namespace

const std::vector<Metric>& all_metrics() {
  static const std::vector<Metric> kMetrics = make_metrics();
  return kMetrics;
}

const Metric* find_metric(std::string_view name) {
  for (const Metric& metric : all_metrics()) {
    if (metric.name == name) return &metric;
  }
  return nullptr;
}

std::string nearest_metric(std::string_view name) {
  std::string best;
  std::size_t distance = std::max<std::size_t>(3, name.size() / 2 + 1);
  for (const Metric& metric : all_metrics()) {
    const std::size_t d = edit_distance(name, metric.name);
    if (d < distance) {
      distance = d;
      best = metric.name;
    }
  }
  return best;
}

std::string metric_value_text(MetricUnit unit, double value) {
  if (unit == MetricUnit::kTruth) return value != 0 ? "yes" : "no";
  if (unit == MetricUnit::kShare) return fmt::format("{:.3g} %", value * 100);
  if (unit == MetricUnit::kSeconds) return fmt::format("{:.4g} ms", value * 1000);
  return fmt::format("{:.0f}", value);
}

}  // namespace lastwrite
