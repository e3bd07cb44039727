#include "scenarios/swarm/swarm_scenario.h"

#include <set>

#include "proto/trace.pb.h"
#include "scenarios/engine/resolved_yaml.h"
#include "scenarios/engine/scenario_loader.h"
#include "scenarios/experiment/experiment.h"
#include "tests/scenarios/support/fake_cluster.h"

namespace lastwrite {
namespace {

TEST(SwarmScenario, EveryOneOf500IsValidAndComesBackFromItsText) {
  for (const bool deaths : {false, true}) {
    for (std::uint64_t seed = 0; seed < 500; ++seed) {
      const Scenario drawn = make_swarm_scenario(seed, {.deaths = deaths});
      const std::string text = resolved_yaml(drawn);
      const Result<Scenario> loaded = load_scenario_text(text, "swarm.yaml", {});
      ASSERT_TRUE(loaded) << "seed " << seed << ": " << loaded.error().message << "\n" << text;
      ASSERT_EQ(*loaded, drawn) << "seed " << seed << "\n" << text << resolved_yaml(*loaded);
    }
  }
}

TEST(SwarmScenario, TheSeedAloneDecides) {
  std::set<std::string> texts;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    EXPECT_EQ(make_swarm_scenario(seed), make_swarm_scenario(seed));
    texts.insert(resolved_yaml(make_swarm_scenario(seed)));
  }
  EXPECT_EQ(texts.size(), 100u);
}

TEST(SwarmScenario, EveryOptionComesUp) {
  std::set<std::string> seen;
  for (std::uint64_t seed = 0; seed < 500; ++seed) {
    const Scenario s = make_swarm_scenario(seed);
    seen.insert(fmt::format("{} regions", s.regions.size()));
    seen.insert(fmt::format("{} strategies", s.strategies.size()));
    seen.insert(fmt::format("{} faults", s.faults.size()));
    seen.insert(std::string(stamp_rule_text(s.stamps)));
    seen.insert(std::string(durability_name(s.durability)));
    seen.insert(std::string(granularity_text(s.granularity)));
    if (s.workload.attributes != 0) seen.insert("single attributes");
    if (expires(s.workload)) seen.insert("lives");
    for (const StrategySpec& strategy : s.strategies) {
      seen.insert(std::string(strategy_name(strategy.kind)));
    }
    for (const FaultSpec& fault : s.faults)
      seen.insert(fmt::format("fault {}", fault.kind.index()));
    for (const auto& [ends, link] : s.links) {
      const std::string text = link.latency.to_text();
      seen.insert("latency " + text.substr(0, text.find('(')).substr(0, 3));
    }
  }
  for (int i = 1; i <= 5; ++i) EXPECT_TRUE(seen.contains(fmt::format("{} regions", i)));
  for (int i = 1; i <= 3; ++i) EXPECT_TRUE(seen.contains(fmt::format("{} strategies", i)));
  for (int i = 0; i <= 6; ++i) EXPECT_TRUE(seen.contains(fmt::format("{} faults", i)));
  for (const char* word : {"wall", "wall-monotonic", "hlc", "process", "full", "item", "attribute",
                           "single attributes", "lives", "latency uni", "latency nor",
                           "latency log", "latency par", "latency exp"}) {
    EXPECT_TRUE(seen.contains(word)) << word;
  }
  for (std::size_t i = 0; i < std::variant_size_v<decltype(FaultSpec::kind)>; ++i) {
    EXPECT_TRUE(seen.contains(fmt::format("fault {}", i))) << i;
  }
  for (const StrategyKind kind : all_strategy_kinds()) {
    EXPECT_TRUE(seen.contains(std::string(strategy_name(kind)))) << strategy_name(kind);
  }
}

TEST(SwarmScenario, NobodyStaysDeadUnlessAskedTo) {
  int dead = 0;
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    for (const bool deaths : {false, true}) {
      const Scenario scenario = make_swarm_scenario(seed, {.deaths = deaths});
      bool dies = false;
      for (const FaultSpec& fault : scenario.faults) {
        dies = dies || (std::holds_alternative<KillFault>(fault.kind) && !fault.lasts);
      }
      EXPECT_EQ(scenario.expect.empty(), dies);
      EXPECT_TRUE(deaths || !dies);
      dead += static_cast<int>(dies);
    }
  }
  EXPECT_GT(dead, 10);
}

// Every value that any region reported of each key, in the end.
class FinalTrace final : public DriverTrace {
 public:
  void write(const v1::TraceEvent& event) override {
    if (event.has_invoke()) ++requests;
    if (!event.has_final()) return;
    values[event.final().key()].insert(event.final().value_hash());
    ++holders[event.final().key()];
  }
  Result<void> flush() override { return {}; }

  std::map<std::string, std::set<std::uint64_t>> values;
  std::map<std::string, std::size_t> holders;
  int requests = 0;
};

void run(const Scenario& scenario, const StrategySpec& strategy) {
  SCOPED_TRACE(strategy_name(strategy.kind));
  ManualScheduler scheduler;
  FakeCluster cluster(scheduler, scenario);
  FinalTrace trace;
  std::vector<ExperimentOutcome> outcomes;
  Experiment experiment(scenario, strategy, {scheduler, scheduler, cluster, trace},
                        {.on_progress = {}, .on_done = [&](const ExperimentOutcome& outcome) {
                           outcomes.push_back(outcome);
                         }});
  experiment.start();
  for (int minute = 0; minute < 10 && outcomes.empty(); ++minute) scheduler.run_for(1min);
  ASSERT_EQ(outcomes.size(), 1u);
  EXPECT_TRUE(outcomes[0].quiesced);
  EXPECT_FALSE(outcomes[0].error) << outcomes[0].error->message;
  EXPECT_GT(trace.requests, 0);
  for (const auto& [key, values] : trace.values) {
    EXPECT_EQ(values.size(), 1u) << key;
    EXPECT_EQ(trace.holders[key], scenario.regions.size()) << key;
  }
}

TEST(SwarmRuns, EndQuietAndConverged) {
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    const Scenario scenario = make_swarm_scenario(seed);
    SCOPED_TRACE(resolved_yaml(scenario));
    for (const StrategySpec& strategy : scenario.strategies) run(scenario, strategy);
    if (::testing::Test::HasFailure()) return;
  }
}

}  // namespace
}  // namespace lastwrite
