#include "analysis/staleness/divergence.h"

#include <algorithm>
#include <vector>

#include "analysis/ledger/final_state.h"
#include "analysis/ledger/phases.h"
#include "analysis/staleness/interval_set.h"

namespace lastwrite {
namespace {

struct Change {
  TrueTime at;
  std::size_t replica;
  std::uint32_t version;
};

class ItemSweep {
 public:
  ItemSweep(const ReplicaTimelines& timelines, std::vector<std::uint32_t> regions, Window window)
      : timelines_(timelines), regions_(std::move(regions)), window_(window) {}

  // When replicas differed in `item`, within the window. False: none held it before the window's
  // end.
  bool run(std::uint32_t item, IntervalSet& diverged) const {
    const std::vector<Change> changes = changes_of(item);
    if (changes.empty()) return false;
    std::vector<std::uint32_t> held(regions_.size(), kAbsent);
    for (std::size_t i = 0; i < changes.size(); ++i) {
      held[changes[i].replica] = changes[i].version;
      const bool differ = std::any_of(held.begin(), held.end(),
                                      [&](std::uint32_t version) { return version != held[0]; });
      const TrueTime until = i + 1 == changes.size() ? window_.end : changes[i + 1].at;
      if (differ) diverged.add(std::max(changes[i].at, window_.begin), until);
    }
    return true;
  }

 private:
  std::vector<Change> changes_of(std::uint32_t item) const {
    std::vector<Change> changes;
    for (std::size_t replica = 0; replica < regions_.size(); ++replica) {
      for (const Holding& holding : timelines_.of(regions_[replica], item)) {
        if (holding.from >= window_.end) break;
        changes.push_back({holding.from, replica, holding.version});
      }
    }
    std::stable_sort(changes.begin(), changes.end(),
                     [](const Change& a, const Change& b) { return a.at < b.at; });
    return changes;
  }

  const ReplicaTimelines& timelines_;
  std::vector<std::uint32_t> regions_;
  Window window_;
};

}  // namespace

Divergence measure_divergence(const History& history, const ReplicaTimelines& timelines) {
  Divergence out;
  const std::optional<Window> window = measure_window(history);
  if (!window || window->end <= window->begin) return out;
  std::vector<std::uint32_t> regions;
  for (std::uint32_t region = 0; region < history.regions.size(); ++region) {
    if (!is_missing(history, region)) regions.push_back(region);
  }
  const ItemSweep sweep(timelines, std::move(regions), *window);
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
