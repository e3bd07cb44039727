#include "scenarios/main/scenario_options.h"

#include <algorithm>

#include <CLI/CLI.hpp>

#include "analysis/report/expectation.h"
#include "scenarios/main/scenario_finder.h"

namespace lastwrite {
namespace {

// "scenario.yaml:17", or the option for what the command line gave.
std::string place_of(const ExpectationSpec& one, const std::string& file) {
  return one.line == 0 ? "--set expect" : fmt::format("{}:{}", file, one.line);
}

// The analysis knows which expectations can be meant; the scenario knows where they stand.
Result<void> check_expectations(const Scenario& scenario, const std::string& file) {
  for (const ExpectationSpec& one : scenario.expect) {
    const Result<Expectation> parsed = parse_expectation(one.text);
    if (!parsed)
      return fail(ErrorCode::kUsage, "{}: {}", place_of(one, file), parsed.error().message);
    const bool known = parsed->strategy.empty() ||
                       std::any_of(scenario.strategies.begin(), scenario.strategies.end(),
                                   [&](const StrategySpec& s) {
                                     return strategy_name(s.kind) == parsed->strategy;
                                   });
    if (!known) {
      return fail(ErrorCode::kUsage, "{}: '{}' speaks of strategy {}, which does not run here",
                  place_of(one, file), one.text, parsed->strategy);
    }
  }
  return {};
}

// --strategy takes strategies away: what is expected of them goes too.
void drop_expectations_of_absent(Scenario& scenario) {
  std::erase_if(scenario.expect, [&](const ExpectationSpec& one) {
    const Result<Expectation> parsed = parse_expectation(one.text);
    return parsed && !parsed->strategy.empty() &&
           std::none_of(
               scenario.strategies.begin(), scenario.strategies.end(),
               [&](const StrategySpec& s) { return strategy_name(s.kind) == parsed->strategy; });
  });
}

}  // namespace

void ScenarioOptions::add_to(CLI::App& command) {
  command.add_option("SCENARIO", scenario_, "A shipped scenario's name, or a scenario.yaml")
      ->required();
  command.add_option("--strategy", overrides_.strategies, "Run these strategies instead: a,b,…")
      ->delimiter(',');
  command.add_option("--set", overrides_.sets, "Change a value: path=value, such as duration=5s")
      ->take_all();
  command.add_option("--seed", overrides_.seed, "Of all random streams")
      ->check([](const std::string& text) {
        return text.starts_with('-') ? std::string("a seed is 0 or more") : "";
      });
}

Result<Scenario> ScenarioOptions::load() const {
  return load_with({});
}

Result<Scenario> ScenarioOptions::load_with(const std::vector<std::string>& more_sets) const {
  std::vector<std::string> sets = overrides_.sets;
  sets.insert(sets.end(), more_sets.begin(), more_sets.end());
  return load_replacing_sets(std::move(sets));
}

Result<Scenario> ScenarioOptions::load_replacing_sets(std::vector<std::string> sets) const {
  const Result<std::string> path = find_scenario(scenario_);
  if (!path) return propagate(path);
  Overrides overrides = overrides_;
  overrides.sets = std::move(sets);
  Result<Scenario> scenario = load_scenario(*path, overrides);
  if (!scenario) return scenario;
  if (!overrides.strategies.empty()) drop_expectations_of_absent(*scenario);
  const std::string file = path->ends_with(".yaml") ? *path : *path + "/scenario.yaml";
  if (const auto checked = check_expectations(*scenario, file); !checked) return propagate(checked);
  return scenario;
}

}  // namespace lastwrite
