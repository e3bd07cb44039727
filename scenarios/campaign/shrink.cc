#include "scenarios/campaign/shrink.h"

#include <map>
#include <utility>

#include "scenarios/campaign/delta_debugging.h"
#include "scenarios/campaign/recorded_schedule.h"
#include "scenarios/campaign/retiming.h"
#include "scenarios/campaign/shrink_edits.h"
#include "scenarios/engine/resolved_yaml.h"
#include "scenarios/workload/key_space.h"

namespace lastwrite {
namespace {

constexpr int kRoundsMax = 10;
constexpr std::size_t kRememberedTasksMax = 100;

// Simulates candidates, counts them, and keeps the simplest that shows the wish.
class Shrinker {
 public:
  Shrinker(const Wish& wish, const ShrinkOptions& options) : wish_(wish), options_(options) {}

  // Finds the strategy in which it shows, and records what its clients did.
  Result<void> begin(const Scenario& scenario) {
    for (const StrategySpec& strategy : scenario.strategies) {
      if (!wish_.speaks_of(strategy_name(strategy.kind))) continue;
      Scenario alone = scenario;
      alone.strategies = {strategy};
      alone.expect.clear();
      const Result<JudgedRun> judged = simulate(alone);
      if (!judged) return propagate(judged);
      if (wish_.shown_by(*judged)) return record(alone, *judged);
    }
    return fail(ErrorCode::kUsage, "{} does not show {} with seed {}: try another --seed",
                scenario.name, wish_.text(), scenario.seed);
  }

  void run() {
    keep_one_key();
    try_all(simpler_options(best_));
    try_all(simpler_links(best_));
    fewer_tasks();
    for (int round = 0; round < kRoundsMax && !stopped(); ++round) {
      const Scenario before = best_;
      fewer_faults();
      try_all(fewer_regions(best_));
      try_all(simpler_clocks(best_));
      try_all(simpler_options(best_));
      try_all(simpler_links(best_));
      try_all(shorter_duration());
      try_all(rounder_times());
      try_all(shorter_gaps(best_));
      fewer_tasks();
      minimal_ = best_ == before && !stopped();
      if (minimal_) return;
    }
  }

  const Scenario& best() const { return best_; }
  std::uint32_t tries() const { return tries_; }
  bool minimal() const { return minimal_; }

 private:
  Result<JudgedRun> simulate(const Scenario& scenario) {
    ++tries_;
    if (options_.on_progress) {
      options_.on_progress({tries_, options_.tries_max, size_of(best_)});
    }
    return simulate_and_judge(scenario, scenario.strategies.front(),
                              {.interrupted = options_.interrupted});
  }

  Result<void> record(const Scenario& alone, const JudgedRun& judged) {
    best_ = alone;
    if (alone.workload.schedule.empty()) {
      best_ = with_recorded_schedule(alone, judged.run->history);
    }
    const Result<JudgedRun> again = simulate(best_);
    if (!again) return propagate(again);
    if (!wish_.shown_by(*again)) {
      return fail(ErrorCode::kUsage,
                  "{} shows {} with seed {}, but not any more when its tasks begin at times that "
                  "are written down: try another --seed",
                  alone.name, wish_.text(), alone.seed);
    }
    if (const auto witness = wish_.witness(*again->run))
      remember_key(again->run->history, *witness);
    return {};
  }

  void remember_key(const History& history, std::uint32_t operation) {
    const Operation& o = history.operations[operation];
    witness_key_ = history.items[o.logical_item == kAbsent ? o.item : o.logical_item].key;
  }

  bool stopped() const {
    return tries_ >= options_.tries_max || (options_.interrupted && options_.interrupted());
  }

  // nullopt: no more tries.
  std::optional<bool> shows(const Scenario& candidate) {
    const bool small = candidate.workload.schedule.size() <= kRememberedTasksMax;
    const std::string text = small ? resolved_yaml(candidate) : "";
    if (const auto known = asked_.find(text); small && known != asked_.end()) return known->second;
    if (stopped()) return std::nullopt;
    const Result<JudgedRun> judged = simulate(candidate);
    // A run that breaks off shows nothing; one that was interrupted proves nothing.
    if (!judged && options_.interrupted && options_.interrupted()) return std::nullopt;
    const bool shown = judged && wish_.shown_by(*judged);
    if (small) asked_[text] = shown;
    return shown;
  }

  std::optional<bool> take(Scenario candidate) {
    const std::optional<bool> shown = shows(candidate);
    if (shown.value_or(false)) best_ = std::move(candidate);
    return shown;
  }

  void try_all(const std::vector<ScenarioEdit>& edits) {
    for (const ScenarioEdit& edit : edits) {
      Scenario candidate = best_;
      edit(candidate);
      if (candidate != best_) take(std::move(candidate));
    }
  }

  // Items meet only through their clients: most tasks of other keys have nothing to do with it.
  void keep_one_key() {
    if (witness_key_.empty()) return;
    const KeySpace space(best_.table.key);
    try_all({[&](Scenario& scenario) {
      std::erase_if(scenario.workload.schedule, [&](const ScheduledTask& task) {
        return space.text(task.key) != witness_key_ &&
               (!task.also || space.text(*task.also) != witness_key_);
      });
    }});
  }

  // `list`: of a scenario. Leaves out as many of its members as it can.
  template <typename List>
  void fewer(List list) {
    const Scenario whole = best_;
    const auto& all = list(whole);
    minimal_part(all.size(), [&](const Indices& kept) {
      Scenario candidate = whole;
      list(candidate).clear();
      for (const std::size_t i : kept) list(candidate).push_back(all[i]);
      return take(std::move(candidate));
    });
  }

  void fewer_tasks() {
    fewer([](auto& scenario) -> auto& { return scenario.workload.schedule; });
  }

  void fewer_faults() {
    try_all({[](Scenario& scenario) { scenario.faults.clear(); }});
    fewer([](auto& scenario) -> auto& { return scenario.faults; });
  }

  const Wish& wish_;
  const ShrinkOptions& options_;
  Scenario best_;
  std::string witness_key_;
  std::map<std::string, bool> asked_;  // by resolved text, of small candidates
  std::uint32_t tries_ = 0;
  bool minimal_ = false;
};

}  // namespace

ScenarioSize size_of(const Scenario& scenario) {
  return {scenario.workload.schedule.size(), scenario.faults.size(), scenario.regions.size(),
          scenario.strategies.size()};
}

std::string size_text(const ScenarioSize& size) {
  const auto count = [](std::size_t n, std::string_view one, std::string_view many) {
    return fmt::format("{} {}", n, n == 1 ? one : many);
  };
  return fmt::format(
      "{}, {}, {}, {}", count(size.tasks, "task", "tasks"), count(size.faults, "fault", "faults"),
      count(size.regions, "region", "regions"), count(size.strategies, "strategy", "strategies"));
}

Result<ShrinkOutcome> shrink(const Scenario& scenario, const Wish& wish,
                             const ShrinkOptions& options) {
  Shrinker shrinker(wish, options);
  if (const auto begun = shrinker.begin(scenario); !begun) return propagate(begun);
  ShrinkOutcome outcome;
  outcome.before = size_of(shrinker.best());
  outcome.before.strategies = scenario.strategies.size();
  shrinker.run();
  outcome.scenario = shrinker.best();
  outcome.after = size_of(outcome.scenario);
  outcome.tries = shrinker.tries();
  outcome.minimal = shrinker.minimal();
  return outcome;
}

}  // namespace lastwrite
