#include "scenarios/main/run_command.h"

#include <filesystem>
#include <memory>

#include <CLI/CLI.hpp>

#include "analysis/page/report_page.h"
#include "analysis/report/analyse.h"
#include "analysis/report/atomic_file.h"
#include "analysis/report/summary_json.h"
#include "analysis/report/terminal.h"
#include "region/base/system_clock.h"
#include "scenarios/campaign/counted_run.h"
#include "scenarios/campaign/sampled_run.h"
#include "scenarios/campaign/sweep/over_seeds.h"
#include "scenarios/live/live_limits.h"
#include "scenarios/live/live_run.h"
#include "scenarios/main/complaint.h"
#include "scenarios/main/exit_codes.h"
#include "scenarios/main/interrupt_flag.h"
#include "scenarios/main/option_checks.h"
#include "scenarios/main/page_output.h"
#include "scenarios/main/progress_display.h"
#include "scenarios/main/report_style.h"
#include "scenarios/main/scenario_finder.h"
#include "scenarios/main/scenario_options.h"
#include "scenarios/main/watch_output.h"
#include "scenarios/sim/sim_run.h"

namespace lastwrite {
namespace {

struct Words {
  ScenarioOptions scenario;
  std::string runs = "runs";
  bool quiet = false;
  bool json = false;
  bool sim = false;
  bool open = false;
  bool watch = false;                   // live: a console shows it while it goes on
  std::string console = "127.0.0.1:0";  // where
  std::string store = "memory";         // of a simulation
  std::uint32_t seeds = 1;              // likewise
  std::string detail = "full";          // likewise
  std::string command_line;
};

// What a run leaves behind beside its traces: why it broke off, and its trajectories.
struct RunEnding {
  bool interrupted = false;
  std::string incomplete;
  TrajectoryHashes trajectories;
};

Result<RunEnding> run_live(const Scenario& scenario, const RunDirectory& directory,
                           ProgressDisplay& display, RunConsole* console) {
  LiveRun run({own_executable(), scenario, directory, console},
              [&](const RunProgress& p) { display.show(p); });
  Result<LiveOutcome> outcome = run.run();
  if (!outcome) return propagate(outcome);
  return RunEnding{outcome->interrupted, std::move(outcome->incomplete), {}};
}

Result<RunEnding> run_sim(const Words& words, const Scenario& scenario,
                          const RunDirectory& directory, ProgressDisplay& display) {
  const InterruptFlag interrupt;
  const SimStoreKind store =
      words.store == "sqlite" ? SimStoreKind::kSqlite : SimStoreKind::kMemory;
  SimRun run(
      {scenario, directory, store}, [&](const RunProgress& p) { display.show(p); },
      [&] { return interrupt.raised(); });
  Result<SimRunOutcome> outcome = run.run();
  if (!outcome) return propagate(outcome);
  return RunEnding{outcome->interrupted, std::move(outcome->incomplete),
                   std::move(outcome->trajectories)};
}

// A full disk takes regions and traces without a word: there is no room for one.
std::string with_full_disk(std::string incomplete, const std::string& directory) {
  constexpr std::uintmax_t kBlock = 4096;
  std::error_code error;
  const std::filesystem::space_info space = std::filesystem::space(directory, error);
  if (!incomplete.empty() && !error && space.available < kBlock)
    incomplete += fmt::format("; no space is left on the device of {}", directory);
  return incomplete;
}

// Returns the run directory's path.
Result<std::string> run_scenario(const Words& words, const Scenario& scenario,
                                 ProgressDisplay& display, WatchOutput& watch) {
  if (!words.sim) {
    if (const auto possible = check_live(scenario); !possible) return propagate(possible);
  }
  if (words.watch) {
    const auto opened = watch.begin(scenario, {words.console, words.open});
    if (!opened) return propagate(opened);
  }
  RunFacts facts{.started = SystemClock().wall_now(),
                 .runtime = words.sim ? "sim" : "live",
                 .command = words.command_line,
                 .incomplete = kUnderWay};
  const Result<RunDirectory> directory = RunDirectory::create(words.runs, scenario, facts);
  if (!directory) return propagate(directory);
  Result<RunEnding> ending = words.sim ? run_sim(words, scenario, *directory, display)
                                       : run_live(scenario, *directory, display, watch.console());
  if (!ending) return propagate(ending);
  facts.trajectories = std::move(ending->trajectories);
  facts.incomplete = with_full_disk(std::move(ending->incomplete), directory->path());
  if (facts.incomplete.empty() && ending->interrupted) facts.incomplete = "interrupted";
  facts.trace_bytes = directory->trace_sizes();
  const Result<void> rewritten = directory->rewrite_manifest(scenario, facts);
  if (!rewritten) return propagate(rewritten);
  return directory->path();
}

// A run that counts, and keeps no writes or a sample: `doing` is what it shows.
Result<Summary> count_into(const Words& words, const Scenario& scenario,
                           const RunDirectory& directory, ProgressDisplay& display,
                           ReportPage& page) {
  const InterruptFlag interrupt;
  std::string doing;
  const auto interrupted = [&] {
    display.working(doing);
    return interrupt.raised();
  };
  if (words.detail == "sampled") {
    SampledRunOptions options;
    options.interrupted = interrupted;
    options.on_step = [&](const std::string& step) { doing = step + " …"; };
    options.on_judged = [&](const StrategyRun& run, const Manifest& m) { page.add(run, m); };
    return run_sampled(scenario, directory, options);
  }
  CountedRunOptions options;
  options.interrupted = interrupted;
  options.on_strategy = [&](std::string_view name) { doing = fmt::format("{}: counting …", name); };
  return run_counted(scenario, directory.path(), options);
}

// The whole run is not kept: nothing can be judged later.
Result<Summary> count_scenario(const Words& words, const Scenario& scenario,
                               ProgressDisplay& display, ReportPage& page) {
  RunFacts facts{.started = SystemClock().wall_now(),
                 .runtime = "sim",
                 .detail = words.detail,
                 .command = words.command_line,
                 .incomplete = kUnderWay};
  const Result<RunDirectory> directory = RunDirectory::create(words.runs, scenario, facts);
  if (!directory) return propagate(directory);
  Result<Summary> summary = count_into(words, scenario, *directory, display, page);
  facts.incomplete = summary ? summary->manifest.incomplete : summary.error().message;
  facts.trace_bytes = directory->trace_sizes();
  const Result<void> rewritten = directory->rewrite_manifest(scenario, facts);
  if (!rewritten) return propagate(rewritten);
  return summary;
}

// The run is over and whole: what a signal breaks off here can be done again.
Result<Summary> judge_run(const std::string& directory, ProgressDisplay& display,
                          ReportPage& page) {
  const InterruptFlag interrupt;
  AnalyseOptions options;
  options.on_strategy = [&](const std::string& name) {
    display.note(fmt::format("{}: judging every write …", name));
  };
  options.interrupted = [&] { return interrupt.raised(); };
  options.on_judged = [&](const StrategyRun& run, const Manifest& m) { page.add(run, m); };
  Result<Summary> summary = analyse_run(directory, options);
  if (summary || !interrupt.raised()) return summary;
  return fail(ErrorCode::kUnavailable,
              "interrupted while the writes were judged: lastwrite report {} judges them",
              directory);
}

Result<Summary> run_and_analyse(const Words& words, ReportPage& page, WatchOutput& watch) {
  const Result<Scenario> scenario = words.scenario.load();
  if (!scenario) return propagate(scenario);
  const SystemClock clock;
  ProgressDisplay display(clock, {.quiet = words.quiet || words.json,
                                  .patience = words.sim ? Duration(2s) : Duration(0)});
  if (words.detail != "full") {
    if (words.store != "memory")
      return fail(ErrorCode::kUsage, "--detail {} counts in memory: leave --store {} out",
                  words.detail, words.store);
    return count_scenario(words, *scenario, display, page);
  }
  const Result<std::string> directory = run_scenario(words, *scenario, display, watch);
  if (!directory) return propagate(directory);
  watch.judging();
  return judge_run(*directory, display, page);
}

// The same scenario over further seeds, in memory; its numbers go beside the run's own.
Result<std::string> compare_over_seeds(const Words& words, const std::string& run_directory) {
  const Result<Scenario> scenario = words.scenario.load();
  if (!scenario) return propagate(scenario);
  const InterruptFlag interrupt;
  const SystemClock clock;
  ProgressDisplay display(clock, {.quiet = words.quiet || words.json, .patience = 2s});
  OverSeedsOptions options{words.seeds, [&] { return interrupt.raised(); }, {}};
  options.on_progress = [&](std::uint32_t done) {
    display.note(fmt::format("seed {} of {} …", done, words.seeds));
  };
  const Result<OverSeeds> over = run_over_seeds(*scenario, options);
  if (!over) return propagate(over);
  const auto written = write_whole_file(run_directory + "/over_seeds.json", over_seeds_json(*over));
  if (!written) return propagate(written);
  return "\n" + over_seeds_text(*over, terminal_style());
}

int run(const Words& words) {
  if (words.watch && words.sim)
    return complain("run", {ErrorCode::kUsage,
                            "--watch is for live runs: the time of a simulation is virtual, and it "
                            "is over before anybody has looked"});
  ReportPage page;
  WatchOutput watch;
  const Result<Summary> summary = run_and_analyse(words, page, watch);
  if (!summary) {
    watch.broken_off(summary.error());
    return complain("run", summary.error());
  }
  const std::string json = summary_json(*summary);
  if (words.json) {
    fmt::print("{}", json);
  } else {
    fmt::print("{}", render_terminal(*summary, terminal_style()));
  }
  if (words.seeds > 1) {
    const Result<std::string> over = compare_over_seeds(words, summary->run_directory);
    if (!over) {
      return complain("run", over.error());
    }
    if (!words.json) fmt::print("{}", *over);
  }
  const PageWish wish{.open = words.open, .named = !words.json};
  const bool written =
      finish_page("run", page, summary->run_directory, summary->manifest, json, wish);
  watch.judged(*summary);
  return written ? exit_code_of(summary->verdict) : kExitUnknown;
}

}  // namespace

void add_run_command(CLI::App& app, const char* command_line, int& exit_code) {
  CLI::App* command = app.add_subcommand(
      "run", "Run a scenario, live or simulated, and say what became of every write");
  const auto words = std::make_shared<Words>();
  words->command_line = command_line;
  words->scenario.add_to(*command);
  CLI::Option* sim = command->add_flag(
      "--sim", words->sim, "In virtual time, in one process: the same regions, repeatable");
  command->add_option("--store", words->store, "Of a simulation: memory or sqlite")
      ->check(CLI::IsMember({"memory", "sqlite"}))
      ->needs(sim)
      ->capture_default_str();
  command
      ->add_option(
          "--detail", words->detail,
          "Of a simulation: full keeps every write; sampled counts all and keeps those of a "
          "sample of keys, at most 10000; summary counts and keeps none, fastest")
      ->check(CLI::IsMember({"full", "sampled", "summary"}))
      ->needs(sim)
      ->capture_default_str();
  command
      ->add_option("--seeds", words->seeds,
                   "Of a simulation: so many seeds, compared in pairs (over_seeds.json)")
      ->check(CLI::Range(1, 100'000))
      ->needs(sim)
      ->capture_default_str();
  command->add_option("--runs", words->runs, "Directory for the run directories")
      ->check(not_empty)
      ->capture_default_str();
  command->add_flag("--json", words->json, "Print summary.json instead of the report");
  command->add_flag("--quiet", words->quiet, "Show no progress");
  command->add_flag("--open", words->open,
                    "Open report.html of the run in $BROWSER, or by xdg-open; with --watch the "
                    "console as well, at once");
  CLI::Option* watch = command->add_flag(
      "--watch", words->watch,
      "Of a live run: serve a page that shows it while it goes on, and print its address");
  command
      ->add_option("--console", words->console,
                   "Address of that page, such as 0.0.0.0:8099; port 0: any free one")
      ->needs(watch)
      ->capture_default_str();
  command->footer(
      "Exit code: 0 verdict ok, 1 violated, 2 unknown, 3 usage.\n"
      "Examples:\n"
      "  lastwrite run lost-counter\n"
      "  lastwrite run lost-counter --watch --open\n"
      "  lastwrite run lost-counter --sim --open\n"
      "  lastwrite run lost-counter --sim --seed 7\n"
      "  lastwrite run lost-counter --sim --seeds 20\n"
      "  lastwrite run concurrent-puts --sim --detail summary --set duration=1h\n"
      "  lastwrite run lost-counter --strategy version-check --set network.preset=none --seed 7");
  command->callback([words, &exit_code] { exit_code = run(*words); });
}

}  // namespace lastwrite
