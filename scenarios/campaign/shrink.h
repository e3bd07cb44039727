// The smallest scenario that still shows something: fewer tasks, faults, regions and strategies,
// plainer links, clocks and times.
//
//   const Wish wish = Wish::parse("lost_inverted").value();
//   Result<ShrinkOutcome> outcome = shrink(scenario, wish, {.tries_max = 2000});
//   outcome->scenario.workload.schedule      // two tasks
//
// First the run's own tasks are recorded as a schedule (recorded_schedule.h); then tasks and faults
// are left out by delta debugging (delta_debugging.h) and everything else is made plainer by the
// edits of shrink_edits.h and retiming.h, until a whole round changes nothing. Every candidate is
// one simulation, and only what still shows the wish is kept. The same scenario, wish and number of
// tries give the same result.
//
// Errors: kUsage when no strategy shows the wish with this seed, or its recorded schedule does not;
// otherwise as simulate(). Threading: one thread.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "scenarios/campaign/wish.h"
#include "scenarios/engine/scenario.h"

namespace lastwrite {

struct ScenarioSize {
  std::size_t tasks = 0;
  std::size_t faults = 0;
  std::size_t regions = 0;
  std::size_t strategies = 0;

  friend bool operator==(const ScenarioSize&, const ScenarioSize&) = default;
};
/// "2 tasks, 0 faults, 2 regions, 1 strategy".
std::string size_text(const ScenarioSize& size);
/// Of a scenario with a schedule.
ScenarioSize size_of(const Scenario& scenario);

struct ShrinkProgress {
  std::uint32_t tries = 0;
  std::uint32_t tries_max = 0;
  ScenarioSize size;  // of the best so far
};

struct ShrinkOptions {
  std::uint32_t tries_max = 2000;
  std::function<bool()> interrupted = {};  // true: the best so far is the result
  std::function<void(const ShrinkProgress&)> on_progress = {};
};

struct ShrinkOutcome {
  Scenario scenario;  // with one strategy, and a schedule
  ScenarioSize before;
  ScenarioSize after;
  std::uint32_t tries = 0;  // simulations
  bool minimal = false;     // nothing more could be left out; false: tries or patience ran out
};

Result<ShrinkOutcome> shrink(const Scenario& scenario, const Wish& wish,
                             const ShrinkOptions& options);

}  // namespace lastwrite
