#include "analysis/page/strategy_data.h"

#include <algorithm>
#include <utility>

#include "analysis/page/diagram.h"
#include "analysis/page/driver_marks.h"
#include "analysis/page/lag_heat.h"
#include "analysis/page/pair_lag.h"
#include "analysis/page/region_activity.h"
#include "analysis/page/story_pages.h"
#include "analysis/staleness/divergence_strip.h"

namespace lastwrite {
namespace {

void write_divergence(const StrategyRun& run, const PageBudget& budget, JsonText& json) {
  const ReplicaTimelines timelines(run.history);
  const DivergenceStrip strip = divergence_strip(run.history, timelines, budget.strip_points);
  json.key("divergence");
  if (strip.at.empty()) return json.verbatim("null");
  std::vector<double> t_s;
  for (const Duration at : strip.at) t_s.push_back(to_seconds(at));
  json.begin_object();
  json.column("t_s", t_s);
  json.column("share", strip.share);
  json.end_object();
}

}  // namespace

std::string strategy_data(const StrategyRun& run, const Manifest& manifest,
                          const PageBudget& budget) {
  JsonText json;
  json.begin_object();
  json.member("name", run.name);
  write_phases(run.history, manifest.measure, json);
  write_faults(run.history, json);
  const PairChoice choice(run, budget.pairs_drawn);
  write_pair_lags(run, choice, budget, json);
  write_activity(run, budget, json);
  write_divergence(run, budget, json);
  write_clocks(run.history, budget, json);
  const RunClock clock(run.history, manifest, run_origin(run.history));
  const DiagramEvents events(run);
  write_stories(run, events, clock, budget, json);
  const std::size_t used = json.size();
  const std::size_t left = budget.strategy_bytes - std::min(budget.strategy_bytes, used);
  json.key("diagram");
  json.verbatim(run_diagram(run, events, clock, {budget.diagram_events, left}));
  json.end_object();
  return std::move(json).text();
}

std::string counted_strategy_data(const std::string& name, const Manifest& manifest) {
  const History nothing;
  JsonText json;
  json.begin_object();
  json.member("name", name);
  write_phases(nothing, manifest.measure, json);
  for (const char* list : {"faults", "lag", "backlog", "activity", "clocks", "stories"}) {
    json.key(list);
    json.verbatim("[]");
  }
  json.key("heat");
  write_axes({}, json);
  json.key("divergence");
  json.verbatim("null");
  json.key("diagram");
  json.verbatim("null");
  json.end_object();
  return std::move(json).text();
}

}  // namespace lastwrite
