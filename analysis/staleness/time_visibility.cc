#include "analysis/staleness/time_visibility.h"

#include <algorithm>

#include "analysis/lag/survival.h"
#include "analysis/ledger/phases.h"

namespace lastwrite {
namespace {

struct Acknowledgement {
  std::uint32_t version;
  TrueTime at;
};

// By source region.
std::vector<std::vector<Acknowledgement>> acknowledgements(const History& history) {
  std::vector<std::vector<Acknowledgement>> out(history.regions.size());
  const std::optional<Window> window = measure_window(history);
  if (!window) return out;
  for (const Operation& operation : history.operations) {
    if (!operation.acknowledged() || !operation.completed || operation.version == kAbsent) continue;
    const Version& version = history.versions[operation.version];
    if (!version.accepted || !window->contains(operation.intended)) continue;
    out[version.region].push_back({operation.version, *operation.completed});
  }
  return out;
}

TimeVisibility summarise(const std::vector<Acknowledgement>& writes, std::uint32_t from,
                         std::uint32_t to, const ReplicaTimelines& timelines) {
  std::vector<Wait> waits;
  for (const Acknowledgement& write : writes) {
    const std::optional<TrueTime> seen = timelines.included_at(to, write.version);
    const Duration length = seen.value_or(timelines.trace_end()) - write.at;
    waits.push_back({std::max(Duration(0), length), seen.has_value()});
  }
  const Survival survival(std::move(waits));
  TimeVisibility row;
  row.from = from;
  row.to = to;
  row.writes = survival.count();
  row.never = survival.cut_off();
  row.at_once = survival.share_within(Duration(0));
  for (std::size_t i = 0; i < kVisibilityTimes.size(); ++i) {
    row.within[i] = survival.share_within(kVisibilityTimes[i]);
  }
  row.t50 = survival.quantile(0.50);
  row.t99 = survival.quantile(0.99);
  row.t999 = survival.quantile(0.999);
  return row;
}

}  // namespace

std::vector<TimeVisibility> time_visibility(const History& history,
                                            const ReplicaTimelines& timelines) {
  const std::vector<std::vector<Acknowledgement>> writes = acknowledgements(history);
  const auto regions = static_cast<std::uint32_t>(history.regions.size());
  std::vector<TimeVisibility> rows;
  for (std::uint32_t from = 0; from < regions; ++from) {
    for (std::uint32_t to = 0; to < regions; ++to) {
      if (from == to || writes[from].empty()) continue;
      rows.push_back(summarise(writes[from], from, to, timelines));
    }
  }
  return rows;
}

}  // namespace lastwrite
