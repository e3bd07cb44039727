// Random scenarios in which the seed draws every option: each takes the same path twice, comes to
// rest after the heal phase with equal replicas, and is judged without contradictions; and where
// the workload appends tokens, what the ledger calls lost is what is missing from the final sets.
#include <cstdlib>
#include <map>
#include <set>

#include <gtest/gtest.h>

#include "proto/trace.pb.h"
#include "scenarios/campaign/judged_run.h"
#include "scenarios/engine/resolved_yaml.h"
#include "scenarios/swarm/swarm_scenario.h"

namespace lastwrite {
namespace {

// LASTWRITE_SWARM_SEEDS=1..1000 or 77 takes others.
std::pair<std::uint64_t, std::uint64_t> seeds(std::uint64_t last) {
  const char* wanted = std::getenv("LASTWRITE_SWARM_SEEDS");
  if (wanted == nullptr) return {1, last};
  const std::string text(wanted);
  const std::size_t dots = text.find("..");
  const std::uint64_t first = std::stoull(text);
  return {first, dots == std::string::npos ? first : std::stoull(text.substr(dots + 2))};
}

std::string repeat(std::uint64_t seed) {
  return fmt::format(
      "repeat with LASTWRITE_SWARM_SEEDS={} scenarios_tests --gtest_filter='Swarm.*', or look at "
      "it "
      "with: lastwrite run swarm:{} --sim",
      seed, seed);
}

TEST(Swarm, TakesTheSamePathTwiceAndConvergesAfterTheHeal) {
  const auto [first, last] = seeds(200);
  for (std::uint64_t seed = first; seed <= last && !HasFailure(); ++seed) {
    SCOPED_TRACE(repeat(seed));
    const Scenario scenario = make_swarm_scenario(seed);
    for (const StrategySpec& strategy : scenario.strategies) {
      SCOPED_TRACE(strategy_name(strategy.kind));
      const auto judged = simulate_and_judge(scenario, strategy, {});
      ASSERT_TRUE(judged) << judged.error().message;
      EXPECT_TRUE(judged->summary.quiesced);
      EXPECT_TRUE(judged->summary.converged);
      EXPECT_TRUE(judged->summary.findings.empty()) << judged->summary.findings.front();
      const auto again = simulate(scenario, strategy, {});
      ASSERT_TRUE(again) << again.error().message;
      EXPECT_EQ(judged->trajectory.value(), again->trajectory.value())
          << "lastwrite verify-determinism swarm:" << seed << " names the first difference";
    }
  }
}

// Jepsen's count, from the raw events alone: of the tokens whose writes were acknowledged, those
// that no final item holds.
class TokenCount {
 public:
  SimTrace::Listener listener() {
    return [this](const TraceSource&, const v1::TraceEvent& event) { add(event); };
  }

  std::uint64_t acknowledged() const {
    return count([](bool) { return true; });
  }
  std::uint64_t lost() const {
    return count([](bool there) { return !there; });
  }

 private:
  struct Write {
    std::string token;
    std::int64_t intended = 0;
    bool ok = false;
  };

  void add(const v1::TraceEvent& event) {
    if (event.has_phase() && event.phase().name() == "measure") begin_ = event.at_ns();
    if (event.has_phase() && event.phase().name() == "heal") end_ = event.at_ns();
    if (event.has_invoke() && !event.invoke().token().empty()) {
      writes_[event.invoke().operation()] = {event.invoke().token(), event.invoke().intended_ns()};
    }
    if (event.has_complete() && event.complete().outcome() == v1::Complete::OK) {
      const auto write = writes_.find(event.complete().operation());
      if (write != writes_.end()) write->second.ok = true;
    }
    if (event.has_final()) {
      final_.insert(event.final().tokens().begin(), event.final().tokens().end());
    }
  }

  template <typename Wanted>
  std::uint64_t count(Wanted wanted) const {
    std::uint64_t n = 0;
    for (const auto& [operation, write] : writes_) {
      const bool measured = write.ok && begin_ <= write.intended && write.intended < end_;
      n += measured && wanted(final_.contains(write.token)) ? 1 : 0;
    }
    return n;
  }

  std::map<std::uint64_t, Write> writes_;
  std::set<std::string> final_;
  std::int64_t begin_ = INT64_MAX;
  std::int64_t end_ = 0;
};

TEST(Swarm, OnTokenAppendsLostUpdateRateIsWhatIsMissingFromTheFinalSets) {
  const auto [first, last] = seeds(100);
  std::uint64_t lost = 0;
  for (std::uint64_t seed = first; seed <= last && !HasFailure(); ++seed) {
    SCOPED_TRACE(repeat(seed));
    Scenario scenario = make_swarm_scenario(seed);
    scenario.workload.operation = OperationKind::kAppend;
    scenario.workload.deletes_ppm = 0;  // what a delete takes along no token tells
    scenario.workload.time_to_live = Duration(0);
    for (const StrategySpec& strategy : scenario.strategies) {
      if (strategy.kind == StrategyKind::kBlindPut) continue;  // appends nothing: it replaces
      SCOPED_TRACE(strategy_name(strategy.kind));
      TokenCount tokens;
      JudgeOptions options;
      options.listener = tokens.listener();
      const auto judged = simulate_and_judge(scenario, strategy, options);
      ASSERT_TRUE(judged) << judged.error().message;
      EXPECT_TRUE(judged->summary.findings.empty()) << judged->summary.findings.front();
      EXPECT_EQ(judged->summary.numbers.acknowledged, tokens.acknowledged());
      EXPECT_EQ(judged->summary.numbers.lost_total(), tokens.lost());
      lost += tokens.lost();
    }
  }
  if (first < last) {
    EXPECT_GT(lost, 1000U) << "the swarm is too tame to prove anything";
  }
}

}  // namespace
}  // namespace lastwrite
