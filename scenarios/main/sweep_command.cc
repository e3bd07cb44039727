#include "scenarios/main/sweep_command.h"

#include <filesystem>
#include <memory>
#include <thread>

#include <CLI/CLI.hpp>

#include "region/base/printable.h"
#include "region/base/system_clock.h"
#include "scenarios/campaign/sweep/sweep_run.h"
#include "scenarios/engine/folders.h"
#include "scenarios/engine/run_directory.h"
#include "scenarios/main/complaint.h"
#include "scenarios/main/exit_codes.h"
#include "scenarios/main/interrupt_flag.h"
#include "scenarios/main/option_checks.h"
#include "scenarios/main/scenario_options.h"
#include "scenarios/main/sweep_progress.h"
#include "scenarios/main/sweep_words.h"
#include "scenarios/main/tell.h"

namespace lastwrite {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kFailuresShown = 5;

struct Words {
  ScenarioOptions scenario;
  std::uint64_t seeds = 10;
  std::size_t jobs = 1;
  std::vector<std::string> metrics;
  std::string shard = "1/1";
  std::string runs = "runs";
  std::string into;
  std::string resume;
  bool quiet = false;
  SweepWords sweep;
};

// What is asked for, checked before anything runs.
struct Task {
  SweepPlan plan;
  Shard shard;
  std::optional<double> target;
  std::string folder;
};

Result<std::string> folder_of(const Words& words, const SweepPlan& plan, const Shard& shard) {
  if (!words.into.empty()) return words.into;
  if (words.resume.empty()) {
    const std::string name = utc_text(SystemClock().wall_now()) + "-sweep";
    return make_unique_folder((fs::path(words.runs) / plan.header.scenario).string(), name);
  }
  if (fs::exists(fs::path(words.resume) / part_name(shard))) return words.resume;
  return fail(ErrorCode::kUsage, "--resume: {} holds no {}", words.resume, part_name(shard));
}

Result<Task> prepare(const Words& words) {
  const Result<std::optional<double>> target = words.sweep.target();
  if (!target) return propagate(target);
  const Result<Shard> shard = parse_shard(words.shard);
  if (!shard) return fail(ErrorCode::kUsage, "--shard: {}", shard.error().message);
  Result<SweepPlan> plan =
      plan_sweep({words.scenario.sets(), words.seeds, words.metrics},
                 [&](const auto& sets) { return words.scenario.load_replacing_sets(sets); });
  if (!plan) return propagate(plan);
  if (*target) {
    if (const auto checked = check_safe_rate(plan->header); !checked) return propagate(checked);
  }
  Result<std::string> folder = folder_of(words, *plan, *shard);
  if (!folder) return propagate(folder);
  return Task{*std::move(plan), *shard, *target, *std::move(folder)};
}

Result<SweepOutcome> work(const Words& words, const Task& task, PartFile& part) {
  const SystemClock clock;
  const InterruptFlag interrupt;
  SweepProgressDisplay display(clock, words.quiet || words.sweep.json);
  SweepRunOptions options;
  options.jobs = words.jobs;
  options.progress = [&](const SweepProgress& progress) { display.show(progress); };
  options.interrupted = [&] { return interrupt.raised(); };
  return run_sweep(task.plan, task.shard, part, options);
}

void tell_failures(const Task& task, const SweepOutcome& outcome) {
  for (std::size_t i = 0; i < outcome.failures.size() && i < kFailuresShown; ++i) {
    const CellFailure& failure = outcome.failures[i];
    tell("lastwrite sweep: cell {} ({}, {}) failed: {}\n", failure.cell,
         fmt::join(task.plan.header.settings(failure.cell), ", "),
         task.plan.header.strategy(failure.cell), printable(failure.error.message));
  }
}

// A shard alone is a part and nothing more; the rest is what `merge` makes.
Result<void> show(const Words& words, const Task& task, const PartFile& part) {
  if (!task.shard.whole()) {
    if (!words.sweep.json) {
      fmt::print("shard {} of sweep {}: {} cells in {}\n", task.shard.text(), task.plan.header.id,
                 part.rows().size(), part.path());
    }
    return {};
  }
  const auto result = sweep_result(task.plan.header, part.rows(), task.target);
  if (!result) return propagate(result);
  return hand_out(words.sweep, task.folder, *result);
}

int finish(const Words& words, const Task& task, const PartFile& part,
           const SweepOutcome& outcome) {
  tell_failures(task, outcome);
  if (const auto shown = show(words, task, part); !shown) return complain("sweep", shown.error());
  if (outcome.complete()) return kExitOk;
  const std::string shard = task.shard.whole() ? "" : fmt::format("--shard {} ", task.shard.text());
  return complain("sweep",
                  {ErrorCode::kUnavailable,
                   fmt::format("{}; {} of {} cells are kept: the same command with {}--resume {} "
                               "(in place of --into) goes on",
                               outcome.interrupted ? "interrupted" : "some cells failed",
                               outcome.progress.done, outcome.progress.total, shard, task.folder)});
}

int sweep(const Words& words) {
  const Result<Task> task = prepare(words);
  if (!task) return complain("sweep", task.error());
  Result<PartFile> part = PartFile::open(task->folder, task->plan.header, task->shard);
  if (!part) return complain("sweep", part.error());
  const Result<SweepOutcome> outcome = work(words, *task, *part);
  if (!outcome) return complain("sweep", outcome.error());
  return finish(words, *task, *part, *outcome);
}

void add_places(CLI::App& command, Words& words) {
  command.add_option("--runs", words.runs, "Directory for the sweep's folder")
      ->check(not_empty)
      ->capture_default_str();
  CLI::Option* into =
      command.add_option("--into", words.into, "The sweep's folder itself; goes on if it is there")
          ->check(not_empty);
  command.add_option("--resume", words.resume, "Go on with the sweep in this folder")
      ->excludes(into);
}

}  // namespace

void add_sweep_command(CLI::App& app, int& exit_code) {
  CLI::App* command = app.add_subcommand(
      "sweep", "Simulate a scenario over ranges of its settings, a row for each combination");
  const auto words = std::make_shared<Words>();
  words->jobs = std::max(1U, std::thread::hardware_concurrency());
  words->scenario.add_to(*command);
  command->add_option("--seeds", words->seeds, "Seeds of each cell: --seed and those after it")
      ->capture_default_str();
  command->add_option("--jobs", words->jobs, "Cells at a time (default: one for each core)")
      ->check(CLI::Range(1, 1024));
  command->add_option("--metric", words->metrics, "Measure these: a,b,…")->delimiter(',');
  command->add_option("--shard", words->shard, "Only this part of the cells, i/n; see merge");
  add_places(*command, *words);
  command->add_flag("--quiet", words->quiet, "Show no progress");
  words->sweep.add_to(*command);
  command->footer(
      "An axis is a --set with several values: path=FROM..TO:logN (equal ratios) or :linN (equal\n"
      "steps), or a list path=a,b,c. Every combination runs with every strategy and every seed.\n"
      "Exit code: 0 done, 2 interrupted or a cell failed (what is finished is kept), 3 usage.\n"
      "Examples:\n"
      "  lastwrite sweep lost-counter --set network.pipeline=50ms..2s:log8 --seeds 10\n"
      "  lastwrite sweep concurrent-puts --set 'workload.arrivals=poisson(1/s..8/s:log4)' "
      "--target-loss 1%\n"
      "  lastwrite sweep lost-counter --set duration=5s,10s --shard 3/8 --into runs/array");
  command->callback([words, &exit_code] { exit_code = sweep(*words); });
}

}  // namespace lastwrite
