#include "scenarios/campaign/retiming.h"

#include <algorithm>
#include <map>
#include <set>

#include "region/base/check.h"

namespace lastwrite {
namespace {

constexpr std::size_t kMomentsMax = 40;
constexpr Duration kGaps[] = {10ms, 20ms, 50ms, 100ms, 200ms, 500ms, 1s, 2s, 5s, 10s};

Duration floored(Duration value, Duration unit) {
  return value / unit * unit;
}
Duration raised(Duration value, Duration unit) {
  return (value + unit - 1ns) / unit * unit;
}

bool ascending(const Moments& moments) {
  return std::adjacent_find(moments.begin(), moments.end(), std::greater_equal<>()) ==
         moments.end();
}

// From the moment before (the first: from 0) to moment `index`.
Duration gap_at(const Moments& moments, std::size_t index) {
  return index == 0 ? moments[0] : moments[index] - moments[index - 1];
}

void round_all(Scenario& scenario, Duration unit) {
  Moments moments = moments_of(scenario);
  for (Duration& moment : moments) moment = floored(moment, unit);
  if (ascending(moments)) scenario = retimed(scenario, moments);
}

void set_gap(Scenario& scenario, std::size_t index, Duration gap) {
  Moments moments = moments_of(scenario);
  if (index >= moments.size()) return;
  const Duration now = gap_at(moments, index);
  const bool round = std::find(std::begin(kGaps), std::end(kGaps), now) != std::end(kGaps);
  // A gap may grow to the next round one, and only once.
  if (gap == now || (gap > now && (round || now == Duration(0) || gap > 10 * now))) return;
  for (std::size_t i = index; i < moments.size(); ++i) moments[i] += gap - now;
  scenario = retimed(scenario, moments);
}

void end_at(Scenario& scenario, Duration unit) {
  const Moments moments = moments_of(scenario);
  const Duration last = moments.empty() ? Duration(0) : moments.back();
  scenario.duration = std::min(scenario.duration, raised(last + 1ms, unit));
}

}  // namespace

Moments moments_of(const Scenario& scenario) {
  std::set<Duration> moments;
  for (const ScheduledTask& task : scenario.workload.schedule) moments.insert(task.at);
  for (const FaultSpec& fault : scenario.faults) {
    moments.insert(fault.at);
    if (fault.lasts) moments.insert(fault.at + *fault.lasts);
  }
  return {moments.begin(), moments.end()};
}

Scenario retimed(const Scenario& scenario, const Moments& moments) {
  const Moments before = moments_of(scenario);
  LW_CHECK(moments.size() == before.size(), "{} moments for {}", moments.size(), before.size());
  std::map<Duration, Duration> to;
  for (std::size_t i = 0; i < before.size(); ++i) to[before[i]] = moments[i];
  Scenario out = scenario;
  for (ScheduledTask& task : out.workload.schedule) task.at = to[task.at];
  for (FaultSpec& fault : out.faults) {
    const Duration begin = to[fault.at];
    if (fault.lasts) fault.lasts = to[fault.at + *fault.lasts] - begin;
    fault.at = begin;
  }
  if (!moments.empty()) out.duration = std::max(out.duration, moments.back() + 1ms);
  return out;
}

std::vector<ScenarioEdit> rounder_times() {
  std::vector<ScenarioEdit> edits;
  for (const Duration unit : {Duration(100ms), Duration(10ms), Duration(1ms)}) {
    edits.emplace_back([unit](Scenario& scenario) { round_all(scenario, unit); });
  }
  return edits;
}

std::vector<ScenarioEdit> shorter_gaps(const Scenario& scenario) {
  std::vector<ScenarioEdit> edits;
  const std::size_t count = moments_of(scenario).size();
  if (count > kMomentsMax) return edits;
  edits.emplace_back([](Scenario& s) { set_gap(s, 0, Duration(0)); });
  for (std::size_t index = 0; index < count; ++index) {
    for (const Duration gap : kGaps) {
      edits.emplace_back([index, gap](Scenario& s) { set_gap(s, index, gap); });
    }
  }
  return edits;
}

std::vector<ScenarioEdit> shorter_duration() {
  std::vector<ScenarioEdit> edits;
  for (const Duration unit : {Duration(100ms), Duration(1s)}) {
    edits.emplace_back([unit](Scenario& scenario) { end_at(scenario, unit); });
  }
  return edits;
}

}  // namespace lastwrite
