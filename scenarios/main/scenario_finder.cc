#include "scenarios/main/scenario_finder.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>

namespace lastwrite {
namespace fs = std::filesystem;

std::string own_executable() {
  return fs::read_symlink("/proc/self/exe").string();
}

std::vector<std::string> scenario_roots() {
  std::vector<std::string> roots;
  if (const char* set = std::getenv("LASTWRITE_SCENARIOS")) roots.emplace_back(set);
  roots.emplace_back("scenarios");
  fs::path above = fs::path(own_executable()).parent_path();
  for (int levels = 0; levels < 4 && above.has_relative_path();
       ++levels, above = above.parent_path()) {
    roots.push_back((above / "scenarios").string());
  }
  return roots;
}

std::vector<std::string> shipped_scenarios() {
  for (const std::string& root : scenario_roots()) {
    std::vector<std::string> found;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(root, error)) {
      if (fs::exists(entry.path() / "scenario.yaml")) found.push_back(entry.path().string());
    }
    std::sort(found.begin(), found.end());
    if (!found.empty()) return found;
  }
  return {};
}

Result<std::string> find_scenario(const std::string& word) {
  if (fs::exists(word)) return word;
  std::string names;
  for (const std::string& folder : shipped_scenarios()) {
    const std::string name = fs::path(folder).filename().string();
    if (name == word) return folder;
    names += (names.empty() ? "" : ", ") + name;
  }
  return fail(ErrorCode::kUsage, "there is no scenario '{}': give a path, or one of {}", word,
              names.empty() ? "the shipped ones (none found: set LASTWRITE_SCENARIOS)" : names);
}

}  // namespace lastwrite
