// Reads a scenario file.
//
//   Result<Scenario> s = load_scenario("scenarios/lost-counter/scenario.yaml",
//                                      {.sets = {"network.preset=none"}, .seed = 7});
//   s.error().message == "scenarios/x/scenario.yaml:4: unknown key 'latancy' in network (did you
//   mean 'latency'?)"
//
// The format: scenarios/engine/README.md. Every error is kUsage, one sentence, beginning with
// file:line or, for a value from the command line, with the option. Threading: reads files;
// otherwise pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "region/base/result.h"
#include "scenarios/engine/scenario.h"

namespace lastwrite {

/// What the command line changes.
struct Overrides {
  std::vector<std::string> sets = {};        // "path=value", dotted path, YAML value
  std::vector<std::string> strategies = {};  // replaces the list; options stay those of the file
  std::optional<std::uint64_t> seed = {};
};

/// `path` is the file, or the folder that holds a scenario.yaml.
Result<Scenario> load_scenario(const std::string& path, const Overrides& overrides);

/// The same from text; `file` is the name for messages and the place where relative files are
/// looked for.
Result<Scenario> load_scenario_text(const std::string& text, const std::string& file,
                                    const Overrides& overrides);

}  // namespace lastwrite
