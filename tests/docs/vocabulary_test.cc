// That what a reader may write is documented: every key of a scenario, every strategy, every
// metric.
#include <cctype>
#include <set>

#include <gtest/gtest.h>

#include "analysis/report/metric.h"
#include "scenarios/engine/resolved_yaml.h"
#include "scenarios/engine/scenario_loader.h"
#include "scenarios/engine/strategy_spec.h"
#include "tests/docs/documents.h"

namespace lastwrite::docs {
namespace {

constexpr const char* kEverything = R"(name: all
question: What is there?
regions: [us-east-1, eu-west-1]
table: {name: Orders, key: {o: S}}
clocks: {us-east-1: {offset: 1s}}
workload: {}
strategies: [blind-put]
duration: 1s
expect: [converged]
)";

// The words before a colon, of lower-case letters and underscores.
std::set<std::string> keys_of(const std::string& yaml) {
  std::set<std::string> keys;
  std::string word;
  for (const char c : yaml + "\n") {
    if (c == ':' && word.size() > 1) keys.insert(word);
    word = std::islower(static_cast<unsigned char>(c)) != 0 || c == '_' ? word + c : "";
  }
  return keys;
}

TEST(Vocabulary, EveryKeyOfAScenarioIsDocumented) {
  const auto scenario = load_scenario_text(kEverything, "all.yaml", {});
  ASSERT_TRUE(scenario) << scenario.error().message;
  const std::set<std::string> keys = keys_of(resolved_yaml(*scenario));
  EXPECT_GT(keys.size(), 30U);
  const std::string page = text_of("scenarios/engine/README.md");
  for (const std::string& key : keys) EXPECT_NE(page.find(key), std::string::npos) << key;
}

TEST(Vocabulary, EveryStrategyIsDocumented) {
  for (const char* page : {"README.md", "scenarios/strategy/README.md"}) {
    const std::string text = text_of(page);
    for (const StrategyKind kind : all_strategy_kinds()) {
      const std::string row = "| `" + std::string(strategy_name(kind)) + "` |";
      EXPECT_NE(text.find(row), std::string::npos) << page << ": " << row;
    }
  }
}

TEST(Vocabulary, EveryMetricIsDocumented) {
  const std::string page = text_of("analysis/report/README.md");
  for (const Metric& metric : all_metrics()) {
    EXPECT_NE(page.find(metric.name), std::string::npos) << metric.name;
  }
}

}  // namespace
}  // namespace lastwrite::docs
