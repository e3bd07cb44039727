#include "scenarios/engine/scenario_loader.h"

#include <sstream>

#include "scenarios/engine/resolved_yaml.h"

namespace lastwrite {
namespace {

constexpr const char* kLostCounter = R"yaml(name: lost-counter
question: Does a version check stop two regions from losing each other's increments?
regions: [us-east-1, eu-west-1, ap-northeast-1]
table: {name: Orders, key: {orderId: S}}
network: {preset: aws, pipeline: lognormal(median=400ms, p99=1200ms)}
clocks: {eu-west-1: {offset: 30ms}}
workload:
  clients_per_region: 4
  arrivals: poisson(10/s)
  keys: zipfian(1000, 0.99)
  operation: increment
strategies: [blind-put, version-check, home-region]
duration: 20s
faults:
  - {at: 8s, for: 5s, partition: [[eu-west-1], [us-east-1, ap-northeast-1]]}
expect:
  - version-check.lost_update_rate > 5%
  - home-region.lost_update_rate == 0
  - converged
)yaml";

// The example with one line (from 1) replaced.
std::string with_line(int number, const std::string& replacement) {
  std::string out;
  std::istringstream in(kLostCounter);
  std::string line;
  for (int i = 1; std::getline(in, line); ++i) out += (i == number ? replacement : line) + "\n";
  return out;
}

std::string error_of(const std::string& text, const Overrides& overrides = {}) {
  const Result<Scenario> loaded = load_scenario_text(text, "demo.yaml", overrides);
  if (loaded) return "loaded";
  EXPECT_EQ(loaded.error().code, ErrorCode::kUsage);
  return loaded.error().message;
}

Scenario load(const std::string& text, const Overrides& overrides = {}) {
  const Result<Scenario> loaded = load_scenario_text(text, "demo.yaml", overrides);
  EXPECT_TRUE(loaded) << loaded.error().message;
  return loaded.value_or(Scenario{});
}

TEST(ScenarioLoader, TheExampleOfTheDesignLoads) {
  const Scenario s = load(kLostCounter);
  EXPECT_EQ(s.name, "lost-counter");
  EXPECT_EQ(s.regions.size(), 3u);
  EXPECT_EQ(s.links.size(), 6u);
  const LinkSpec& link = s.link(RegionName("us-east-1"), RegionName("eu-west-1"));
  EXPECT_TRUE(link.latency.is_constant());
  EXPECT_GT(link.latency.minimum(), 30ms);
  EXPECT_LT(link.latency.minimum(), 40ms);
  EXPECT_EQ(link.pipeline, Distribution::lognormal(400ms, 1200ms));
  EXPECT_EQ(s.clocks.at(RegionName("eu-west-1")).offset, Duration(30ms));
  EXPECT_EQ(s.clocks.at(RegionName("us-east-1")).offset, Duration(0));
  EXPECT_EQ(s.workload.keys.kind, KeySpec::Kind::kZipfian);
  EXPECT_EQ(s.workload.keys.count, 1000u);
  EXPECT_DOUBLE_EQ(s.workload.keys.theta, 0.99);
  EXPECT_EQ(s.strategies.size(), 3u);
  EXPECT_EQ(s.faults.at(0).lasts, Duration(5s));
  EXPECT_EQ(s.expect.at(0).text, "version-check.lost_update_rate > 5%");
  EXPECT_EQ(s.expect.at(0).line, 17);
}

TEST(ScenarioLoader, AStrategyTakesItsOptions) {
  const Scenario plain = load(with_line(12, "strategies: [lock-then-write]"));
  EXPECT_EQ(plain.strategies.at(0).lock, LockKind::kLease);
  EXPECT_EQ(plain.strategies.at(0).lease, Duration(2s));
  const Scenario lease = load(with_line(12, "strategies: [{lock-then-write: {lease: 300ms}}]"));
  EXPECT_EQ(lease.strategies.at(0).lease, Duration(300ms));
  const Scenario perfect =
      load(with_line(12, "strategies: [{lock-then-write: {lock: perfect}}, crdt-counter]"));
  EXPECT_EQ(perfect.strategies.at(0).lock, LockKind::kPerfect);
  for (const Scenario& scenario : {plain, lease, perfect}) {
    EXPECT_EQ(load(resolved_yaml(scenario)), scenario) << resolved_yaml(scenario);
  }
}

TEST(ScenarioLoader, BadOptionsOfALockAreTold) {
  const auto error = [](const char* options) {
    return error_of(
        with_line(12, fmt::format("strategies: [{{lock-then-write: {{{}}}}}]", options)));
  };
  EXPECT_EQ(error("lock: best"), "demo.yaml:12: lock: 'best' is not a lock: use lease or perfect");
  EXPECT_EQ(error("lease: 0s"), "demo.yaml:12: lease must be above 0");
  EXPECT_EQ(error("lock: perfect, lease: 1s"),
            "demo.yaml:12: lease: a perfect lock has no lease; leave one of them out");
  EXPECT_THAT(error("lok: perfect"), ::testing::HasSubstr("did you mean 'lock'?"));
}

TEST(ScenarioLoader, AStrategyWithItemsOfItsOwnNeedsRoomInTheKey) {
  const auto numbered = [](const std::string& strategies) {
    return with_line(4, "table: {name: Orders, key: {orderId: N}}\nstrategies: " + strategies);
  };
  const auto without_own = [&](const std::string& strategies) {
    std::string text = numbered(strategies);
    const std::size_t old = text.find("strategies: [blind-put, version-check");
    return text.erase(old, text.find('\n', old) - old + 1);
  };
  for (const char* strategy : {"crdt-counter", "append-only", "lock-then-write"}) {
    EXPECT_EQ(error_of(without_own(fmt::format("[{}]", strategy))),
              fmt::format("demo.yaml:5: {} keeps items of its own for each key, named by a text: "
                          "give the table a key attribute of type S or B, such as "
                          "{{orderId: N, slot: S}}",
                          strategy));
  }
  load(without_own("[{lock-then-write: {lock: perfect}}]"));
  load(with_line(4, "table: {name: Orders, key: {orderId: N, slot: B}}"),
       {.strategies = {"crdt-counter"}});
}

TEST(ScenarioLoader, DefaultsAreThoseOfTheDocumentation) {
  const Scenario s = load(kLostCounter);
  EXPECT_EQ(s.retry, (RetrySpec{100ms, 20s, 8}));
  EXPECT_EQ(s.request_timeout, Duration(2s));
  EXPECT_EQ(s.warm_up, Duration(1s));
  EXPECT_EQ(s.quiesce_timeout, Duration(30s));
  EXPECT_EQ(s.seed, 1u);
  EXPECT_EQ(s.stamps, StampRule::kWall);
  EXPECT_EQ(s.workload.reads_ppm, 0u);
  EXPECT_EQ(s.workload.sessions, SessionKind::kSticky);
}

TEST(ScenarioLoader, PlainReadsAndRoamingSessionsAreAskedForByName) {
  const auto with = [](const std::string& reads, const std::string& sessions) {
    return load_scenario_text(
        kLostCounter, "demo.yaml",
        {.sets = {"workload.reads=" + reads, "workload.sessions=" + sessions}});
  };
  const Result<Scenario> s = with("20%", "roaming");
  ASSERT_TRUE(s) << s.error().message;
  EXPECT_EQ(s->workload.reads_ppm, 200'000u);
  EXPECT_EQ(s->workload.sessions, SessionKind::kRoaming);
  EXPECT_EQ(*s, load(resolved_yaml(*s)));
  EXPECT_THAT(with("120%", "sticky").error().message, testing::HasSubstr("reads"));
  EXPECT_THAT(with("20%", "lost").error().message, testing::HasSubstr("use sticky or roaming"));
}

TEST(ScenarioLoader, AnUnknownKeyIsNamedWithItsLineAndACloseOne) {
  EXPECT_EQ(error_of(with_line(13, "duratoin: 20s")), "demo.yaml:1: the scenario lacks 'duration'");
  EXPECT_EQ(error_of(with_line(6, "clokcs: {}")),
            "demo.yaml:6: unknown key 'clokcs' in the scenario (did you mean 'clocks'?)");
  EXPECT_EQ(error_of(with_line(5, "network: {presett: aws}")),
            "demo.yaml:5: unknown key 'presett' in network (did you mean 'preset'?)");
}

TEST(ScenarioLoader, AnAliasThatHoldsItselfIsRefused) {
  EXPECT_THAT(error_of("a: &a [*a]\n"), testing::HasSubstr("demo.yaml:1: more than 64 levels"));
}

TEST(ScenarioLoader, AliasesThatStandForBillionsOfValuesAreRefused) {
  std::string text = "l0: &l0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 12; ++i) {
    text += fmt::format("l{}: &l{} [", i, i);
    for (int j = 0; j < 10; ++j) text += fmt::format("{}*l{}", j ? ", " : "", i - 1);
    text += "]\n";
  }
  EXPECT_THAT(error_of(text), testing::HasSubstr("100000 values"));
}

TEST(ScenarioLoader, ABadUnitSaysWhichUnitsThereAre) {
  EXPECT_THAT(error_of(with_line(13, "duration: 20 parsecs")),
              ::testing::StartsWith("demo.yaml:13: duration: '20 parsecs' is not a duration"));
  EXPECT_THAT(error_of(with_line(9, "  arrivals: poisson(10)")),
              ::testing::StartsWith("demo.yaml:9: arrivals: '10' is not a rate"));
}

TEST(ScenarioLoader, ASpanSaysHowLongItMayBe) {
  for (const char* text : {"99999999h", "87601h", "1e300s"}) {
    EXPECT_EQ(error_of(with_line(13, std::string("duration: ") + text)),
              "demo.yaml:13: duration: '" + std::string(text) +
                  "' is out of range: at most 87600h can be given here");
  }
}

TEST(ScenarioLoader, ControlCharactersAreRefusedWhereTheyStand) {
  EXPECT_THAT(error_of(with_line(2, "question: \"\\e[2Jgone\"")),
              ::testing::StartsWith("demo.yaml:2: control characters"));
  EXPECT_THAT(error_of(with_line(12, "strategies: [\"blind-put\\x9b\"]")),
              ::testing::StartsWith("demo.yaml:12: control characters"));
  EXPECT_THAT(error_of(with_line(2, "question: \"two\\nlines\"")),
              ::testing::StartsWith("demo.yaml:2: question: must be a single line"));
  EXPECT_EQ(load(with_line(2, "question: |\n  One line?")).question, "One line?");
}

TEST(ScenarioLoader, AFileThatIsNoneIsRefusedAtOnce) {
  for (const char* path : {"/dev/zero", "/dev/null", "/no/such/file.yaml"}) {
    const Result<Scenario> loaded = load_scenario(path, {});
    ASSERT_FALSE(loaded) << path;
    EXPECT_EQ(loaded.error().code, ErrorCode::kUsage);
    EXPECT_THAT(loaded.error().message, ::testing::StartsWith(path));
  }
}

TEST(ScenarioLoader, ANegativeLatencyIsRefused) {
  EXPECT_THAT(error_of(with_line(5, "network: {latency: -5ms}")),
              ::testing::AllOf(::testing::StartsWith("demo.yaml:5: latency: "),
                               ::testing::HasSubstr("negative")));
}

TEST(ScenarioLoader, RegionsMustBeUniqueAndTwelveAtMost) {
  EXPECT_EQ(error_of(with_line(3, "regions: [us-east-1, us-east-1]")),
            "demo.yaml:3: region 'us-east-1' is listed twice");
  EXPECT_THAT(error_of(with_line(3, "regions: [a, b, c, d, e, f, g, h, i, j, k, l, m]")),
              ::testing::HasSubstr("1 to 12 names"));
  EXPECT_THAT(error_of(with_line(3, "regions: []")), ::testing::HasSubstr("1 to 12 names"));
}

TEST(ScenarioLoader, AnUnknownRegionIsNamedWhereverItStands) {
  EXPECT_EQ(error_of(with_line(15, "  - {at: 8s, kill: eu-west-2}")),
            "demo.yaml:15: kill: unknown region 'eu-west-2' (did you mean 'eu-west-1'?): this "
            "scenario has "
            "us-east-1, eu-west-1, ap-northeast-1");
  EXPECT_THAT(error_of(with_line(6, "clocks: {mars-1: {offset: 30ms}}")),
              ::testing::StartsWith("demo.yaml:6: clocks: unknown region 'mars-1'"));
  EXPECT_THAT(
      error_of(with_line(5, "network: {links: [{from: mars-1, to: eu-west-1, latency: 1ms}]}")),
      ::testing::StartsWith("demo.yaml:5: from: unknown region 'mars-1'"));
  EXPECT_THAT(error_of(with_line(15, "  - {at: 8s, partition: [[eu-west-1], [mars-1]]}")),
              ::testing::StartsWith("demo.yaml:15: partition: unknown region 'mars-1'"));
}

TEST(ScenarioLoader, APresetWithoutDataForARegionNamesThoseItKnows) {
  const std::string message =
      error_of(with_line(3, "regions: [us-east-1, eu-west-1, ap-northeast-1, mars-1]"));
  EXPECT_THAT(message, ::testing::StartsWith(
                           "demo.yaml:5: no round-trip times are known of region 'mars-1'"));
  EXPECT_THAT(message, ::testing::HasSubstr("us-west-2"));
}

TEST(ScenarioLoader, AnUnknownStrategyGetsASuggestion) {
  EXPECT_THAT(error_of(with_line(12, "strategies: [blindput]")),
              ::testing::StartsWith(
                  "demo.yaml:12: unknown strategy 'blindput' (did you mean 'blind-put'?)"));
}

TEST(ScenarioLoader, AFaultMustSayExactlyOneThing) {
  EXPECT_THAT(error_of(with_line(15, "  - {at: 8s}")), ::testing::HasSubstr("exactly one of"));
  EXPECT_THAT(error_of(with_line(15, "  - {at: 8s, kill: eu-west-1, pause: eu-west-1}")),
              ::testing::HasSubstr("(2 given)"));
  EXPECT_THAT(error_of(with_line(15, "  - {at: 21s, kill: eu-west-1}")),
              ::testing::StartsWith("demo.yaml:15: the fault begins at 21s"));
}

TEST(ScenarioLoader, WrongShapesAndBrokenYamlAreTold) {
  EXPECT_THAT(error_of(with_line(7, "workload: fast")), ::testing::StartsWith("demo.yaml:"));
  EXPECT_EQ(error_of(with_line(13, "duration: [1s]")),
            "demo.yaml:13: duration must be one plain value, but here is a list");
  EXPECT_EQ(error_of(with_line(13, "name: again")),
            "demo.yaml:13: 'name' stands here a second time (first: demo.yaml:1)");
  EXPECT_THAT(error_of(with_line(4, "table: {name: Orders, key: {orderId: S}")),
              ::testing::HasSubstr("not valid YAML"));
  EXPECT_THAT(error_of("- just\n- a list\n"),
              ::testing::StartsWith("demo.yaml:1: a scenario file must be"));
}

TEST(ScenarioLoader, SetReplacesOneValueAnywhere) {
  const Scenario s =
      load(kLostCounter,
           {.sets = {"network.preset=none", "faults.0.at=3s", "retry.attempts=2",
                     "regions=[us-east-1, eu-west-1, x]", "faults.0.partition=[[us-east-1],[x]]"},
            .seed = 9});
  EXPECT_EQ(s.link(RegionName("us-east-1"), RegionName("x")).latency.minimum(), Duration(0));
  EXPECT_EQ(s.faults.at(0).at, Duration(3s));
  EXPECT_EQ(s.retry.attempts, 2u);
  EXPECT_EQ(s.seed, 9u);
}

TEST(ScenarioLoader, SetOfAnUnknownPathNamesIt) {
  EXPECT_EQ(error_of(kLostCounter, {.sets = {"network.presett=none"}}),
            "--set network.presett: unknown key 'presett' in network (did you mean 'preset'?)");
  EXPECT_THAT(error_of(kLostCounter, {.sets = {"faults.7.at=1s"}}),
              ::testing::StartsWith("--set faults.7.at: '7' is not an entry"));
  EXPECT_THAT(error_of(kLostCounter, {.sets = {"duration"}}), ::testing::HasSubstr("path=value"));
}

TEST(ScenarioLoader, StrategyKeepsTheOptionsOfTheFile) {
  const std::string text =
      with_line(12, "strategies: [blind-put, {home-region: {home: eu-west-1}}]");
  const Scenario s = load(text, {.strategies = {"home-region", "atomic-add"}});
  ASSERT_EQ(s.strategies.size(), 2u);
  EXPECT_EQ(s.strategies[0].home, RegionName("eu-west-1"));
  EXPECT_EQ(s.strategies[1].kind, StrategyKind::kAtomicAdd);
  EXPECT_THAT(error_of(text, {.strategies = {"hope"}}),
              ::testing::StartsWith("--strategy: unknown strategy 'hope'"));
}

TEST(ScenarioLoader, LaterLinksOverrideEarlierOnesAndThePreset) {
  const Scenario s = load(with_line(
      5,
      "network: {preset: aws, latency: 10ms, links: [{from: '*', to: eu-west-1, latency: 20ms, "
      "loss: 5%}, {from: us-east-1, to: eu-west-1, jitter: 3ms, bandwidth: 2MB/s}]}"));
  const RegionName us("us-east-1"), eu("eu-west-1"), ap("ap-northeast-1");
  EXPECT_EQ(s.link(us, ap).latency.minimum(), Duration(10ms));
  EXPECT_EQ(s.link(ap, eu).latency.minimum(), Duration(20ms));
  EXPECT_EQ(s.link(ap, eu).loss_ppm, 50'000u);
  EXPECT_EQ(s.link(ap, eu).jitter, Duration(0));
  EXPECT_EQ(s.link(us, eu).jitter, Duration(3ms));
  EXPECT_EQ(s.link(us, eu).bytes_per_second, 2'000'000u);
}

TEST(ResolvedYaml, LoadsBackToAnEqualScenario) {
  const std::string text =
      with_line(15,
                "  - {at: 1s, for: 2s, partition: {from: us-east-1, to: '*'}}\n"
                "  - {at: 1s, link: {from: us-east-1, to: eu-west-1, latency: normal(mean=80ms, "
                "sd=5ms), loss: 1%}}\n"
                "  - {at: 2s, for: 1s, pause: eu-west-1}\n"
                "  - {at: 2s, for: 1s, pause: {from: eu-west-1, to: us-east-1}}\n"
                "  - {at: 2s, for: 1s, loss: {from: '*', to: us-east-1, rate: 5%}}\n"
                "  - {at: 2s, clock: {region: eu-west-1, step: -2s}}\n"
                "  - {at: 2s, clock: {region: eu-west-1, offset: 1.5s, drift: 200ppm}}\n"
                "  - {at: 2s, for: 3s, kill: ap-northeast-1}\n"
                "  - {at: 2s, for: 3s, slow_disk: {region: ap-northeast-1, delay: 20ms}}\n"
                "  - {at: 8s, for: 5s, partition: [[eu-west-1], [us-east-1, ap-northeast-1]]}");
  const Scenario once = load(text);
  const std::string yaml = resolved_yaml(once);
  const Scenario twice = load(yaml);
  EXPECT_EQ(once, twice) << yaml;
  EXPECT_EQ(yaml, resolved_yaml(twice));
  EXPECT_EQ(once.faults.size(), 10u);
}

}  // namespace
}  // namespace lastwrite
