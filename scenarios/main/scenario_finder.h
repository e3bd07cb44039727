// Where scenarios are: a path as given, or the name of a shipped one.
#pragma once

#include <string>
#include <vector>

#include "region/base/result.h"

namespace lastwrite {

/// The path of this program.
std::string own_executable();

/// Folders that may hold shipped scenarios, best first: $LASTWRITE_SCENARIOS, ./scenarios, and the
/// `scenarios` folder above the program.
std::vector<std::string> scenario_roots();

/// `word` is a path to a file or folder, or a shipped scenario's name. kUsage with the known names
/// when it is neither.
Result<std::string> find_scenario(const std::string& word);

/// The folders of all shipped scenarios, by name.
std::vector<std::string> shipped_scenarios();

}  // namespace lastwrite
