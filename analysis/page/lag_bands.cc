#include "analysis/page/lag_bands.h"

#include <algorithm>
#include <cmath>

#include "analysis/page/waiting.h"

namespace lastwrite {
namespace {

std::optional<std::int64_t> quantile(const std::vector<Duration>& sorted, double p) {
  const auto count = static_cast<double>(sorted.size());
  if (count * (1 - p) < 1 - 1e-9) return std::nullopt;
  const auto rank = static_cast<std::size_t>(std::ceil(p * count - 1e-9));
  return sorted[std::max<std::size_t>(rank, 1) - 1].count();
}

void add_percentiles(std::vector<Duration>& lags, LagBands& bands) {
  std::sort(lags.begin(), lags.end());
  bands.p50.push_back(quantile(lags, 0.50));
  bands.p90.push_back(quantile(lags, 0.90));
  bands.p99.push_back(quantile(lags, 0.99));
  bands.max.push_back(lags.empty() ? std::nullopt
                                   : std::optional(std::int64_t{lags.back().count()}));
}

void add_average(const std::vector<Duration>& arrived, LagBands& bands) {
  if (arrived.empty()) return bands.aws_average.push_back(std::nullopt);
  double sum = 0;
  for (const Duration lag : arrived) sum += static_cast<double>(lag.count());
  bands.aws_average.push_back(std::llround(sum / static_cast<double>(arrived.size())));
}

void add_oldest(const std::vector<Duration>& oldest, LagBands& bands) {
  for (const Duration age : oldest) {
    bands.oldest.push_back(age == 0ns ? std::nullopt : std::optional(std::int64_t{age.count()}));
  }
}

}  // namespace

LagBands lag_bands(const std::vector<Passage>& passages, const Window& window,
                   std::size_t columns) {
  LagBands bands;
  const TimeSteps steps = steps_of(passages, window, columns);
  bands.t_s = steps.begins_s();
  std::vector<std::vector<Duration>> accepted(steps.count());
  std::vector<std::vector<Duration>> arrived(steps.count());
  for (const Passage& p : passages) {
    if (!p.arrived) continue;
    const Duration lag = *p.arrived - p.accepted;
    if (window.contains(p.accepted)) accepted[steps.index(p.accepted)].push_back(lag);
    if (window.begin <= *p.arrived) arrived[steps.index(*p.arrived)].push_back(lag);
  }
  for (std::size_t step = 0; step < steps.count(); ++step) {
    add_percentiles(accepted[step], bands);
    add_average(arrived[step], bands);
  }
  add_oldest(waiting_by_step(passages, steps).oldest, bands);
  return bands;
}

void write_bands(const LagBands& bands, JsonText& json) {
  json.begin_object();
  json.column("t_s", bands.t_s);
  json.column("p50", bands.p50);
  json.column("p90", bands.p90);
  json.column("p99", bands.p99);
  json.column("max", bands.max);
  json.column("aws_average", bands.aws_average);
  json.column("oldest", bands.oldest);
  json.end_object();
}

}  // namespace lastwrite
