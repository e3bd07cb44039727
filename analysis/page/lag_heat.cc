#include "analysis/page/lag_heat.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace lastwrite {
namespace {

constexpr Duration kLeast = 1us;  // what a logarithmic axis still shows

bool is_drawn(const Passage& p, const Window& window) {
  return p.arrived && window.contains(p.accepted);
}

Duration lag_of(const Passage& p) {
  return std::max(kLeast, *p.arrived - p.accepted);
}

std::vector<std::int64_t> edges_between(Duration low, Duration high, std::size_t rows) {
  double first = static_cast<double>(low.count());
  double last = static_cast<double>(high.count());
  // Lags that hardly differ need some room, or each would be a row of its own.
  if (last < first * 2) {
    const double middle = std::sqrt(first * last);
    first = std::max(middle / 1.5, 1.0);
    last = middle * 1.5;
  }
  std::vector<std::int64_t> edges;
  for (std::size_t i = 0; i <= rows; ++i) {
    const double part = static_cast<double>(i) / static_cast<double>(rows);
    edges.push_back(std::llround(first * std::pow(last / first, part)));
  }
  return edges;
}

}  // namespace

HeatAxes heat_axes(const std::vector<std::vector<Passage>>& pairs, const Window& window,
                   std::size_t columns, std::size_t rows) {
  HeatAxes axes;
  Duration low = Duration::max();
  Duration high{0};
  for (const std::vector<Passage>& pair : pairs) {
    for (const Passage& p : pair) {
      if (!is_drawn(p, window)) continue;
      low = std::min(low, lag_of(p));
      high = std::max(high, lag_of(p));
    }
  }
  if (high == Duration(0) || window.end <= window.begin) return axes;
  axes.columns = columns;
  axes.step_s = to_seconds(window.end - window.begin) / static_cast<double>(columns);
  axes.edges = edges_between(low, high, rows);
  return axes;
}

std::vector<std::uint64_t> heat_cells(const std::vector<Passage>& passages, const Window& window,
                                      const HeatAxes& axes) {
  if (axes.edges.size() < 2) return {};
  const std::size_t rows = axes.edges.size() - 1;
  std::vector<std::uint64_t> cells(axes.columns * rows, 0);
  for (const Passage& p : passages) {
    if (!is_drawn(p, window)) continue;
    const double at_s = to_seconds(p.accepted - window.begin);
    const std::size_t column =
        std::min(axes.columns - 1, static_cast<std::size_t>(at_s / axes.step_s));
    const auto above = std::upper_bound(axes.edges.begin() + 1, axes.edges.end() - 1,
                                        static_cast<std::int64_t>(lag_of(p).count()));
    ++cells[column * rows + static_cast<std::size_t>(above - axes.edges.begin()) - 1];
  }
  return cells;
}

void write_axes(const HeatAxes& axes, JsonText& json) {
  json.begin_object();
  json.member("begin_s", axes.begin_s);
  json.member("step_s", axes.step_s);
  json.member("columns", axes.columns);
  json.column("edges", axes.edges);
  json.end_object();
}

}  // namespace lastwrite
