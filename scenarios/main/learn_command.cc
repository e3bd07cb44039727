#include "scenarios/main/learn_command.h"

#include <memory>
#include <optional>

#include <CLI/CLI.hpp>
#include <fmt/ranges.h>

#include "analysis/page/report_page.h"
#include "analysis/report/analyse.h"
#include "analysis/report/summary_json.h"
#include "region/base/system_clock.h"
#include "scenarios/course/lesson_json.h"
#include "scenarios/course/lesson_text.h"
#include "scenarios/main/complaint.h"
#include "scenarios/main/exit_codes.h"
#include "scenarios/main/interrupt_flag.h"
#include "scenarios/main/option_checks.h"
#include "scenarios/main/page_output.h"
#include "scenarios/main/prediction_prompt.h"
#include "scenarios/main/report_style.h"
#include "scenarios/main/scenario_finder.h"
#include "scenarios/sim/sim_run.h"

namespace lastwrite {
namespace {

struct LearnWords {
  std::optional<std::uint32_t> number;
  std::optional<std::size_t> answer;  // from 1
  bool no_ask = false;
  bool json = false;
  bool open = false;
  std::string runs = "runs";
  std::string command_line;
};

Result<Ladder> shipped_ladder() {
  Result<Ladder> ladder = load_ladder(shipped_scenarios());
  if (!ladder || !ladder->lessons.empty()) return ladder;
  return fail(ErrorCode::kUsage, "no lessons found: set LASTWRITE_SCENARIOS");
}

Result<const LadderStep*> find_lesson(const Ladder& ladder, std::uint32_t number) {
  if (const LadderStep* step = ladder.find(number)) return step;
  return fail(ErrorCode::kUsage, "there is no lesson {}: give one of {} to {}", number,
              ladder.lessons.front().lesson().number, ladder.lessons.back().lesson().number);
}

// The lesson after this one; nullptr after the last.
const LadderStep* lesson_after(const Ladder& ladder, const LadderStep& step) {
  for (const LadderStep& other : ladder.lessons) {
    if (other.lesson().number > step.lesson().number) return &other;
  }
  return nullptr;
}

Result<std::optional<std::size_t>> prediction_of(const LearnWords& words,
                                                 const LessonSpec& lesson) {
  if (words.answer) return parse_choice(std::to_string(*words.answer), lesson.choices.size());
  if (words.no_ask || words.json) return std::optional<std::size_t>();
  return ask_prediction(lesson.choices.size());
}

Result<std::string> simulate_lesson(const LearnWords& words, const Scenario& scenario) {
  RunFacts facts{.started = SystemClock().wall_now(),
                 .runtime = "sim",
                 .command = words.command_line,
                 .incomplete = kUnderWay};
  const Result<RunDirectory> directory = RunDirectory::create(words.runs, scenario, facts);
  if (!directory) return propagate(directory);
  const InterruptFlag interrupt;
  SimRun run(
      {scenario, *directory}, [](const RunProgress&) {}, [&] { return interrupt.raised(); });
  Result<SimRunOutcome> outcome = run.run();
  if (!outcome) return propagate(outcome);
  facts.trajectories = std::move(outcome->trajectories);
  facts.incomplete = std::move(outcome->incomplete);
  if (facts.incomplete.empty() && outcome->interrupted) facts.incomplete = "interrupted";
  facts.trace_bytes = directory->trace_sizes();
  const Result<void> rewritten = directory->rewrite_manifest(scenario, facts);
  if (!rewritten) return propagate(rewritten);
  return directory->path();
}

Result<int> take_lesson(const LearnWords& words, const Ladder& ladder, const LadderStep& step) {
  if (!words.json) fmt::print("{}", question_text(step, terminal_style()));
  const auto choice = prediction_of(words, step.lesson());
  if (!choice) return propagate(choice);
  const Result<std::string> directory = simulate_lesson(words, step.scenario);
  if (!directory) return propagate(directory);
  ReportPage page;
  AnalyseOptions options;
  options.on_judged = [&](const StrategyRun& judged, const Manifest& m) { page.add(judged, m); };
  const Result<Summary> summary = analyse_run(*directory, options);
  if (!summary) return propagate(summary);
  const auto right = right_choices(step.lesson(), summary->strategies);
  if (!right) return propagate(right);
  const Prediction prediction{*choice, *right};
  const auto written = write_prediction(*directory, prediction);
  if (!written) return propagate(written);
  const LadderStep* following = lesson_after(ladder, step);
  if (words.json) {
    fmt::print("{}", reveal_json(step, *summary, prediction, following));
  } else {
    fmt::print("\n{}", reveal_text(step, *summary, prediction, following, terminal_style()));
  }
  const PageWish wish{.open = words.open, .named = !words.json};
  const bool there =
      finish_page("learn", page, *directory, summary->manifest, summary_json(*summary), wish);
  return there ? exit_code_of(summary->verdict) : kExitUnknown;
}

int show_ladder(const LearnWords& words, const Ladder& ladder) {
  std::vector<Standing> standings;
  for (const LadderStep& step : ladder.lessons) {
    standings.push_back(standing_of(words.runs, step.scenario.name));
  }
  fmt::print("{}", words.json ? ladder_json(ladder, standings)
                              : ladder_text(ladder, standings, terminal_style()));
  return kExitOk;
}

Result<int> learn(const LearnWords& words) {
  if (words.answer && !words.number)
    return fail(ErrorCode::kUsage, "--answer needs a lesson: lastwrite learn 1 --answer {}",
                *words.answer);
  const Result<Ladder> ladder = shipped_ladder();
  if (!ladder) return propagate(ladder);
  if (!words.number) return show_ladder(words, *ladder);
  const auto step = find_lesson(*ladder, *words.number);
  if (!step) return propagate(step);
  return take_lesson(words, *ladder, **step);
}

int run_learn(const LearnWords& words) {
  const Result<int> code = learn(words);
  return code ? *code : complain("learn", code.error());
}

}  // namespace

void add_learn_command(CLI::App& app, const char* command_line, int& exit_code) {
  CLI::App* command = app.add_subcommand(
      "learn", "Take a lesson of the course: predict, run it simulated, see why");
  const auto words = std::make_shared<LearnWords>();
  words->command_line = command_line;
  command->add_option("N", words->number, "The lesson's number; without it, the ladder of lessons");
  CLI::Option* answer =
      command->add_option("--answer", words->answer, "Predict this choice, and do not ask");
  command->add_flag("--no-ask", words->no_ask, "Run without a prediction")->excludes(answer);
  command
      ->add_option("--runs", words->runs, "Directory for the run directories, and what was taken")
      ->check(not_empty)
      ->capture_default_str();
  command->add_flag("--json", words->json, "Print JSON; asks nothing");
  command->add_flag("--open", words->open,
                    "Open the run's report.html in $BROWSER, or by xdg-open");
  command->footer(
      "Exit code: 0 verdict ok, 1 violated, 2 unknown, 3 usage; a prediction changes none of "
      "them.\n"
      "Examples:\n"
      "  lastwrite learn\n"
      "  lastwrite learn 1\n"
      "  lastwrite learn 3 --answer 2\n"
      "  echo 2 | lastwrite learn 3");
  command->callback([words, &exit_code] { exit_code = run_learn(*words); });
}

}  // namespace lastwrite
