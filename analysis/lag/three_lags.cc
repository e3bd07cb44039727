#include "analysis/lag/three_lags.h"

#include <algorithm>

#include "analysis/lag/percentile.h"
#include "analysis/lag/survival.h"
#include "analysis/ledger/phases.h"

namespace lastwrite {
namespace {

// The regions' wall clocks in true time, as far as they were sampled.
class WallClocks {
 public:
  explicit WallClocks(const History& history) : samples_(history.regions.size()) {
    for (const ClockMark& mark : history.clocks) samples_[mark.region].push_back(mark);
    for (std::vector<ClockMark>& samples : samples_) {
      std::stable_sort(samples.begin(), samples.end(),
                       [](const ClockMark& a, const ClockMark& b) { return a.at < b.at; });
    }
    find_base(history);
  }

  std::optional<WallTime> at(std::uint32_t region, TrueTime now) const {
    if (!base_ || samples_[region].empty()) return std::nullopt;
    return WallTime{now.ns + base_->count() + offset(region, now).count()};
  }

 private:
  Duration offset(std::uint32_t region, TrueTime now) const {
    const std::vector<ClockMark>& samples = samples_[region];
    auto next = std::lower_bound(samples.begin(), samples.end(), now,
                                 [](const ClockMark& m, TrueTime t) { return m.at < t; });
    if (next == samples.end()) return samples.back().offset;
    if (next == samples.begin()) return next->offset;
    const auto before = next - 1;
    return now - before->at <= next->at - now ? before->offset : next->offset;
  }

  void find_base(const History& history) {
    std::vector<std::vector<Duration>> distances(samples_.size());
    for (const Version& version : history.versions) {
      if (!version.accepted || samples_[version.region].empty()) continue;
      distances[version.region].push_back(Duration(version.stamp.time.ns - version.accepted_at.ns) -
                                          offset(version.region, version.accepted_at));
    }
    for (std::vector<Duration>& of_region : distances) {
      if (of_region.empty()) continue;
      const auto middle = of_region.begin() + static_cast<std::ptrdiff_t>(of_region.size() / 2);
      std::nth_element(of_region.begin(), middle, of_region.end());
      base_ = base_ ? std::min(*base_, *middle) : *middle;
    }
  }

  std::vector<std::vector<ClockMark>> samples_;  // by region, ascending
  std::optional<Duration> base_;
};

struct LaggingPair {
  ThreeLags row;
  std::vector<Wait> delivery;
  std::vector<Duration> visibility;
  std::vector<Duration> apparent;
};

class Collector {
 public:
  Collector(const Evidence& evidence, TrueTime end)
      : evidence_(evidence), history_(evidence.history), clocks_(history_), end_(end) {}

  void take(std::uint32_t v, LaggingPair& pair) const {
    const Version& version = history_.versions[v];
    ++pair.row.accepted;
    const std::uint32_t position = evidence_.replicas.position(pair.row.to, v);
    if (position == kAbsent) {
      ++pair.row.outstanding;
      pair.delivery.push_back({std::max(Duration(0), end_ - version.accepted_at), false});
      return;
    }
    const RegionEvent& event = history_.events[pair.row.to][position];
    if (event.version != v) {
      ++pair.row.coalesced;
      return;
    }
    if (event.backfill) return;
    const Duration lag = std::max(Duration(0), event.at - version.accepted_at);
    pair.delivery.push_back({lag, true});
    if (event.installs) pair.visibility.push_back(lag);
    if (!event.installs) ++pair.row.never_visible;
    if (const std::optional<WallTime> wall = clocks_.at(pair.row.to, event.at)) {
      pair.apparent.push_back(*wall - version.stamp.time);
    }
  }

 private:
  const Evidence& evidence_;
  const History& history_;
  WallClocks clocks_;
  TrueTime end_;
};

ThreeLags three_lags_of(LaggingPair& pair) {
  ThreeLags& row = pair.row;
  std::sort(pair.visibility.begin(), pair.visibility.end());
  std::sort(pair.apparent.begin(), pair.apparent.end());
  const Survival delivery(std::move(pair.delivery));
  row.delivery_p50 = delivery.quantile(0.50);
  row.delivery_p90 = delivery.quantile(0.90);
  row.delivery_p99 = delivery.quantile(0.99);
  row.visible = pair.visibility.size();
  row.visibility_p50 = percentile(pair.visibility, 0.50);
  row.visibility_p99 = percentile(pair.visibility, 0.99);
  row.apparent_p50 = percentile(pair.apparent, 0.50);
  row.apparent_p99 = percentile(pair.apparent, 0.99);
  if (!pair.apparent.empty()) {
    row.apparent_min = pair.apparent.front();
    row.apparent_max = pair.apparent.back();
  }
  return row;
}

}  // namespace

std::vector<ThreeLags> three_lags(const Evidence& evidence, TrueTime trace_end) {
  const History& history = evidence.history;
  std::vector<ThreeLags> rows;
  const std::optional<Window> window = measure_window(history);
  if (!window) return rows;
  const auto regions = static_cast<std::uint32_t>(history.regions.size());
  std::vector<std::vector<std::uint32_t>> sent(regions);
  for (std::uint32_t v = 0; v < history.versions.size(); ++v) {
    const Version& version = history.versions[v];
    if (!version.accepted || !version.installed || !window->contains(version.accepted_at)) continue;
    sent[version.region].push_back(v);
  }
  const Collector collector(evidence, trace_end);
  for (std::uint32_t from = 0; from < regions; ++from) {
    for (std::uint32_t to = 0; to < regions; ++to) {
      if (from == to || sent[from].empty()) continue;
      LaggingPair pair;
      pair.row.from = from;
      pair.row.to = to;
      for (const std::uint32_t v : sent[from]) collector.take(v, pair);
      rows.push_back(three_lags_of(pair));
    }
  }
  return rows;
}

}  // namespace lastwrite
