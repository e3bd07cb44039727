// The forms in which faults and clocks are written: each loads, comes back from the resolved text,
// and says with its line what is wrong with it.
#include "scenarios/engine/resolved_yaml.h"
#include "scenarios/engine/scenario_loader.h"

namespace lastwrite {
namespace {

const RegionName kSiteA("a"), kSiteB("b"), kSiteC("c");

constexpr const char* kHead = R"yaml(name: demo
table: {name: Orders, key: {orderId: S}}
workload: {}
strategies: [blind-put]
duration: 20s
)yaml";

Result<Scenario> load_text(const std::string& rest, const std::string& regions = "[a, b, c]") {
  return load_scenario_text(kHead + fmt::format("regions: {}\n", regions) + rest, "demo.yaml", {});
}

// Loads it, and loads what it is written back as.
Scenario twice(const std::string& rest) {
  const Result<Scenario> once = load_text(rest);
  if (!once) {
    ADD_FAILURE() << once.error().message;
    return {};
  }
  const Result<Scenario> again = load_scenario_text(resolved_yaml(*once), "resolved.yaml", {});
  EXPECT_TRUE(again) << again.error().message << "\n" << resolved_yaml(*once);
  EXPECT_EQ(*once, again.value_or(Scenario{})) << resolved_yaml(*once);
  return *once;
}

// The fault that stands in line 8.
template <typename Kind>
Kind fault(const std::string& text) {
  const Scenario scenario = twice("faults:\n  - {at: 1s, for: 2s, " + text + "}\n");
  if (scenario.faults.size() != 1) return {};
  const auto* kind = std::get_if<Kind>(&scenario.faults[0].kind);
  EXPECT_NE(kind, nullptr) << text;
  return kind == nullptr ? Kind{} : *kind;
}

std::string fault_error(const std::string& text, const std::string& regions = "[a, b, c]") {
  const Result<Scenario> loaded =
      load_text("faults:\n  - {at: 1s, for: 2s, " + text + "}\n", regions);
  return loaded ? "loaded" : loaded.error().message;
}

TEST(LoadFaults, IsolateMeansOneAgainstAllOthers) {
  EXPECT_EQ(fault<PartitionFault>("partition: isolate b").groups,
            (std::vector<std::vector<RegionName>>{{kSiteB}, {kSiteA, kSiteC}}));
  EXPECT_THAT(fault_error("partition: isolate d"),
              ::testing::StartsWith("demo.yaml:8: partition: unknown region 'd'"));
  EXPECT_THAT(fault_error("partition: around b"),
              ::testing::StartsWith("demo.yaml:8: 'around b' is not a partition: use isolate"));
  EXPECT_EQ(fault_error("partition: isolate a", "[a]"),
            "demo.yaml:8: a partition needs two regions: this scenario has one");
}

TEST(LoadFaults, AUniformPartitionIsLeftToTheSeed) {
  const auto uniform = fault<PartitionFault>("partition: {uniform: true}");
  EXPECT_TRUE(uniform.uniform);
  EXPECT_TRUE(uniform.groups.empty());
  EXPECT_THAT(fault_error("partition: {uniform: false}"), ::testing::HasSubstr("must be true"));
  EXPECT_THAT(fault_error("partition: {uniform: true, from: a}"),
              ::testing::HasSubstr("unknown key 'from'"));
  EXPECT_THAT(fault_error("partition: {uniform: true}", "[a]"), ::testing::HasSubstr("has one"));
}

TEST(LoadFaults, AFlapTakesAnyFormOfPartition) {
  const auto groups = fault<FlapFault>("flap: {partition: [[a], [b]], up: 500ms, down: 300ms}");
  EXPECT_EQ(groups.up, Duration(500ms));
  EXPECT_EQ(groups.down, Duration(300ms));
  EXPECT_EQ(std::get<PartitionFault>(groups.cut).groups.size(), 2u);
  const auto one_way = fault<FlapFault>("flap: {partition: {from: a, to: '*'}, up: 1s, down: 2s}");
  EXPECT_TRUE(std::get<LinkFault>(one_way.cut).change.partitioned);
  const auto uniform = fault<FlapFault>("flap: {partition: {uniform: true}, up: 1s, down: 2s}");
  EXPECT_TRUE(std::get<PartitionFault>(uniform.cut).uniform);
  fault<FlapFault>("flap: {partition: isolate c, up: 1s, down: 2s}");
}

TEST(LoadFaults, AFlapNeedsACutAndTimesAboveNothing) {
  EXPECT_EQ(fault_error("flap: {up: 1s, down: 1s}"), "demo.yaml:8: flap lacks 'partition'");
  EXPECT_EQ(fault_error("flap: {partition: isolate a, up: 1s}"), "demo.yaml:8: flap lacks 'down'");
  EXPECT_EQ(fault_error("flap: {partition: isolate a, up: 0s, down: 1s}"),
            "demo.yaml:8: up: '0s' must be above 0");
}

TEST(LoadFaults, AClogTakesAllLinksOrSome) {
  EXPECT_EQ(fault<ClogFault>("clog: all").ends, LinkEnds{});
  EXPECT_EQ(fault<ClogFault>("clog: {from: a, to: '*'}").ends, (LinkEnds{kSiteA, RegionName("*")}));
  EXPECT_THAT(fault_error("clog: some"), ::testing::StartsWith("demo.yaml:8: clog must be a map"));
  EXPECT_THAT(fault_error("clog: {from: a}"), ::testing::HasSubstr("lacks 'to'"));
}

TEST(LoadFaults, AKillMayBeAPowerCut) {
  EXPECT_EQ(fault<KillFault>("kill: a"), (KillFault{kSiteA, CrashMode::kProcess}));
  EXPECT_EQ(fault<KillFault>("kill: {region: a}"), (KillFault{kSiteA, CrashMode::kProcess}));
  EXPECT_EQ(fault<KillFault>("kill: {region: a, lose_unsynced: true}"),
            (KillFault{kSiteA, CrashMode::kLoseUnsynced}));
  EXPECT_THAT(fault_error("kill: {region: a, lose_unsynced: maybe}"),
              ::testing::HasSubstr("neither true nor false"));
  EXPECT_THAT(fault_error("kill: {lose_unsynced: true}"), ::testing::HasSubstr("lacks 'region'"));
}

TEST(LoadFaults, AClockMaySwingAndBeNoisy) {
  const auto clock = fault<ClockFault>(
      "clock: {region: a, periodic: {amplitude: 500ms, period: 10s}, noisy: {sd: 5ms}}");
  EXPECT_EQ(clock.periodic, (ClockWave{500ms, 10s}));
  EXPECT_EQ(clock.noise_sd, Duration(5ms));
  EXPECT_EQ(fault_error("clock: {region: a, periodic: {amplitude: 1s}}"),
            "demo.yaml:8: periodic lacks 'period'");
  EXPECT_EQ(fault_error("clock: {region: a, periodic: {amplitude: 1s, period: 0s}}"),
            "demo.yaml:8: period: '0s' must be above 0");
  EXPECT_EQ(fault_error("clock: {region: a, noisy: {sd: -1ms}}"),
            "demo.yaml:8: sd: '-1ms' must not be negative");
  EXPECT_THAT(fault_error("clock: {region: a}"), ::testing::HasSubstr("periodic and noisy"));
}

TEST(LoadFaults, ClocksOfTheScenarioTakeTheSameSettings) {
  const Scenario scenario = twice(
      "clocks: {a: {offset: -30ms, drift: 200ppm, noisy: {sd: 2ms}},"
      " b: {periodic: {amplitude: 500ms, period: 10s}}}\n");
  EXPECT_EQ(scenario.clocks.at(kSiteA),
            (ClockSkew{.offset = -30ms, .drift_ppm = 200, .noise_sd = 2ms}));
  EXPECT_EQ(scenario.clocks.at(kSiteB), (ClockSkew{.periodic = {500ms, 10s}}));
  EXPECT_EQ(scenario.clocks.at(kSiteC), ClockSkew{});
}

TEST(LoadFaults, EachIsToldInOneClause) {
  const Scenario scenario = twice(
      "faults:\n"
      "  - {at: 1s, partition: {uniform: true}}\n"
      "  - {at: 1s, flap: {partition: {from: a, to: b}, up: 1s, down: 2s}}\n"
      "  - {at: 1s, clog: all}\n"
      "  - {at: 1s, kill: {region: b, lose_unsynced: true}}\n"
      "  - {at: 1s, clock: {region: c, periodic: {amplitude: 500ms, period: 10s}, noisy: {sd: "
      "5ms}}}\n");
  std::vector<std::string> told;
  for (const FaultSpec& one : scenario.faults) told.push_back(describe(one));
  EXPECT_THAT(told, ::testing::ElementsAre("partition into random halves",
                                           "flap, 2s down, 1s up: link a -> b: cut off",
                                           "clog * -> *", "power cut of b",
                                           "clock of c periodic 500ms in 10s noisy by 5ms"));
}

}  // namespace
}  // namespace lastwrite
