#include "scenarios/main/verify_command.h"

#include <memory>

#include <CLI/CLI.hpp>

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

int verify(const ScenarioOptions& options) {
  const Result<Scenario> scenario = options.load();
  if (!scenario) return complain("verify-determinism", scenario.error());
  const InterruptFlag interrupt;
  int exit_code = kExitOk;
  for (const StrategySpec& strategy : scenario->strategies) {
    const auto result = verify_determinism(*scenario, strategy, [&] { return interrupt.raised(); });
    if (!result) return complain("verify-determinism", result.error());
    if (interrupt.raised())
      return complain("verify-determinism", {ErrorCode::kUnavailable, "interrupted"});
    exit_code = std::max(exit_code, show(strategy_name(strategy.kind), *result));
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
  command->callback([options, &exit_code] { exit_code = verify(*options); });
}

}  // namespace lastwrite
