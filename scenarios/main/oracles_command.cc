#include "scenarios/main/oracles_command.h"

#include <algorithm>
#include <memory>

#include <CLI/CLI.hpp>

#include "region/base/system_clock.h"
#include "scenarios/campaign/oracles/oracle_text.h"
#include "scenarios/engine/scenario_loader.h"
#include "scenarios/main/complaint.h"
#include "scenarios/main/exit_codes.h"
#include "scenarios/main/interrupt_flag.h"
#include "scenarios/main/progress_display.h"
#include "scenarios/main/report_style.h"
#include "scenarios/main/scenario_finder.h"

namespace lastwrite {
namespace {

struct Words {
  std::uint32_t seeds = 5;
  bool json = false;
  bool quiet = false;
};

Result<Scenario> load(const std::string& name, const std::vector<std::string>& sets) {
  const Result<std::string> path = find_scenario(name);
  if (!path) return propagate(path);
  return load_scenario(*path, {.sets = sets});
}

Result<std::vector<OracleRow>> measure_all(const Words& words) {
  const InterruptFlag interrupt;
  const SystemClock clock;
  ProgressDisplay display(clock, {.quiet = words.quiet || words.json});
  const OracleOptions options{load, words.seeds, [&] { return interrupt.raised(); }};
  const std::vector<OracleCase> cases = oracle_cases();
  std::vector<OracleRow> rows;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    display.note(fmt::format("{} of {}: {}, {} {}", i + 1, cases.size(), cases[i].scenario,
                             cases[i].setting, cases[i].strategy));
    const auto measured = measure(cases[i], options);
    if (!measured) return propagate(measured);
    rows.insert(rows.end(), measured->begin(), measured->end());
  }
  return rows;
}

int run(const Words& words) {
  const Result<std::vector<OracleRow>> rows = measure_all(words);
  if (!rows) {
    return complain("oracles", rows.error());
  }
  const auto held = static_cast<std::size_t>(
      std::count_if(rows->begin(), rows->end(), [](const OracleRow& row) { return row.holds; }));
  if (words.json) {
    fmt::print("{}", oracle_json(*rows));
  } else {
    fmt::print(
        "{}{} of {} hold, over {} seeds each (99.9 % limits and what the reference itself may "
        "be off by)\n",
        oracle_text(*rows, terminal_style()), held, rows->size(), words.seeds);
  }
  return held == rows->size() ? kExitOk : kExitViolated;
}

}  // namespace

void add_oracles_command(CLI::App& app, int& exit_code) {
  CLI::App* command = app.add_subcommand(
      "oracles", "Simulate what closed forms and published tables predict, and compare");
  const auto words = std::make_shared<Words>();
  command->add_option("--seeds", words->seeds, "Runs of each setting")
      ->check(CLI::Range(2, 1000))
      ->capture_default_str();
  command->add_flag("--json", words->json, "Print rows for machines");
  command->add_flag("--quiet", words->quiet, "Show no progress");
  command->footer(
      "Exit code: 0 all hold, 1 some do not. Takes about a minute.\n"
      "Example: lastwrite oracles --seeds 10");
  command->callback([words, &exit_code] { exit_code = run(*words); });
}

}  // namespace lastwrite
