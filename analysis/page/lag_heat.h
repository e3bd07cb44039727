// Heat maps of lag: how many records of each moment took how long. All pairs of a strategy share
// their axes, so that maps can be compared.
//
//   HeatAxes axes = heat_axes(all_pairs, window, 60, 30);
//   std::vector<std::uint64_t> cells = heat_cells(passages, window, axes);
//   cells[column * (axes.edges.size() - 1) + row]
//
// Columns are moments of acceptance within the window; rows are equal in the logarithm. Records
// that arrived after measuring ended are in it. Threading: pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "analysis/ledger/phases.h"
#include "analysis/page/json_text.h"
#include "analysis/page/passages.h"

namespace lastwrite {

struct HeatAxes {
  double begin_s = 0;  // since measuring began
  double step_s = 0;
  std::size_t columns = 0;
  std::vector<std::int64_t> edges;  // nanoseconds, rising; one more than rows
};

/// Without edges and columns where nothing arrived.
HeatAxes heat_axes(const std::vector<std::vector<Passage>>& pairs, const Window& window,
                   std::size_t columns, std::size_t rows);

std::vector<std::uint64_t> heat_cells(const std::vector<Passage>& passages, const Window& window,
                                      const HeatAxes& axes);

void write_axes(const HeatAxes& axes, JsonText& json);

}  // namespace lastwrite
