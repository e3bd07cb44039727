#include "scenarios/campaign/sweep/safe_rate.h"

#include <algorithm>
#include <array>
#include <map>

#include "region/base/check.h"
#include "scenarios/campaign/sweep/crossing.h"

namespace lastwrite {
namespace {

constexpr std::string_view kLossMetric = "lost_update_rate";

// The first axis of these that the sweep has varies the rate per key.
constexpr std::array kRateAxes = {"workload.arrivals", "workload.clients_per_region",
                                  "workload.keys"};

std::optional<std::size_t> rate_axis(const SweepHeader& header) {
  for (const char* path : kRateAxes) {
    for (std::size_t i = 0; i < header.axes.size(); ++i) {
      if (header.axes[i].path == path) return i;
    }
  }
  return std::nullopt;
}

std::size_t loss_column(const SweepHeader& header) {
  const auto found = std::find(header.metrics.begin(), header.metrics.end(), kLossMetric);
  return static_cast<std::size_t>(found - header.metrics.begin());
}

struct Point {
  double rate = 0;
  Estimate loss;
};

struct Group {
  std::size_t first_cell = 0;
  std::vector<std::string> settings;
  std::string strategy;
  std::uint64_t regions = 0;
  std::optional<double> theory_lag_s;
  std::vector<Point> points;
};

// In order of their first cells.
std::vector<Group> groups_of(const SweepHeader& header, const std::vector<SweepRow>& rows) {
  const std::size_t axis = *rate_axis(header);
  const std::size_t column = loss_column(header);
  std::vector<Group> groups;
  std::map<std::pair<std::vector<std::string>, std::string>, std::size_t> known;
  for (const SweepRow& row : rows) {
    std::vector<std::string> others = row.settings;
    others[axis].clear();
    const auto [place, fresh] = known.try_emplace({others, row.strategy}, groups.size());
    if (fresh)
      groups.push_back({row.cell, others, row.strategy, row.regions, row.theory_lag_s, {}});
    Group& group = groups[place->second];
    if (group.theory_lag_s != row.theory_lag_s) group.theory_lag_s.reset();
    const Estimate& loss = row.metrics[column];
    if (row.rate_per_key && loss.value) group.points.push_back({*row.rate_per_key, loss});
  }
  for (Group& group : groups) {
    std::stable_sort(group.points.begin(), group.points.end(),
                     [](const Point& a, const Point& b) { return a.rate < b.rate; });
  }
  return groups;
}

std::optional<Crossing> crossing_of(const Group& group, std::optional<double> Estimate::*end,
                                    double target) {
  std::vector<LossPoint> points;
  for (const Point& point : group.points) {
    points.push_back({point.rate, (point.loss.*end).value_or(*point.loss.value)});
  }
  return first_crossing(points, target);
}

std::optional<double> within(const std::optional<Crossing>& crossing) {
  if (!crossing || crossing->before_first || crossing->after_last) return std::nullopt;
  return crossing->rate;
}

SafeRate safe_rate(const Group& group, double target) {
  SafeRate out{
      group.first_cell, group.settings, group.strategy, SafeRateKind::kUnknown, 0, {}, {}, {}};
  if (group.theory_lag_s && group.regions > 1) {
    out.theory = target / (static_cast<double>(group.regions - 1) * *group.theory_lag_s);
  }
  const auto crossing = crossing_of(group, &Estimate::value, target);
  if (!crossing) return out;
  out.rate = crossing->rate;
  out.kind = crossing->before_first ? SafeRateKind::kBelow
             : crossing->after_last ? SafeRateKind::kAbove
                                    : SafeRateKind::kCrossing;
  if (out.kind == SafeRateKind::kCrossing) {
    out.low = within(crossing_of(group, &Estimate::high, target));
    out.high = within(crossing_of(group, &Estimate::low, target));
  }
  return out;
}

bool loses_nothing_locally(const Scenario& scenario, StrategyKind strategy) {
  switch (strategy) {
    case StrategyKind::kBlindPut:
    case StrategyKind::kAtomicAdd:
      return true;
    case StrategyKind::kVersionCheck:
    case StrategyKind::kVersionCheckEtag:
      return scenario.workload.think_time == Distribution();
    default:
      return false;
  }
}

bool exact_clocks(const Scenario& scenario) {
  return std::all_of(scenario.clocks.begin(), scenario.clocks.end(),
                     [](const auto& clock) { return clock.second == ClockSkew(); });
}

}  // namespace

Result<void> check_safe_rate(const SweepHeader& header) {
  if (!rate_axis(header)) {
    return fail(ErrorCode::kUsage,
                "--target-loss needs an axis that varies the rate, such as --set "
                "'workload.arrivals=poisson(1/s..8/s:log4)'");
  }
  if (loss_column(header) == header.metrics.size()) {
    return fail(ErrorCode::kUsage, "--target-loss needs {} among the metrics", kLossMetric);
  }
  return {};
}

SafeRates safe_rates(const SweepHeader& header, const std::vector<SweepRow>& rows, double target) {
  LW_CHECK(check_safe_rate(header), "no axis varies the rate");
  SafeRates out{target, header.axes[*rate_axis(header)].path, {}};
  for (const Group& group : groups_of(header, rows)) out.rows.push_back(safe_rate(group, target));
  return out;
}

std::optional<double> theory_lag(const Scenario& scenario, StrategyKind strategy,
                                 const Manifest& manifest) {
  const bool fits = manifest.workload.uniform_keys && scenario.faults.empty() &&
                    scenario.workload.arrivals.kind == ArrivalSpec::Kind::kPoisson &&
                    exact_clocks(scenario) && loses_nothing_locally(scenario, strategy);
  if (!fits || manifest.links.empty()) return std::nullopt;
  double sum = 0;
  for (const ManifestLink& link : manifest.links) {
    if (!link.constant) return std::nullopt;
    sum += to_seconds(*link.constant);
  }
  const double mean = sum / static_cast<double>(manifest.links.size());
  return mean > 0 ? std::optional<double>(mean) : std::nullopt;
}

}  // namespace lastwrite
