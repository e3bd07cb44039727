#include "scenarios/main/scenario_options.h"

#include <algorithm>
#include <charconv>

#include <CLI/CLI.hpp>

#include "analysis/report/expectation.h"
#include "scenarios/engine/resolved_yaml.h"
#include "scenarios/main/scenario_finder.h"
#include "scenarios/swarm/swarm_scenario.h"

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

// Finds what `name` means and sets it to the file that was read.
Result<Scenario> load_found(std::string& name, const Overrides& overrides) {
  const Result<std::string> path = find_scenario(name);
  if (!path) return propagate(path);
  name = path->ends_with(".yaml") ? *path : *path + "/scenario.yaml";
  return load_scenario(*path, overrides);
}

constexpr std::string_view kSwarm = "swarm:";

// "swarm:54": the scenario that seed 54 draws, as if it stood in a file of that name.
Result<Scenario> load_swarm(const std::string& name, const Overrides& overrides) {
  const std::string digits = name.substr(kSwarm.size());
  std::uint64_t seed = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), seed);
  if (error != std::errc{} || end != digits.data() + digits.size()) {
    return fail(ErrorCode::kUsage, "'{}': a swarm scenario is named by its seed: swarm:54", name);
  }
  return load_scenario_text(resolved_yaml(make_swarm_scenario(seed)), name, overrides);
}

}  // namespace

void ScenarioOptions::add_to(CLI::App& command) {
  command
      .add_option("SCENARIO", scenario_,
                  "A shipped scenario's name, a scenario.yaml, or swarm:SEED")
      ->required();
  command.add_option("--strategy", overrides_.strategies, "Run these strategies instead: a,b,…")
      ->delimiter(',');
  command.add_option("--set", overrides_.sets, "Change a value: path=value, such as duration=5s")
      ->take_all();
  command.add_option("--seed", overrides_.seed, "Of all random streams")
      ->check([](const std::string& text) {
        std::uint64_t seed = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seed);
        const bool good = error == std::errc{} && end == text.data() + text.size();
        return good ? "" : std::string("a seed is a whole number from 0 to 2^64 - 1");
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
  Overrides overrides = overrides_;
  overrides.sets = std::move(sets);
  std::string file = scenario_;
  Result<Scenario> scenario = scenario_.starts_with(kSwarm) ? load_swarm(scenario_, overrides)
                                                            : load_found(file, overrides);
  if (!scenario) return scenario;
  if (!overrides.strategies.empty()) drop_expectations_of_absent(*scenario);
  if (const auto checked = check_expectations(*scenario, file); !checked) return propagate(checked);
  return scenario;
}

}  // namespace lastwrite
