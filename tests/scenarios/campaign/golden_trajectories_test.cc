// Every shipped scenario takes the same path twice, and the path that is written down: in debug and
// release, with gcc and clang. A change of behaviour changes the hashes: look at why, then take the
// new ones from this test's output.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>

#include <gtest/gtest.h>

#include "scenarios/campaign/determinism.h"
#include "scenarios/engine/scenario_loader.h"

namespace lastwrite {
namespace {

namespace fs = std::filesystem;

fs::path source_root() {
  const char* root = std::getenv("LASTWRITE_SOURCE_DIR");
  return root == nullptr ? fs::path() : fs::path(root);
}

std::string golden_name(const std::string& scenario, const StrategySpec& strategy) {
  return scenario + "/" + std::string(strategy_name(strategy.kind));
}

// "lost-counter/blind-put 0123456789abcdef" a line.
std::map<std::string, std::string> read_golden() {
  std::map<std::string, std::string> golden;
  std::ifstream in(source_root() / "tests/scenarios/campaign/golden_trajectories.txt");
  for (std::string name, hash; in >> name >> hash;) golden[name] = hash;
  return golden;
}

std::set<fs::path> shipped() {
  std::set<fs::path> folders;
  for (const auto& entry : fs::directory_iterator(source_root() / "scenarios")) {
    if (fs::exists(entry.path() / "scenario.yaml")) folders.insert(entry.path());
  }
  return folders;
}

TEST(GoldenTrajectories, EveryShippedScenarioTakesThePathThatIsWrittenDown) {
  ASSERT_FALSE(source_root().empty()) << "LASTWRITE_SOURCE_DIR is not set: run it through ctest";
  std::map<std::string, std::string> golden = read_golden();
  for (const fs::path& folder : shipped()) {
    const Result<Scenario> scenario = load_scenario(folder.string(), {});
    ASSERT_TRUE(scenario) << scenario.error().message;
    for (const StrategySpec& strategy : scenario->strategies) {
      const std::string name = golden_name(scenario->name, strategy);
      const auto result = verify_determinism(*scenario, strategy, {});
      ASSERT_TRUE(result) << name << ": " << result.error().message;
      EXPECT_FALSE(result->difference) << name << " takes another path the second time";
      EXPECT_EQ(result->first.text(), golden[name]) << name;
      golden.erase(name);
    }
  }
  for (const auto& [name, hash] : golden)
    ADD_FAILURE() << name << " is written down but not shipped";
}

}  // namespace
}  // namespace lastwrite
