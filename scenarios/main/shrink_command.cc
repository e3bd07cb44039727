#include "scenarios/main/shrink_command.h"

#include <filesystem>
#include <memory>

#include <CLI/CLI.hpp>

#include "analysis/report/timeline.h"
#include "region/base/json_text.h"
#include "region/base/system_clock.h"
#include "scenarios/campaign/shrunk_scenario.h"
#include "scenarios/engine/folders.h"
#include "scenarios/main/complaint.h"
#include "scenarios/main/exit_codes.h"
#include "scenarios/main/interrupt_flag.h"
#include "scenarios/main/option_checks.h"
#include "scenarios/main/progress_display.h"
#include "scenarios/main/report_style.h"
#include "scenarios/main/scenario_options.h"

namespace lastwrite {
namespace {

constexpr Duration kProgressInterval = 1s;

struct Words {
  ScenarioOptions scenario;
  std::string want;
  std::string into;
  std::uint32_t tries = 2000;
  bool json = false;
  bool quiet = false;
  std::string command_line;
};

// Before the work, not after it.
Result<void> check_folder(const std::string& folder) {
  std::error_code ignored;
  if (folder.empty()) return {};
  if (std::filesystem::exists(folder, ignored) && !std::filesystem::is_directory(folder, ignored))
    return fail(ErrorCode::kUsage, "--into {}: that is no folder", folder);
  if (!std::filesystem::exists(folder + "/scenario.yaml", ignored)) return {};
  return fail(ErrorCode::kUsage, "{} holds a scenario already: name another folder with --into",
              folder);
}

Result<ShrinkOutcome> shrink_with_progress(const Words& words, const Scenario& scenario,
                                           const Wish& wish) {
  const InterruptFlag interrupt;
  const SystemClock clock;
  ProgressDisplay display(clock, {.quiet = words.quiet || words.json, .patience = 1s});
  TrueTime shown;
  ShrinkOptions options;
  options.tries_max = words.tries;
  options.interrupted = [&] { return interrupt.raised(); };
  options.on_progress = [&](const ShrinkProgress& progress) {
    if (clock.now() - shown < kProgressInterval) return;
    shown = clock.now();
    display.note(fmt::format("try {} of at most {}: {}", progress.tries, progress.tries_max,
                             size_text(progress.size)));
  };
  return shrink(scenario, wish, options);
}

void print_json(const ShrinkOutcome& outcome, const ShrunkScenario& shrunk, const Wish& wish,
                const std::string& folder) {
  fmt::print(
      "{{\"scenario\": {}, \"want\": {}, \"folder\": {}, \"before\": {}, \"after\": {}, \"tries\": "
      "{}, "
      "\"minimal\": {}, \"story\": {}}}\n",
      json_text(shrunk.scenario.name), json_text(wish.text()), json_text(folder),
      json_text(size_text(outcome.before)), json_text(size_text(outcome.after)), outcome.tries,
      outcome.minimal, json_text(shrunk.story));
}

Result<int> shrink_scenario(const Words& words) {
  const Result<Wish> wish = Wish::parse(words.want);
  if (!wish) return propagate(wish);
  if (const auto checked = check_folder(words.into); !checked) return propagate(checked);
  const Result<Scenario> scenario = words.scenario.load();
  if (!scenario) return propagate(scenario);
  const Result<ShrinkOutcome> outcome = shrink_with_progress(words, *scenario, *wish);
  if (!outcome) return propagate(outcome);
  const auto shrunk = tell_shrunk(*outcome, *wish, {scenario->name, words.command_line});
  if (!shrunk) return propagate(shrunk);
  const Result<std::string> folder =
      words.into.empty() ? make_unique_folder("shrunk", shrunk->scenario.name) : words.into;
  if (!folder) return propagate(folder);
  if (const auto written = write_shrunk(*shrunk, *folder); !written) return propagate(written);
  if (words.json) {
    print_json(*outcome, *shrunk, *wish, *folder);
    return kExitOk;
  }
  const std::string result =
      fmt::format("{} shows {} in {} (from {}, {} tries{}).", shrunk->scenario.name, wish->text(),
                  size_text(outcome->after), size_text(outcome->before), outcome->tries,
                  outcome->minimal ? "" : "; it may still hold more than it needs");
  fmt::print("{}\n\n{}{}Written to {}\n",
             wrapped(result, static_cast<std::size_t>(terminal_style().columns), 0), shrunk->story,
             shrunk->story.empty() ? "" : "\n", *folder);
  return kExitOk;
}

int run(const Words& words) {
  const Result<int> code = shrink_scenario(words);
  if (code) return *code;
  return complain("shrink", code.error());
}

}  // namespace

void add_shrink_command(CLI::App& app, const char* command_line, int& exit_code) {
  CLI::App* command = app.add_subcommand(
      "shrink", "Find the smallest scenario that still shows a loss, and tell its story");
  const auto words = std::make_shared<Words>();
  words->command_line = command_line;
  words->scenario.add_to(*command);
  command
      ->add_option("--want", words->want,
                   "A fate (lost_inverted), a flag (stillborn, aba), a count (double_cas) or an "
                   "expectation")
      ->required();
  command->add_option("--into", words->into, "Folder for the new scenario (default: below shrunk)")
      ->check(not_empty);
  command->add_option("--tries", words->tries, "Simulations at most")
      ->check(CLI::Range(2U, 10'000'000U))
      ->capture_default_str();
  command->add_flag("--json", words->json, "Print JSON instead of the story");
  command->add_flag("--quiet", words->quiet, "Show no progress");
  command->footer(
      "Ctrl-C ends it with the smallest so far. Exit code: 0 found, 2 something broke, 3 usage, "
      "or\n"
      "the scenario does not show it with this seed.\n"
      "Examples:\n"
      "  lastwrite shrink clock-skew --want lost_inverted\n"
      "  lastwrite shrink lost-counter --want double_cas --strategy version-check --seed 7\n"
      "  lastwrite shrink lost-counter --want \"version-check.lost_update_rate > 5%\" --into tiny");
  command->callback([words, &exit_code] { exit_code = run(*words); });
}

}  // namespace lastwrite
