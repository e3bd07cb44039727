// The proof on which the lean executor rests: over drawn scenarios it does what the full simulation
// does, event for event, and its ledger says what the ledger of the whole history says.
#include "scenarios/lean/simulate_lean.h"

#include <algorithm>
#include <map>

#include <gtest/gtest.h>

#include "analysis/ledger/phases.h"
#include "analysis/ledger/tally.h"
#include "analysis/trace/history_builder.h"
#include "proto/trace.pb.h"
#include "scenarios/lean/lean_support.h"
#include "scenarios/sim/simulate.h"
#include "scenarios/workload/key_space.h"
#include "tests/scenarios/lean/drawn_scenario.h"

namespace lastwrite {
namespace {

using Steps = std::map<std::string, std::vector<std::string>>;  // by region, in its order

std::string step(std::int64_t at, std::string_view key, std::int64_t time, std::uint32_t counter,
                 std::string_view origin, std::string_view what) {
  return fmt::format("{} {} {}+{}@{} {}", at, key, time, counter, origin, what);
}

struct Full {
  Steps steps;
  Tally tally;
  LossFlags flags;
  std::optional<Duration> convergence;
  bool transitive = true;
};

void note(Steps& steps, const std::string& region, const v1::TraceEvent& event) {
  if (event.has_accept()) {
    const v1::Accept& accept = event.accept();
    const v1::Stamp& stamp = accept.version();
    steps[region].push_back(step(event.at_ns(), accept.key(), stamp.time_ns(), stamp.counter(),
                                 stamp.region(), accept.installed() ? "accepted" : "stillborn"));
  } else if (event.has_apply()) {
    const v1::Apply& apply = event.apply();
    const v1::Stamp& stamp = apply.version();
    const bool installed = apply.outcome() == v1::Apply::INSTALLED;
    steps[region].push_back(step(event.at_ns(), apply.key(), stamp.time_ns(), stamp.counter(),
                                 stamp.region(), installed ? "installed" : "discarded"));
  }
}

LossFlags flags_of(const History& history, const Ledger& ledger) {
  LossFlags flags;
  const std::optional<Window> window = measure_window(history);
  for (const Operation& operation : history.operations) {
    if (!operation.counts() || !window->contains(operation.intended)) continue;
    const Judgement& judgement = ledger.versions[operation.version];
    if (!is_lost(judgement.fate)) continue;
    flags.newer_in_real_time += judgement.flags.newer_in_real_time ? 1 : 0;
    flags.tie += judgement.flags.tie ? 1 : 0;
    flags.condition_passed += judgement.flags.condition_passed ? 1 : 0;
  }
  return flags;
}

Full run_full(const Scenario& scenario) {
  Full full;
  HistoryBuilder builder(scenario.regions);
  const auto listener = [&](const TraceSource& source, const v1::TraceEvent& event) {
    builder.add(source.producer, event);
    if (source.producer != "driver") note(full.steps, source.producer, event);
  };
  const Result<SimOutcome> outcome =
      simulate(scenario, scenario.strategies[0], {.listener = listener});
  EXPECT_TRUE(outcome);
  EXPECT_TRUE(outcome->experiment.quiesced);
  const History history = std::move(builder).finish();
  const Evidence evidence(history);
  const Ledger ledger = judge(evidence);
  EXPECT_EQ(ledger.findings.size(), 0U);
  full.tally = tally(evidence, ledger, find_rivals(evidence, ledger));
  full.flags = flags_of(history, ledger);
  full.convergence = convergence_time(history);
  full.transitive = evidence.sessions.is_transitive();
  return full;
}

std::vector<std::string> by_rank(const std::vector<RegionName>& regions) {
  std::vector<std::string> names;
  for (const RegionName& region : regions) names.push_back(region.text);
  std::sort(names.begin(), names.end());
  return names;
}

Result<LeanOutcome> run_lean(const Scenario& scenario, Steps& steps) {
  const KeySpace keys(scenario.table.key);
  const std::vector<std::string> ranks = by_rank(scenario.regions);
  LeanOptions options;
  options.observer = [&](const LeanObserved& seen) {
    const bool installed = seen.outcome == ApplyOutcome::kInstalled;
    const std::string_view what = seen.accepted ? (installed ? "accepted" : "stillborn")
                                                : (installed ? "installed" : "discarded");
    steps[scenario.regions[seen.region].text].push_back(step(seen.at.ns, keys.text(seen.key),
                                                             seen.stamp.time_ns, seen.stamp.counter,
                                                             ranks[seen.stamp.rank], what));
  };
  return simulate_lean(scenario, scenario.strategies[0], options);
}

void expect_same_steps(const Steps& lean, const Steps& full) {
  for (const auto& [region, expected] : full) {
    const auto found = lean.find(region);
    ASSERT_NE(found, lean.end()) << region;
    const std::vector<std::string>& got = found->second;
    for (std::size_t i = 0; i < std::min(expected.size(), got.size()); ++i) {
      ASSERT_EQ(got[i], expected[i]) << region << ", step " << i;
    }
    EXPECT_EQ(got.size(), expected.size()) << region;
  }
  EXPECT_EQ(lean.size(), full.size());
}

void expect_same_counts(const LeanOutcome& lean, const Full& full) {
  const OnlineSummary& online = lean.ledger;
  EXPECT_EQ(online.counts.fates, full.tally.fates);
  EXPECT_EQ(online.acknowledged, full.tally.acknowledged);
  for (std::size_t region = 0; region < full.tally.regions.size(); ++region) {
    EXPECT_EQ(online.regions[region].fates, full.tally.regions[region].fates);
    const RegionTally& whole = full.tally.regions[region];
    EXPECT_EQ(online.regions[region].stillborn.hits, whole.stillborn.hits);
    EXPECT_EQ(online.regions[region].rival.hits, whole.rival.hits);
    EXPECT_EQ(online.regions[region].concurrent_loss.hits, whole.concurrent_loss.hits);
  }
  EXPECT_EQ(online.counts.flags, full.flags);
  // The items stand in another order, and sums of real numbers depend on it.
  EXPECT_NEAR(online.lost.low, full.tally.lost.low, 1e-12);
  EXPECT_NEAR(online.lost.high, full.tally.lost.high, 1e-12);
  EXPECT_EQ(online.counter_drift, full.tally.counter_drift);
  EXPECT_EQ(lean.attempted, full.tally.attempted);
  EXPECT_EQ(lean.requests, full.tally.requests);
  EXPECT_EQ(lean.condition_failures, full.tally.condition_failures);
  EXPECT_EQ(lean.gave_up, full.tally.gave_up);
  EXPECT_EQ(lean.unknown, full.tally.unknown);
  EXPECT_EQ(online.recovered, full.tally.recovered);
  EXPECT_EQ(online.convergence, full.convergence);
  EXPECT_EQ(lean.latencies.count(), full.tally.latencies.size());
}

void expect_same_anomalies(const OnlineSummary& online, const Anomalies& full) {
  EXPECT_EQ(online.conflict_pairs, full.conflict_pairs);
  EXPECT_EQ(online.resolution_events, full.resolution_events);
  EXPECT_EQ(online.fork_points, full.fork_points);
  EXPECT_EQ(online.double_cas, full.double_cas);
  EXPECT_EQ(online.aba, full.aba);
  EXPECT_EQ(online.items_written, full.items_written);
  EXPECT_EQ(online.wrong_winners, full.wrong_winners);
}

class LeanRuns : public testing::TestWithParam<std::uint64_t> {};

constexpr std::uint64_t kSeedsEach = 30;
constexpr std::uint64_t kRefusedMax =
    2;  // delays without bound now and then exceed what is allowed

TEST_P(LeanRuns, DoWhatTheFullSimulationDoesEventForEvent) {
  std::uint64_t refused = 0;
  for (std::uint64_t i = 0; i < kSeedsEach; ++i) {
    const std::uint64_t seed = GetParam() * kSeedsEach + i;
    SCOPED_TRACE(fmt::format("seed {}", seed));
    const Scenario scenario = drawn_scenario(seed);
    Steps steps;
    const Result<LeanOutcome> lean = run_lean(scenario, steps);
    if (!lean) {
      ASSERT_EQ(lean.error().code, ErrorCode::kUsage) << lean.error().message;
      ++refused;
      continue;
    }
    EXPECT_GT(lean->writes, 0U);
    const Full full = run_full(scenario);
    EXPECT_TRUE(full.transitive);  // else the ledger of the whole history knows less
    expect_same_steps(steps, full.steps);
    expect_same_counts(*lean, full);
    expect_same_anomalies(lean->ledger, full.tally.anomalies);
    if (testing::Test::HasFailure()) return;
  }
  EXPECT_LE(refused, kRefusedMax);
}

INSTANTIATE_TEST_SUITE_P(Drawn, LeanRuns, testing::Range<std::uint64_t>(0, 8));

Scenario plain() {
  Scenario scenario = drawn_scenario(1);
  scenario.strategies = {{.kind = StrategyKind::kAtomicAdd}};
  return scenario;
}

TEST(LeanSupport, RefusesWhatOnlyTheWholeEngineKnows) {
  const StrategySpec add{.kind = StrategyKind::kAtomicAdd};
  EXPECT_TRUE(can_run_lean(plain(), add));
  EXPECT_FALSE(can_run_lean(plain(), {.kind = StrategyKind::kLockThenWrite}));
  Scenario scenario = plain();
  scenario.coalesce = true;
  EXPECT_EQ(can_run_lean(scenario, add).error().message, "coalescing needs the full simulation");
  scenario = plain();
  scenario.faults.push_back({0ms, 1ms, KillFault{scenario.regions[0]}});
  EXPECT_FALSE(can_run_lean(scenario, add));
  scenario = plain();
  scenario.clocks[scenario.regions[0]].noise_sd = 1ms;
  EXPECT_FALSE(can_run_lean(scenario, add));
  EXPECT_FALSE(simulate_lean(scenario, add, {}));
}

TEST(LeanSupport, KnowsPartitionsButNotLongOnes) {
  Scenario scenario = plain();
  const std::vector<RegionName>& regions = scenario.regions;
  ASSERT_GT(regions.size(), 1U);
  scenario.faults.push_back({1s, 1s, PartitionFault{{{regions[0]}, {regions[1]}}}});
  EXPECT_TRUE(can_run_lean(scenario, {.kind = StrategyKind::kVersionCheck}));
  EXPECT_TRUE(can_run_lean(scenario, {.kind = StrategyKind::kHomeRegion}));
  scenario.faults[0].lasts = 25s;
  EXPECT_FALSE(can_run_lean(scenario, {.kind = StrategyKind::kVersionCheck}));
}

TEST(LeanSupport, RefusesItemsThatExpire) {
  Scenario scenario = plain();
  scenario.workload.operation = OperationKind::kPut;
  scenario.workload.time_to_live = 3s;
  EXPECT_EQ(can_run_lean(scenario, {.kind = StrategyKind::kBlindPut}).error().message,
            "items that expire need the full simulation");
}

TEST(LeanSupport, RefusesWritesOfSingleAttributes) {
  const StrategySpec put{.kind = StrategyKind::kBlindPut};
  Scenario scenario = plain();
  scenario.granularity = Granularity::kAttribute;
  EXPECT_FALSE(can_run_lean(scenario, put));
  scenario = plain();
  scenario.workload.attributes = 3;
  EXPECT_FALSE(can_run_lean(scenario, put));
}

// Clients whose requests have the width of the world to cross, a third of them through a partition.
Scenario far_away(std::uint64_t seed, Duration request_timeout) {
  Scenario scenario;
  scenario.name = "far-away";
  scenario.seed = seed;
  scenario.regions = {RegionName("us-east-1"), RegionName("eu-west-1"), RegionName("ap-south-1")};
  scenario.table = {TableName("Orders"), {{"orderId", KeyType::kString}, std::nullopt}};
  for (const RegionName& from : scenario.regions) {
    scenario.clocks[from] = {};
    for (const RegionName& to : scenario.regions) {
      if (from != to) scenario.links[{from, to}].latency = Distribution::lognormal(80ms, 240ms);
    }
  }
  scenario.workload.clients_per_region = 3;
  scenario.workload.arrivals.per_second = 8;
  scenario.workload.keys = {KeySpec::Kind::kZipfian, 20, 0.9, 0};
  scenario.workload.think_time = Distribution::fixed(10ms);
  scenario.workload.reads_ppm = 100'000;
  scenario.request_timeout = request_timeout;
  scenario.duration = 8s;
  scenario.quiesce_timeout = 60s;
  const std::vector<RegionName>& all = scenario.regions;
  scenario.faults.push_back({3s, 2500ms, PartitionFault{{{all[1]}, {all[0], all[2]}}}});
  return scenario;
}

void expect_same(const Scenario& scenario, const LeanOutcome& lean, const Steps& steps) {
  const Full full = run_full(scenario);
  expect_same_steps(steps, full.steps);
  expect_same_counts(lean, full);
  expect_same_anomalies(lean.ledger, full.tally.anomalies);
}

// Some requests never arrive, some are given up before they do, of some the answer is lost.
TEST(SimulateLean, RequestsThatTimeOutEndAsInTheFullSimulation) {
  std::uint64_t unknown = 0;
  std::uint64_t recovered = 0;
  std::uint64_t ran = 0;
  for (const StrategyKind kind : {StrategyKind::kHomeRegion, StrategyKind::kBlindPut,
                                  StrategyKind::kAtomicAdd, StrategyKind::kVersionCheckEtag}) {
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
      SCOPED_TRACE(fmt::format("{}, seed {}", strategy_name(kind), seed));
      Scenario scenario = far_away(seed, seed % 2 == 0 ? Duration(1s) : Duration(170ms));
      scenario.strategies = {{.kind = kind}};
      if (kind != StrategyKind::kHomeRegion) {
        scenario.workload.sessions = SessionKind::kRoaming;
        scenario.stamps = StampRule::kHlc;
      }
      Steps steps;
      const Result<LeanOutcome> lean = run_lean(scenario, steps);
      if (!lean) {
        EXPECT_EQ(lean.error().message,
                  "a request that outlasts the run needs the full simulation");
        continue;
      }
      ++ran;
      unknown += lean->unknown;
      recovered += lean->ledger.recovered;
      expect_same(scenario, *lean, steps);
    }
  }
  EXPECT_GT(ran, 40U);
  EXPECT_GT(recovered, 200U);
  EXPECT_GT(unknown, recovered + 200);
}

TEST(SimulateLean, AStillbornWriteThatNobodyHearsOfIsLeftToTheFullSimulation) {
  Scenario scenario = far_away(1, 100ms);
  scenario.workload.sessions = SessionKind::kRoaming;
  scenario.stamps = StampRule::kWall;
  scenario.clocks[scenario.regions[0]].offset = -5s;
  const Result<LeanOutcome> outcome =
      simulate_lean(scenario, {.kind = StrategyKind::kBlindPut}, {});
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().message,
            "a stillborn write that nobody hears of needs the full simulation");
}

TEST(SimulateLean, InterruptedItSaysSo) {
  Scenario scenario = plain();
  scenario.duration = 60s;
  const Result<LeanOutcome> outcome =
      simulate_lean(scenario, scenario.strategies[0], {.interrupted = [] { return true; }});
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().code, ErrorCode::kUnavailable);
}

}  // namespace
}  // namespace lastwrite
