#include "scenarios/campaign/sweep/sweep_table.h"

#include <algorithm>
#include <sstream>

#include "analysis/report/metric.h"
#include "analysis/report/text_table.h"

namespace lastwrite {
namespace {

constexpr std::string_view kNone = "–";

// "pipeline" of "network.pipeline", unless another axis ends like that.
std::string short_name(const SweepHeader& header, const std::string& path) {
  const auto last = [](const std::string& text) { return text.substr(text.rfind('.') + 1); };
  const auto alike = std::count_if(header.axes.begin(), header.axes.end(), [&](const Axis& other) {
    return last(other.path) == last(path);
  });
  return alike > 1 ? path : last(path);
}

// Metrics with an interval in the table; the files have one for each.
bool shows_interval(const Metric& metric) {
  return metric.name == "lost_update_rate";
}

std::string header_of(const Metric& metric) {
  std::string words(metric.name);
  if (metric.unit == MetricUnit::kSeconds) return words + "\nms";
  if (shows_interval(metric)) return words + "\n% (95 % interval)";
  return metric.unit == MetricUnit::kShare ? words + "\n%" : words;
}

// Without its unit: that stands in the header.
std::string number(const Metric& metric, double value) {
  switch (metric.unit) {
    case MetricUnit::kShare:
      return fmt::format("{:.3g}", value * 100);
    case MetricUnit::kSeconds:
      return fmt::format("{:.4g}", value * 1000);
    default:
      return fmt::format("{:.0f}", value);
  }
}

std::string cell_text(const Metric& metric, const Estimate& estimate) {
  if (!estimate.value) return std::string(kNone);
  if (metric.unit == MetricUnit::kTruth) {
    return fmt::format("{:.0f}/{}", *estimate.value * estimate.seeds, estimate.seeds);
  }
  std::string text = number(metric, *estimate.value);
  if (shows_interval(metric) && estimate.low) {
    text += fmt::format(" ({}–{})", number(metric, *estimate.low), number(metric, *estimate.high));
  }
  return text;
}

std::string rows_table(const SweepResult& result, std::size_t metrics, std::size_t columns) {
  std::vector<TextTable::Column> names;
  for (const Axis& axis : result.header.axes) {
    names.push_back({short_name(result.header, axis.path), Align::kLeft});
  }
  names.push_back({"strategy", Align::kLeft});
  for (std::size_t m = 0; m < metrics; ++m) {
    names.push_back({header_of(*find_metric(result.header.metrics[m]))});
  }
  TextTable table(std::move(names));
  for (const SweepRow& row : result.rows) {
    std::vector<std::string> cells = row.settings;
    cells.push_back(row.strategy);
    for (std::size_t m = 0; m < metrics; ++m) {
      cells.push_back(cell_text(*find_metric(result.header.metrics[m]), row.metrics[m]));
    }
    table.add(std::move(cells));
  }
  return table.text(columns);
}

bool fits(const std::string& table, std::size_t columns) {
  std::istringstream in(table);
  for (std::string line; std::getline(in, line);) {
    if (display_width(line) > columns) return false;
  }
  return true;
}

std::string rate_text(double rate) {
  return fmt::format("{:.3g}/s", rate);
}

std::string measured_text(const SafeRate& rate) {
  switch (rate.kind) {
    case SafeRateKind::kAbove:
      return "≥ " + rate_text(rate.rate);
    case SafeRateKind::kBelow:
      return "< " + rate_text(rate.rate);
    case SafeRateKind::kUnknown:
      return std::string(kNone);
    case SafeRateKind::kCrossing:
      break;
  }
  const auto end = [](std::optional<double> at) { return at ? fmt::format("{:.3g}", *at) : "?"; };
  return fmt::format("{} ({}–{})", rate_text(rate.rate), end(rate.low), end(rate.high));
}

// What the marks of the table stand for; only those that are in it.
std::string legend(const SafeRates& safe) {
  bool open = false;
  bool unknown = false;
  for (const SafeRate& rate : safe.rows) {
    open = open || (rate.kind == SafeRateKind::kCrossing && (!rate.low || !rate.high));
    unknown = unknown || rate.kind == SafeRateKind::kUnknown;
  }
  std::string out;
  if (open) {
    out +=
        "?: that end of the 95 % interval lies beyond the rates that were tried; widen the axis "
        "or\n   give more --seeds.\n";
  }
  if (unknown) out += "–: no cell of that row has a LostUpdateRate: nothing was acknowledged.\n";
  return out;
}

std::string safe_table(const SweepResult& result, std::size_t columns) {
  const SafeRates& safe = *result.safe;
  std::vector<TextTable::Column> names;
  for (const Axis& axis : result.header.axes) {
    if (axis.path == safe.axis) continue;
    names.push_back({short_name(result.header, axis.path), Align::kLeft});
  }
  names.insert(
      names.end(),
      {{"strategy", Align::kLeft}, {"safe rate per key\nand region"}, {"theory\np/((N−1)L)"}});
  TextTable table(std::move(names));
  for (const SafeRate& rate : safe.rows) {
    std::vector<std::string> cells;
    for (std::size_t a = 0; a < rate.settings.size(); ++a) {
      if (result.header.axes[a].path != safe.axis) cells.push_back(rate.settings[a]);
    }
    cells.insert(cells.end(), {rate.strategy, measured_text(rate),
                               rate.theory ? rate_text(*rate.theory) : std::string(kNone)});
    table.add(std::move(cells));
  }
  return fmt::format("\nSafe write rate for a LostUpdateRate of {:.3g} %\n{}{}", safe.target * 100,
                     table.text(columns), legend(safe));
}

}  // namespace

std::string sweep_table(const SweepResult& result, std::size_t columns) {
  std::size_t metrics = result.header.metrics.size();
  std::string table = rows_table(result, metrics, columns);
  while (metrics > 1 && !fits(table, columns)) {
    table = rows_table(result, --metrics, columns);
  }
  const std::vector<std::string> hidden(
      result.header.metrics.begin() + static_cast<std::ptrdiff_t>(metrics),
      result.header.metrics.end());
  if (!hidden.empty()) table += fmt::format("In rows.csv as well: {}.\n", fmt::join(hidden, ", "));
  if (result.safe) table += safe_table(result, columns);
  return table;
}

}  // namespace lastwrite
