#include "analysis/staleness/item_sweep.h"

#include <algorithm>
#include <optional>

#include "analysis/ledger/final_state.h"

namespace lastwrite {

ItemSweep::ItemSweep(const History& history, const ReplicaTimelines& timelines, Window window)
    : timelines_(timelines), window_(window), regions_(history.regions.size()) {
  for (std::uint32_t region = 0; region < regions_; ++region) {
    if (is_missing(history, region))
      departures_.push_back({timelines.end_of(region), region, kAbsent, true});
  }
}

bool ItemSweep::run(std::uint32_t item, IntervalSet& diverged) const {
  const std::vector<Change> changes = changes_of(item);
  if (changes.size() == departures_.size()) return false;
  std::vector<std::optional<std::uint32_t>> held(regions_, kAbsent);  // nullopt: gone
  const auto differ = [&] {
    std::optional<std::uint32_t> first;
    for (const std::optional<std::uint32_t>& version : held) {
      if (!first) first = version;
      if (version && version != first) return true;
    }
    return false;
  };
  for (std::size_t i = 0; i < changes.size(); ++i) {
    const Change& change = changes[i];
    held[change.region] = change.goes ? std::nullopt : std::optional(change.version);
    const TrueTime until = i + 1 == changes.size() ? window_.end : changes[i + 1].at;
    if (differ()) diverged.add(std::max(change.at, window_.begin), std::min(until, window_.end));
  }
  return true;
}

std::vector<ItemSweep::Change> ItemSweep::changes_of(std::uint32_t item) const {
  std::vector<Change> changes;
  for (std::uint32_t region = 0; region < regions_; ++region) {
    for (const Holding& holding : timelines_.of(region, item)) {
      if (holding.from >= window_.end) break;
      changes.push_back({holding.from, region, holding.version});
    }
  }
  changes.insert(changes.end(), departures_.begin(), departures_.end());
  std::stable_sort(changes.begin(), changes.end(),
                   [](const Change& a, const Change& b) { return a.at < b.at; });
  return changes;
}

}  // namespace lastwrite
