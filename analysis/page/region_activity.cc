#include "analysis/page/region_activity.h"

#include <algorithm>
#include <vector>

#include "analysis/ledger/phases.h"
#include "analysis/page/time_steps.h"

namespace lastwrite {
namespace {

struct ActivityColumns {
  explicit ActivityColumns(std::size_t steps)
      : accepted(steps), acknowledged(steps), applied(steps), discarded(steps), lost(steps) {}

  std::vector<double> accepted, acknowledged, applied, discarded, lost;
};

void count_events(const StrategyRun& run, std::uint32_t region, const TimeSteps& steps,
                  ActivityColumns& out) {
  for (const RegionEvent& event : run.history.events[region]) {
    const std::size_t at = steps.index(event.at);
    out.accepted[at] += event.kind == RegionEvent::Kind::kAccept ? 1 : 0;
    out.applied[at] += event.kind == RegionEvent::Kind::kInstalled ? 1 : 0;
    out.discarded[at] += event.kind == RegionEvent::Kind::kDiscardedOlder ? 1 : 0;
  }
}

void count_replies(const StrategyRun& run, const TimeSteps& steps,
                   std::vector<ActivityColumns>& out) {
  for (std::uint32_t o = 0; o < run.history.operations.size(); ++o) {
    const Operation& operation = run.history.operations[o];
    if (!operation.counts() || !operation.completed) continue;
    ActivityColumns& region = out[operation.target_region];
    ++region.acknowledged[steps.index(*operation.completed)];
    if (!is_lost(run.ledger.operations[o])) continue;
    const bool known = operation.version != kAbsent;
    const TrueTime accepted =
        known ? run.history.versions[operation.version].accepted_at : operation.invoked;
    ++region.lost[steps.index(accepted)];
  }
}

void write_rates(const char* name, std::vector<double> counts, double length_s, JsonText& json) {
  for (double& count : counts) count /= length_s;
  json.column(name, counts);
}

void write_region(const std::string& name, const ActivityColumns& columns, const TimeSteps& steps,
                  JsonText& json) {
  json.begin_object();
  json.member("region", name);
  json.column("t_s", steps.begins_s());
  write_rates("accepted", columns.accepted, steps.length_s(), json);
  write_rates("acknowledged", columns.acknowledged, steps.length_s(), json);
  write_rates("applied", columns.applied, steps.length_s(), json);
  write_rates("discarded", columns.discarded, steps.length_s(), json);
  write_rates("lost", columns.lost, steps.length_s(), json);
  json.end_object();
}

}  // namespace

void write_activity(const StrategyRun& run, const PageBudget& budget, JsonText& json) {
  json.key("activity");
  json.begin_array();
  const History& history = run.history;
  const std::optional<Window> window = measure_window(history);
  if (window && !history.phases.empty()) {
    const TrueTime end = std::max(window->end, trace_end_of(history));
    const TimeSteps steps(history.phases.front().at, end, window->begin, budget.time_columns);
    std::vector<ActivityColumns> columns(history.regions.size(), ActivityColumns(steps.count()));
    count_replies(run, steps, columns);
    for (std::uint32_t region = 0; region < columns.size(); ++region) {
      if (region < history.events.size()) count_events(run, region, steps, columns[region]);
      write_region(history.regions[region].text, columns[region], steps, json);
    }
  }
  json.end_array();
}

}  // namespace lastwrite
