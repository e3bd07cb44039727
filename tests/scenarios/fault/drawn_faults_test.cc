#include "scenarios/fault/drawn_faults.h"

#include <algorithm>
#include <set>

#include "scenarios/engine/scenario_loader.h"

namespace lastwrite {
namespace {

Scenario scenario_of(const std::string& faults, std::uint64_t seed = 1) {
  const std::string text = R"yaml(name: demo
regions: [a, b, c, d]
table: {name: Orders, key: {orderId: S}}
workload: {}
strategies: [blind-put]
duration: 20s
faults:
)yaml" + faults;
  Result<Scenario> loaded = load_scenario_text(text, "demo.yaml", {.seed = seed});
  EXPECT_TRUE(loaded) << loaded.error().message;
  return *std::move(loaded);
}

constexpr const char* kUniform = "  - {at: 1s, for: 2s, partition: {uniform: true}}\n";
constexpr const char* kClog = "  - {at: 4s, clog: {from: a, to: '*'}}\n";

std::string drawn_text(const std::string& faults, std::uint64_t seed, std::size_t index) {
  return describe(drawn_faults(scenario_of(faults, seed)).at(index));
}

TEST(DrawnFaults, BothSidesOfAUniformPartitionHaveARegionAndEveryDivisionComesUp) {
  std::set<std::string> seen;
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    const FaultSpec drawn = drawn_faults(scenario_of(kUniform, seed)).at(0);
    const auto& groups = std::get<PartitionFault>(drawn.kind).groups;
    ASSERT_EQ(groups.size(), 2u);
    EXPECT_EQ(groups[0].size() + groups[1].size(), 4u);
    EXPECT_FALSE(groups[0].empty() || groups[1].empty());
    seen.insert(describe(drawn));
  }
  EXPECT_EQ(seen.size(), 14u);
}

TEST(DrawnFaults, TheSeedDecidesAndOtherFaultsDoNot) {
  const std::string both = std::string(kClog) + kUniform;
  EXPECT_EQ(drawn_text(kUniform, 3, 0), drawn_text(both, 3, 1));
  EXPECT_EQ(drawn_text(kClog, 3, 0), drawn_text(both, 3, 0));
  std::set<std::string> clogs;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) clogs.insert(drawn_text(kClog, seed, 0));
  EXPECT_GT(clogs.size(), 10u);
}

TEST(DrawnFaults, AClogTakesEachOfItsLinksOnceAndLastsUntilTheHealWhereNothingElseIsSaid) {
  const FaultSpec drawn = drawn_faults(scenario_of(kClog)).at(0);
  const auto& clog = std::get<ClogFault>(drawn.kind);
  EXPECT_EQ(clog.clogs.size(), 3u);
  EXPECT_TRUE(std::is_permutation(clog.clogs.begin(), clog.clogs.end(), clog.releases.begin(),
                                  clog.releases.end()));
  EXPECT_EQ(clog.span, Duration(16s));
}

TEST(DrawnFaults, AFlapDrawsItsSidesOnce) {
  const FaultSpec drawn =
      drawn_faults(
          scenario_of("  - {at: 1s, flap: {partition: {uniform: true}, up: 1s, down: 1s}}\n"))
          .at(0);
  const auto& cut = std::get<PartitionFault>(std::get<FlapFault>(drawn.kind).cut);
  EXPECT_EQ(cut.groups.size(), 2u);
}

}  // namespace
}  // namespace lastwrite
