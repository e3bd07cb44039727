#include "scenarios/main/run_command.h"

#include <memory>

#include <CLI/CLI.hpp>
#include <sys/ioctl.h>
#include <unistd.h>

#include "analysis/report/analyse.h"
#include "analysis/report/expectation.h"
#include "analysis/report/summary_json.h"
#include "analysis/report/terminal.h"
#include "region/base/system_clock.h"
#include "scenarios/engine/scenario_loader.h"
#include "scenarios/live/live_limits.h"
#include "scenarios/live/live_run.h"
#include "scenarios/main/exit_codes.h"
#include "scenarios/main/progress_display.h"
#include "scenarios/main/report_style.h"
#include "scenarios/main/scenario_finder.h"

namespace lastwrite {
namespace {

struct Words {
  std::string scenario;
  std::string runs = "runs";
  Overrides overrides;
  std::uint64_t seed = 0;
  bool quiet = false;
  bool json = false;
  std::string command_line;
};

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

Result<Scenario> load(const Words& words) {
  const Result<std::string> path = find_scenario(words.scenario);
  if (!path) return propagate(path);
  Result<Scenario> scenario = load_scenario(*path, words.overrides);
  if (!scenario) return scenario;
  if (!words.overrides.strategies.empty()) drop_expectations_of_absent(*scenario);
  const std::string file = path->ends_with(".yaml") ? *path : *path + "/scenario.yaml";
  if (const auto checked = check_expectations(*scenario, file); !checked) return propagate(checked);
  return scenario;
}

Result<std::string> run_live(const Words& words, const Scenario& scenario,
                             ProgressDisplay& display) {
  if (const auto possible = check_live(scenario); !possible) return propagate(possible);
  RunFacts facts{SystemClock().wall_now(), "live", words.command_line, {}};
  const Result<RunDirectory> directory = RunDirectory::create(words.runs, scenario, facts);
  if (!directory) return propagate(directory);
  LiveRun run({own_executable(), scenario, *directory},
              [&](const LiveProgress& p) { display.show(p); });
  const Result<LiveOutcome> outcome = run.run();
  if (!outcome) return propagate(outcome);
  if (!outcome->incomplete.empty() || outcome->interrupted) {
    facts.incomplete = outcome->incomplete.empty() ? "interrupted" : outcome->incomplete;
    const Result<void> rewritten = directory->rewrite_manifest(scenario, facts);
    if (!rewritten) return propagate(rewritten);
  }
  return directory->path();
}

Result<Summary> run_and_analyse(const Words& words) {
  const Result<Scenario> scenario = load(words);
  if (!scenario) return propagate(scenario);
  const SystemClock clock;
  ProgressDisplay display(clock, words.quiet || words.json);
  const Result<std::string> directory = run_live(words, *scenario, display);
  if (!directory) return propagate(directory);
  display.note("judging every write …");
  return analyse_run(*directory);
}

int run(const Words& words) {
  const Result<Summary> summary = run_and_analyse(words);
  if (!summary) {
    fmt::print(stderr, "lastwrite run: {}\n", summary.error().message);
    return exit_code_of(summary.error());
  }
  if (words.json) {
    fmt::print("{}", summary_json(*summary));
  } else {
    fmt::print("{}", render_terminal(*summary, terminal_style()));
  }
  return exit_code_of(summary->verdict);
}

}  // namespace

void add_run_command(CLI::App& app, const char* command_line, int& exit_code) {
  CLI::App* command = app.add_subcommand(
      "run", "Run a scenario on live regions and say what became of every write");
  const auto words = std::make_shared<Words>();
  words->command_line = command_line;
  command->add_option("SCENARIO", words->scenario, "A shipped scenario's name, or a scenario.yaml")
      ->required();
  command
      ->add_option("--strategy", words->overrides.strategies, "Run these strategies instead: a,b,…")
      ->delimiter(',');
  command
      ->add_option("--set", words->overrides.sets,
                   "Change a value: path=value, such as duration=5s")
      ->take_all();
  CLI::Option* seed = command->add_option("--seed", words->seed, "Of all random streams")
                          ->check([](const std::string& text) {
                            return text.starts_with('-') ? std::string("a seed is 0 or more") : "";
                          });
  command->add_option("--runs", words->runs, "Directory for the run directories")
      ->capture_default_str();
  command->add_flag("--json", words->json, "Print summary.json instead of the report");
  command->add_flag("--quiet", words->quiet, "Show no progress");
  command->footer(
      "Exit code: 0 verdict ok, 1 violated, 2 unknown, 3 usage.\n"
      "Examples:\n"
      "  lastwrite run lost-counter\n"
      "  lastwrite run lost-counter --strategy version-check --set network.preset=none --seed 7");
  command->callback([words, seed, &exit_code] {
    if (seed->count() > 0) words->overrides.seed = words->seed;
    exit_code = run(*words);
  });
}

}  // namespace lastwrite
