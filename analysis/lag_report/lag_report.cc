#include "analysis/lag_report/lag_report.h"

#include <algorithm>
#include <cmath>

namespace lastwrite {
namespace {

struct Mean {
  double sum_ns = 0;
  std::uint64_t count = 0;

  void add(Duration lag) {
    sum_ns += static_cast<double>(lag.count());
    ++count;
  }
  Duration value() const { return Duration(std::llround(sum_ns / static_cast<double>(count))); }
};

void finish(CloudWatchView& view, const Mean& all, const std::vector<Mean>& periods,
            Duration threshold) {
  if (all.count == 0) return;
  view.average = all.value();
  for (const Mean& period : periods) {
    view.worst_average = std::max(view.worst_average.value_or(period.value()), period.value());
    ++view.periods;
    if (period.value() > threshold) ++view.periods_above;
  }
}

CloudWatchView cloudwatch_of(const std::vector<TimedLag>& samples, Duration threshold) {
  Mean all;
  std::map<std::int64_t, Mean> by_period;
  bool timed = true;
  std::int64_t first = 0;
  for (const TimedLag& sample : samples) {
    all.add(sample.lag);
    if (!sample.applied_ns) timed = false;
    if (timed && (all.count == 1 || *sample.applied_ns < first)) first = *sample.applied_ns;
  }
  for (const TimedLag& sample : samples) {
    const std::int64_t since = timed ? *sample.applied_ns - first : 0;
    by_period[since / Duration(kCloudWatchPeriod).count()].add(sample.lag);
  }
  std::vector<Mean> periods;
  periods.reserve(by_period.size());
  for (const auto& [number, mean] : by_period) periods.push_back(mean);
  CloudWatchView view;
  finish(view, all, periods, threshold);
  return view;
}

void from_samples(const std::vector<TimedLag>& samples, Duration threshold, PairReport& report) {
  std::vector<Duration> sorted;
  sorted.reserve(samples.size());
  for (const TimedLag& sample : samples) sorted.push_back(sample.lag);
  std::sort(sorted.begin(), sorted.end());
  report.records = sorted.size();
  report.p50 = sample_quantile(sorted, 0.50);
  report.p90 = sample_quantile(sorted, 0.90);
  report.p99 = sample_quantile(sorted, 0.99);
  report.p999 = sample_quantile(sorted, 0.999);
  if (!sorted.empty()) report.max = Quantile{sorted.back(), std::nullopt, std::nullopt};
  const auto late = std::upper_bound(sorted.begin(), sorted.end(), threshold);
  report.late = static_cast<std::uint64_t>(sorted.end() - late);
  report.cloudwatch = cloudwatch_of(samples, threshold);
}

void from_histogram(const LagHistogram& histogram, Duration threshold, PairReport& report) {
  report.exact = false;
  report.records = histogram.count;
  report.p50 = histogram_quantile(histogram, 0.50);
  report.p90 = histogram_quantile(histogram, 0.90);
  report.p99 = histogram_quantile(histogram, 0.99);
  report.p999 = histogram_quantile(histogram, 0.999);
  report.max = histogram_max(histogram);
  std::uint64_t in_time = 0;
  for (const LagHistogram::Bucket& bucket : histogram.buckets) {
    if (bucket.upper <= threshold) in_time = bucket.cumulative;
  }
  report.late = histogram.count - in_time;
  if (histogram.count == 0) return;
  const Mean all{static_cast<double>(histogram.sum.count()), histogram.count};
  finish(report.cloudwatch, all, {all}, threshold);
}

PairReport report_pair(const PairInput& input, Duration threshold) {
  PairReport report;
  if (input.histogram) {
    from_histogram(*input.histogram, threshold, report);
  } else {
    from_samples(input.samples, threshold, report);
  }
  report.waiting = input.waiting;
  const bool overdue = input.waiting && input.waiting->oldest_age > threshold;
  const std::uint64_t late = report.late + (overdue ? 1 : 0);
  const std::uint64_t decided = report.records + (overdue ? 1 : 0);
  report.in_time =
      wilson_interval(static_cast<double>(decided - late), static_cast<double>(decided));
  report.in_time.hits = decided - late;
  report.in_time.trials = decided;
  if (late > 0)
    report.nines = -std::log10(static_cast<double>(late) / static_cast<double>(decided));
  return report;
}

}  // namespace

LagReport report_lag(const LagInput& input, Duration threshold) {
  LagReport report{input.origins, threshold, {}, input.remarks, false, false};
  for (const auto& [names, pair] : input.pairs) {
    PairReport row = report_pair(pair, threshold);
    row.source = names.first;
    row.destination = names.second;
    report.alarm |= row.cloudwatch.periods_above > 0;
    report.late |= row.in_time.hits < row.in_time.trials;
    report.pairs.push_back(std::move(row));
  }
  return report;
}

}  // namespace lastwrite
