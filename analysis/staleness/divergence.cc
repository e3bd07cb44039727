#include "analysis/staleness/divergence.h"

#include "analysis/ledger/phases.h"
#include "analysis/staleness/interval_set.h"
#include "analysis/staleness/item_sweep.h"

namespace lastwrite {

Divergence measure_divergence(const History& history, const ReplicaTimelines& timelines) {
  Divergence out;
  const std::optional<Window> window = measure_window(history);
  if (!window || window->end <= window->begin) return out;
  const ItemSweep sweep(history, timelines, *window);
  const double whole = to_seconds(window->end - window->begin);
  IntervalSet any;
  for (std::uint32_t item = 0; item < history.items.size(); ++item) {
    IntervalSet diverged;
    if (!sweep.run(item, diverged)) continue;
    ++out.items;
    out.item_share += to_seconds(diverged.length()) / whole;
    any.add_all(diverged);
  }
  if (out.items > 0) out.item_share /= static_cast<double>(out.items);
  out.any_share = to_seconds(any.length()) / whole;
  return out;
}

}  // namespace lastwrite
