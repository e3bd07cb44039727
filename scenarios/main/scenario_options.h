// The options by which every command names a scenario: SCENARIO, --strategy, --set and --seed.
//
//   ScenarioOptions options;
//   options.add_to(command);
//   …
//   Result<Scenario> scenario = options.load();
//
// Errors: kUsage and kValidation, with file and line. Must stay where it is once added to a
// command.
#pragma once

#include <string>
#include <vector>

#include "scenarios/engine/scenario_loader.h"

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace lastwrite {

class ScenarioOptions {
 public:
  void add_to(CLI::App& command);

  /// Loads the scenario and checks what it expects against what can be measured.
  Result<Scenario> load() const;
  /// The same with further "path=value" after those of --set.
  Result<Scenario> load_with(const std::vector<std::string>& more_sets) const;

  /// The same with `sets` in place of those of --set.
  Result<Scenario> load_replacing_sets(std::vector<std::string> sets) const;

  /// As typed.
  const std::string& name() const { return scenario_; }
  const std::vector<std::string>& sets() const { return overrides_.sets; }

 private:
  std::string scenario_;
  Overrides overrides_;
};

}  // namespace lastwrite
