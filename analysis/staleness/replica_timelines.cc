#include "analysis/staleness/replica_timelines.h"

#include <algorithm>

#include "analysis/ledger/final_state.h"
#include "analysis/ledger/phases.h"

namespace lastwrite {
namespace {

// Takes back the installs that an event's word on what it found shows to have been lost with their
// process: the newest few. Nothing found where several versions had followed one another: the store
// itself was lost, or a tombstone collected.
void roll_back(const RegionEvent& event, std::vector<Holding>& holdings) {
  if (event.backfill || (event.previous == kAbsent && holdings.size() > 1)) return;
  const auto found = std::find_if(holdings.rbegin(), holdings.rend(),
                                  [&](const Holding& h) { return h.version == event.previous; });
  if (found == holdings.rend() && event.previous != kAbsent) return;
  holdings.erase(found.base(), holdings.end());
}

}  // namespace

ReplicaTimelines::ReplicaTimelines(const History& history)
    : history_(history), trace_end_(trace_end_of(history)) {
  holdings_.assign(history.regions.size(), std::vector<std::vector<Holding>>(history.items.size()));
  ends_.assign(history.regions.size(), trace_end_);
  for (std::uint32_t region = 0; region < history.events.size(); ++region) {
    for (const RegionEvent& event : history.events[region]) take(region, event);
    if (!is_missing(history, region)) continue;
    const std::vector<RegionEvent>& events = history.events[region];
    ends_[region] = events.empty() ? TrueTime{} : events.back().at;
  }
}

void ReplicaTimelines::take(std::uint32_t region, const RegionEvent& event) {
  std::vector<Holding>& holdings = holdings_[region][history_.versions[event.version].item];
  const bool as_expected = !holdings.empty() && holdings.back().version == event.previous;
  if (!as_expected) roll_back(event, holdings);
  if (!event.installs) return;
  if (!holdings.empty() && holdings.back().version == event.version) return;
  std::uint32_t newest = event.version;
  if (!holdings.empty()) {
    const std::uint32_t before = holdings.back().newest;
    if (history_.versions[newest].stamp < history_.versions[before].stamp) newest = before;
  }
  holdings.push_back({event.at, event.version, newest});
}

const Holding* ReplicaTimelines::first_including(std::uint32_t region,
                                                 std::uint32_t version) const {
  const Version& wanted = history_.versions[version];
  const std::vector<Holding>& holdings = holdings_[region][wanted.item];
  const auto found =
      std::partition_point(holdings.begin(), holdings.end(), [&](const Holding& holding) {
        return history_.versions[holding.newest].stamp < wanted.stamp;
      });
  return found == holdings.end() ? nullptr : &*found;
}

std::optional<TrueTime> ReplicaTimelines::included_at(std::uint32_t region,
                                                      std::uint32_t version) const {
  const Holding* holding = first_including(region, version);
  if (holding == nullptr) return std::nullopt;
  return holding->from;
}

std::optional<TrueTime> ReplicaTimelines::installed_at(std::uint32_t region,
                                                       std::uint32_t version) const {
  const Holding* holding = first_including(region, version);
  if (holding == nullptr || holding->version != version) return std::nullopt;
  return holding->from;
}

}  // namespace lastwrite
