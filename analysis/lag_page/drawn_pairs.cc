#include "analysis/lag_page/drawn_pairs.h"

#include <algorithm>
#include <limits>
#include <set>

namespace lastwrite {
namespace {

// Beyond, on either side of 1970, the length of a window would overflow: 146 years.
constexpr std::int64_t kFarthest = std::numeric_limits<std::int64_t>::max() / 2;

bool can_be_drawn_in_time(const TimedLag& sample) {
  return sample.applied_ns && *sample.applied_ns <= kFarthest && *sample.applied_ns >= -kFarthest &&
         sample.lag.count() <= *sample.applied_ns + kFarthest;
}

bool all_timed(const LagInput& input) {
  bool any = false;
  for (const auto& [names, pair] : input.pairs) {
    for (const TimedLag& sample : pair.samples) {
      if (!can_be_drawn_in_time(sample)) return false;
      any = true;
    }
  }
  return any;
}

// A record that was applied before it was accepted, by clocks that differ, took no time here.
std::vector<Passage> passages_of(const std::vector<TimedLag>& samples, bool timed) {
  std::vector<Passage> out;
  out.reserve(samples.size());
  for (const TimedLag& sample : samples) {
    const Duration lag = std::max(sample.lag, Duration(0));
    const TrueTime accepted = timed ? TrueTime{*sample.applied_ns - lag.count()} : TrueTime{};
    out.push_back({accepted, accepted + lag, Duration(0)});
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const Passage& a, const Passage& b) { return a.accepted < b.accepted; });
  return out;
}

LagCurve curve_of(const LagHistogram& histogram) {
  LagCurve curve;
  std::uint64_t before = 0;
  for (const LagHistogram::Bucket& bucket : histogram.buckets) {
    if (bucket.cumulative == before || bucket.upper <= 0ns) continue;
    before = bucket.cumulative;
    curve.lag.push_back(bucket.upper.count());
    curve.share.push_back(static_cast<double>(before) / static_cast<double>(histogram.count));
  }
  return curve;
}

std::int64_t slowness(const PairReport& pair) {
  for (const auto* quantile : {&pair.max, &pair.p99, &pair.p50}) {
    if (*quantile && (*quantile)->value) return (*quantile)->value->count();
  }
  return pair.waiting ? pair.waiting->oldest_age.count() : 0;
}

std::vector<const PairReport*> slowest(const LagReport& report, std::size_t most) {
  std::vector<const PairReport*> out;
  out.reserve(report.pairs.size());
  for (const PairReport& pair : report.pairs) out.push_back(&pair);
  std::stable_sort(out.begin(), out.end(), [](const PairReport* a, const PairReport* b) {
    return slowness(*a) > slowness(*b);
  });
  out.resize(std::min(out.size(), most));
  std::sort(out.begin(), out.end());  // as they stand in the report
  return out;
}

Window window_of(const std::vector<DrawnPair>& pairs) {
  Window window{TrueTime{}, TrueTime{}};
  bool any = false;
  for (const DrawnPair& pair : pairs) {
    for (const Passage& p : pair.passages) {
      window.begin = any ? std::min(window.begin, p.accepted) : p.accepted;
      window.end = any ? std::max(window.end, *p.arrived + 1ns) : *p.arrived + 1ns;
      any = true;
    }
  }
  return window;
}

}  // namespace

DrawnPairs draw_pairs(const LagInput& input, const LagReport& report) {
  DrawnPairs out;
  std::set<std::string> places;
  for (const PairReport& pair : report.pairs) places.insert({pair.source, pair.destination});
  out.budget = page_budget(1, places.size());
  out.timed = all_timed(input);
  for (const PairReport* pair : slowest(report, out.budget.pairs_drawn)) {
    const PairInput& told = input.pairs.at({pair->source, pair->destination});
    if (pair->records == 0) continue;
    DrawnPair drawn{pair, {}, passages_of(told.samples, out.timed)};
    if (told.histogram) drawn.curve = curve_of(*told.histogram);
    out.pairs.push_back(std::move(drawn));
  }
  out.window = window_of(out.pairs);
  std::vector<std::vector<Passage>> all;
  for (DrawnPair& pair : out.pairs) {
    if (!pair.passages.empty())
      pair.curve = measured_curve(pair.passages, out.window, out.budget.curve_points);
    if (out.timed) all.push_back(pair.passages);
  }
  if (out.timed)
    out.axes = heat_axes(all, out.window, out.budget.heat_columns, out.budget.heat_rows);
  return out;
}

}  // namespace lastwrite
