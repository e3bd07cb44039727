#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "scenarios/engine/resolved_yaml.h"
#include "scenarios/engine/scenario_loader.h"

namespace lastwrite {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> shipped() {
  std::vector<fs::path> folders;
  const char* root = std::getenv("LASTWRITE_SOURCE_DIR");
  if (root == nullptr) return folders;
  for (const auto& entry : fs::directory_iterator(fs::path(root) / "scenarios")) {
    if (fs::exists(entry.path() / "scenario.yaml")) folders.push_back(entry.path());
  }
  return folders;
}

TEST(ShippedScenarios, EachLoadsIsNamedLikeItsFolderAndComesBackFromItsResolvedText) {
  const std::vector<fs::path> folders = shipped();
  if (folders.empty()) FAIL() << "LASTWRITE_SOURCE_DIR is not set: run it through ctest";
  EXPECT_GE(folders.size(), 18u);
  for (const fs::path& folder : folders) {
    SCOPED_TRACE(folder.filename().string());
    const Result<Scenario> scenario = load_scenario(folder.string(), {});
    ASSERT_TRUE(scenario) << scenario.error().message;
    EXPECT_EQ(scenario->name, folder.filename().string());
    EXPECT_FALSE(scenario->question.empty());
    const std::string text = resolved_yaml(*scenario);
    const Result<Scenario> again = load_scenario_text(text, "resolved.yaml", {});
    ASSERT_TRUE(again) << again.error().message << "\n" << text;
    EXPECT_EQ(*scenario, *again) << text;
  }
}

TEST(ShippedScenarios, EachHasAReadmeThatSaysHowToRunIt) {
  for (const fs::path& folder : shipped()) {
    std::ifstream in(folder / "README.md");
    std::stringstream text;
    text << in.rdbuf();
    EXPECT_THAT(text.str(), ::testing::HasSubstr("lastwrite run " + folder.filename().string()));
    EXPECT_THAT(text.str(), ::testing::HasSubstr("**Question.**"));
  }
}

}  // namespace
}  // namespace lastwrite
