#include "scenarios/main/verify_command.h"

#include <memory>

#include <CLI/CLI.hpp>

#include "region/base/json_text.h"
#include "scenarios/campaign/determinism.h"
#include "scenarios/main/complaint.h"
#include "scenarios/main/exit_codes.h"
#include "scenarios/main/interrupt_flag.h"
#include "scenarios/main/scenario_options.h"

namespace lastwrite {
namespace {

std::string or_end(const std::string& event) {
  return event.empty() ? "(the run had ended)" : event;
}

int show(std::string_view strategy, const DeterminismResult& result) {
  if (!result.difference) {
    fmt::print("{:<20} ✓ {} events, trajectory {}\n", strategy, result.first.length(),
               result.first.text());
    return kExitOk;
  }
  fmt::print("{:<20} ✗ the runs part at event {}:\n  first:  {}\n  second: {}\n", strategy,
             result.difference->index, or_end(result.difference->first),
             or_end(result.difference->second));
  return kExitViolated;
}

// An object to a line.
int show_json(std::string_view strategy, const DeterminismResult& result) {
  fmt::print("{{\"strategy\": {}, \"same\": {}, \"events\": {}, \"trajectory\": {}",
             json_text(strategy), !result.difference, result.first.length(),
             json_text(result.first.text()));
  if (result.difference) {
    fmt::print(", \"difference\": {{\"event\": {}, \"first\": {}, \"second\": {}}}",
               result.difference->index, json_text(result.difference->first),
               json_text(result.difference->second));
  }
  fmt::print("}}\n");
  return result.difference ? kExitViolated : kExitOk;
}

int verify(const ScenarioOptions& options, bool json) {
  const Result<Scenario> scenario = options.load();
  if (!scenario) return complain("verify-determinism", scenario.error());
  const InterruptFlag interrupt;
  int exit_code = kExitOk;
  for (const StrategySpec& strategy : scenario->strategies) {
    const auto result = verify_determinism(*scenario, strategy, [&] { return interrupt.raised(); });
    if (!result) return complain("verify-determinism", result.error());
    if (interrupt.raised())
      return complain("verify-determinism", {ErrorCode::kUnavailable, "interrupted"});
    const std::string_view name = strategy_name(strategy.kind);
    exit_code = std::max(exit_code, json ? show_json(name, *result) : show(name, *result));
  }
  return exit_code;
}

}  // namespace

void add_verify_command(CLI::App& app, int& exit_code) {
  CLI::App* command = app.add_subcommand(
      "verify-determinism", "Simulate a scenario twice and name the first event that differs");
  const auto options = std::make_shared<ScenarioOptions>();
  options->add_to(*command);
  command->footer(
      "Exit code: 0 the same, 1 they differ, 3 usage.\n"
      "Example: lastwrite verify-determinism lost-counter --seed 7");
  const auto json = std::make_shared<bool>(false);
  command->add_flag("--json", *json, "Print an object to a line instead");
  command->callback([options, json, &exit_code] { exit_code = verify(*options, *json); });
}

}  // namespace lastwrite
