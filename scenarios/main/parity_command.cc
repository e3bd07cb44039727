#include "scenarios/main/parity_command.h"

#include <memory>

#include <CLI/CLI.hpp>

#include "region/base/system_clock.h"
#include "scenarios/campaign/judged_run.h"
#include "scenarios/campaign/parity.h"
#include "scenarios/live/live_limits.h"
#include "scenarios/live/live_run.h"
#include "scenarios/main/complaint.h"
#include "scenarios/main/exit_codes.h"
#include "scenarios/main/interrupt_flag.h"
#include "scenarios/main/option_checks.h"
#include "scenarios/main/progress_display.h"
#include "scenarios/main/report_style.h"
#include "scenarios/main/scenario_finder.h"
#include "scenarios/main/scenario_options.h"

namespace lastwrite {
namespace {

struct Words {
  ScenarioOptions scenario;
  std::uint32_t seeds = 10;
  std::string runs = "runs";
  bool json = false;
  bool quiet = false;
  std::string command_line;
};

// Runs it live, into a run directory as `run` does, and returns its path.
Result<std::string> run_live(const Words& words, const Scenario& scenario,
                             ProgressDisplay& display) {
  RunFacts facts{.started = SystemClock().wall_now(),
                 .runtime = "live",
                 .command = words.command_line,
                 .incomplete = kUnderWay};
  const Result<RunDirectory> directory = RunDirectory::create(words.runs, scenario, facts);
  if (!directory) return propagate(directory);
  LiveRun run({own_executable(), scenario, *directory},
              [&](const RunProgress& progress) { display.show(progress); });
  const Result<LiveOutcome> outcome = run.run();
  if (!outcome) return propagate(outcome);
  facts.incomplete = outcome->incomplete;
  if (facts.incomplete.empty() && outcome->interrupted) facts.incomplete = "interrupted";
  facts.trace_bytes = directory->trace_sizes();
  if (const auto told = directory->rewrite_manifest(scenario, facts); !told) return propagate(told);
  if (facts.incomplete.empty()) return directory->path();
  return fail(ErrorCode::kUnavailable, "the live run did not come to its end: {}",
              facts.incomplete);
}

Result<ParitySide> live_side(const Words& words, const Scenario& scenario,
                             ProgressDisplay& display) {
  const Result<std::string> path = run_live(words, scenario, display);
  if (!path) return propagate(path);
  const Result<Manifest> manifest = read_manifest(*path);
  if (!manifest) return propagate(manifest);
  ParitySide side;
  for (const std::string& strategy : manifest->strategies) {
    const auto run = load_strategy(*path, *manifest, strategy);
    if (!run) return propagate(run);
    side.add(**run);
  }
  return side;
}

Result<ParitySide> simulated_side(const Words& words, const Scenario& scenario,
                                  ProgressDisplay& display) {
  const InterruptFlag interrupt;
  const JudgeOptions options{.interrupted = [&] { return interrupt.raised(); }};
  ParitySide side;
  Scenario one = scenario;
  display.note(fmt::format("simulating {} seeds …", words.seeds));
  for (std::uint32_t i = 0; i < words.seeds; ++i) {
    one.seed = scenario.seed + i;
    for (const StrategySpec& strategy : one.strategies) {
      const Result<JudgedRun> judged = simulate_and_judge(one, strategy, options);
      if (!judged) return propagate(judged);
      side.add(*judged->run);
    }
  }
  return side;
}

Result<ParityReport> compare(const Words& words) {
  const Result<Scenario> scenario = words.scenario.load();
  if (!scenario) return propagate(scenario);
  if (const auto possible = check_live(*scenario); !possible) return propagate(possible);
  if (scenario->seed > UINT64_MAX - words.seeds)
    return fail(ErrorCode::kUsage, "no {} seeds follow seed {}", words.seeds, scenario->seed);
  const SystemClock clock;
  ProgressDisplay display(clock, {.quiet = words.quiet || words.json});
  const Result<ParitySide> live = live_side(words, *scenario, display);
  if (!live) return propagate(live);
  const Result<ParitySide> simulated = simulated_side(words, *scenario, display);
  if (!simulated) return propagate(simulated);
  return compare_sides(*live, *simulated);
}

int run(const Words& words) {
  const Result<ParityReport> report = compare(words);
  if (!report) {
    return complain("parity", report.error());
  }
  fmt::print("{}", words.json ? parity_json(*report) : parity_text(*report));
  return exit_code_of(report->verdict);
}

}  // namespace

void add_parity_command(CLI::App& app, const char* command_line, int& exit_code) {
  CLI::App* command = app.add_subcommand(
      "parity", "Run a scenario live and simulated, and say whether both lose as much");
  const auto words = std::make_shared<Words>();
  words->command_line = command_line;
  words->scenario.add_to(*command);
  command->add_option("--seeds", words->seeds, "Simulate so many, from the scenario's seed on")
      ->check(CLI::Range(1U, 10'000U))
      ->capture_default_str();
  command->add_option("--runs", words->runs, "Directory for the live run's directory")
      ->check(not_empty)
      ->capture_default_str();
  command->add_flag("--json", words->json, "Print JSON instead of tables");
  command->add_flag("--quiet", words->quiet, "Show no progress");
  command->footer(
      "Exit code: 0 they agree, 1 they do not, 2 unknown, 3 usage.\n"
      "Examples:\n"
      "  lastwrite parity concurrent-puts\n"
      "  lastwrite parity lost-counter --seeds 50 --json");
  command->callback([words, &exit_code] { exit_code = run(*words); });
}

}  // namespace lastwrite
