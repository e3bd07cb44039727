#include "scenarios/main/scenario_finder.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include <fmt/ranges.h>

#include "scenarios/engine/did_you_mean.h"

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
      std::error_code unreadable;
      if (fs::exists(entry.path() / "scenario.yaml", unreadable))
        found.push_back(entry.path().string());
    }
    std::sort(found.begin(), found.end());
    if (!found.empty()) return found;
  }
  return {};
}

Result<std::string> find_scenario(const std::string& word) {
  std::error_code ignored;
  if (fs::exists(word, ignored)) return word;
  std::vector<std::string> names;
  for (const std::string& folder : shipped_scenarios()) {
    names.push_back(fs::path(folder).filename().string());
    if (names.back() == word) return folder;
  }
  if (names.empty()) {
    return fail(ErrorCode::kUsage,
                "there is no scenario '{}': give a path (no shipped one is found: set "
                "LASTWRITE_SCENARIOS)",
                word);
  }
  return fail(ErrorCode::kUsage, "there is no scenario '{}'{}: give a path, or one of {}", word,
              did_you_mean(word, names), fmt::join(names, ", "));
}

}  // namespace lastwrite
