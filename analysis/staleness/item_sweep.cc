#include "analysis/staleness/item_sweep.h"

#include <algorithm>

#include "analysis/ledger/final_state.h"

namespace lastwrite {

std::vector<std::uint32_t> regions_that_stayed(const History& history) {
  std::vector<std::uint32_t> regions;
  for (std::uint32_t region = 0; region < history.regions.size(); ++region) {
    if (!is_missing(history, region)) regions.push_back(region);
  }
  return regions;
}

bool ItemSweep::run(std::uint32_t item, IntervalSet& diverged) const {
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

std::vector<ItemSweep::Change> ItemSweep::changes_of(std::uint32_t item) const {
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

}  // namespace lastwrite
