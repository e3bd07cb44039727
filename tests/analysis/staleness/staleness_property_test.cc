// Random last-writer-wins worlds: what analysis/staleness computes with trees and sweeps is what
// its definitions say, read out plainly.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "analysis/ledger/phases.h"
#include "analysis/staleness/staleness.h"
#include "tests/analysis/lww_model.h"
#include "tests/analysis/staleness/naive_staleness.h"
#include "tests/support/property.h"

namespace lastwrite {
namespace {

constexpr PropertyOptions kRuns{.runs = 100};

ModelOptions random_world() {
  ModelOptions options;
  options.regions = *rc::gen::inRange<std::uint32_t>(1, 4);
  options.items = *rc::gen::inRange<std::uint32_t>(1, 4);
  options.lag_ms.assign(options.regions, std::vector<double>(options.regions, 0));
  for (auto& row : options.lag_ms) {
    for (double& lag : row) lag = *rc::gen::inRange(1, 400);
  }
  options.jitter = *rc::gen::element(0.0, 0.9);
  if (*rc::gen::arbitrary<bool>()) {
    for (std::uint32_t r = 0; r < options.regions; ++r) {
      options.skew_ms.push_back(*rc::gen::inRange(-300, 300));
    }
  }
  options.rate_per_s = 4;
  options.reads_per_s = 4;
  options.seconds = 4;
  options.mode =
      *rc::gen::element(ModelMode::kBlind, ModelMode::kAtomic, ModelMode::kReadThenWrite);
  options.think_ms = *rc::gen::element(0.0, 30.0);
  options.ack_ms = *rc::gen::element(0.0, 45.0);
  options.sessions = *rc::gen::inRange<std::uint32_t>(1, 4);
  options.roaming = *rc::gen::arbitrary<bool>();
  options.seed = *rc::gen::arbitrary<std::uint64_t>();
  return options;
}

TEST(StalenessProperty, EveryReadIsAsManyWritesBehindAsACountOverAllWritesSays) {
  expect_property(
      [] {
        LwwModel model(random_world());
        const History history = model.run();
        const NaiveStaleness naive(history);
        const std::vector<std::optional<std::uint32_t>> k = staleness_of_reads(history);
        for (std::uint32_t o = 0; o < k.size(); ++o) RC_ASSERT(k[o] == naive.k(o));
      },
      kRuns);
}

TEST(StalenessProperty, GuaranteesAreJudgedAsByAWalkOverTheWholeSession) {
  expect_property(
      [] {
        LwwModel model(random_world());
        const History history = model.run();
        const NaiveStaleness naive(history);
        const std::vector<GuaranteeChecks> checks =
            check_sessions(history, ReplicaTimelines(history));
        for (std::uint32_t o = 0; o < checks.size(); ++o) RC_ASSERT(checks[o] == naive.checks(o));
      },
      kRuns);
}

TEST(StalenessProperty, AVersionIsIncludedFromTheFirstMomentAReplicaHoldsItOrALaterOne) {
  expect_property(
      [] {
        LwwModel model(random_world());
        const History history = model.run();
        const NaiveStaleness naive(history);
        const ReplicaTimelines timelines(history);
        for (std::uint32_t v = 0; v < history.versions.size(); v += 3) {
          const Version& version = history.versions[v];
          for (std::uint32_t region = 0; region < history.regions.size(); ++region) {
            const std::optional<TrueTime> at = timelines.included_at(region, v);
            RC_ASSERT(at.has_value());
            const std::uint32_t then = naive.held(region, version.item, *at);
            const std::uint32_t earlier = naive.held(region, version.item, *at - 1ns);
            RC_ASSERT(history.versions[then].stamp >= version.stamp);
            RC_ASSERT((earlier == kAbsent || history.versions[earlier].stamp < version.stamp));
          }
        }
      },
      kRuns);
}

// Adds up, stretch by stretch between all events, for how long the replicas differed.
Divergence naive_divergence(const History& history) {
  const NaiveStaleness naive(history);
  const Window window = *measure_window(history);
  std::vector<TrueTime> cuts{window.begin, window.end};
  for (const auto& events : history.events) {
    for (const RegionEvent& event : events) {
      if (window.contains(event.at)) cuts.push_back(event.at);
    }
  }
  std::sort(cuts.begin(), cuts.end());
  Divergence out;
  std::vector<bool> written(history.items.size(), false);
  const double whole = to_seconds(window.end - window.begin);
  for (std::size_t i = 0; i + 1 < cuts.size(); ++i) {
    const double share = to_seconds(cuts[i + 1] - cuts[i]) / whole;
    bool any = false;
    for (std::uint32_t item = 0; item < history.items.size(); ++item) {
      bool differ = false;
      for (std::uint32_t region = 0; region < history.regions.size(); ++region) {
        const std::uint32_t held = naive.held(region, item, cuts[i]);
        if (held != kAbsent) written[item] = true;
        differ = differ || held != naive.held(0, item, cuts[i]);
      }
      if (differ) out.item_share += share;
      any = any || differ;
    }
    if (any) out.any_share += share;
  }
  for (const bool w : written) out.items += w ? 1 : 0;
  if (out.items > 0) out.item_share /= static_cast<double>(out.items);
  return out;
}

TEST(StalenessProperty, DivergenceIsTheSumOfTheStretchesApart) {
  expect_property(
      [] {
        ModelOptions options = random_world();
        options.seconds = 2;
        LwwModel model(options);
        const History history = model.run();
        const Divergence measured = measure_divergence(history, ReplicaTimelines(history));
        const Divergence naive = naive_divergence(history);
        RC_ASSERT(measured.items == naive.items);
        RC_ASSERT(std::abs(measured.item_share - naive.item_share) < 1e-9);
        RC_ASSERT(std::abs(measured.any_share - naive.any_share) < 1e-9);
      },
      kRuns);
}

// The union over regions, moment by moment, of "holds the write or what was computed from it".
TEST(StalenessProperty, ExposureIsTheTimeInWhichSomeRegionHeldTheWrite) {
  expect_property(
      [] {
        ModelOptions options = random_world();
        options.seconds = 2;
        LwwModel model(options);
        const History history = model.run();
        const Evidence evidence(history);
        const ReplicaTimelines timelines(history);
        const std::vector<VersionExposure> exposures = expose_versions(evidence, timelines);
        const NaiveStaleness naive(history);
        std::vector<TrueTime> cuts{timelines.trace_end()};
        for (const auto& events : history.events) {
          for (const RegionEvent& event : events) cuts.push_back(event.at);
        }
        std::sort(cuts.begin(), cuts.end());
        for (std::uint32_t v = 0; v < history.versions.size(); v += 5) {
          Duration visible{0};
          for (std::size_t i = 0; i + 1 < cuts.size(); ++i) {
            bool held = false;
            for (std::uint32_t region = 0; region < history.regions.size(); ++region) {
              const std::uint32_t there = naive.held(region, history.versions[v].item, cuts[i]);
              held = held || (there != kAbsent && evidence.lineage.includes(there, v));
            }
            if (held) visible += cuts[i + 1] - cuts[i];
          }
          std::uint64_t reads = 0;
          for (const Operation& o : history.operations) {
            const bool read = !o.is_write() && o.version != kAbsent;
            reads += read && evidence.lineage.includes(o.version, v) ? 1 : 0;
          }
          RC_ASSERT(exposures[v].visible == visible);
          RC_ASSERT(exposures[v].reads == reads);
        }
      },
      kRuns);
}

TEST(StalenessProperty, OneRegionWithAGoodClockIsNeverStaleAndKeepsAllGuarantees) {
  expect_property(
      [] {
        ModelOptions options = random_world();
        options.regions = 1;
        options.skew_ms.clear();
        LwwModel model(options);
        const History history = model.run();
        const Evidence evidence(history);
        const Staleness staleness(evidence, judge(evidence));
        RC_ASSERT(staleness.summary.reads.max == 0u);
        RC_ASSERT(staleness.summary.divergence.item_share == 0);
        RC_ASSERT(staleness.summary.divergence.any_share == 0);
        for (std::size_t g = 0; g < kGuaranteeCount; ++g) {
          RC_ASSERT(staleness.summary.sessions.all(static_cast<Guarantee>(g)).violated == 0u);
        }
      },
      kRuns);
}

TEST(StalenessProperty, StickySessionsReadTheirWritesWhereClocksAreExact) {
  expect_property(
      [] {
        ModelOptions options = random_world();
        options.skew_ms.clear();
        options.roaming = false;
        LwwModel model(options);
        const History history = model.run();
        const std::vector<GuaranteeChecks> checks =
            check_sessions(history, ReplicaTimelines(history));
        const SessionGuarantees counts = count_sessions(history, checks);
        for (std::size_t g = 0; g < 4; ++g) {
          RC_ASSERT(counts.all(static_cast<Guarantee>(g)).violated == 0u);
          RC_ASSERT(counts.roaming[g].checked == 0u);
        }
      },
      kRuns);
}

}  // namespace
}  // namespace lastwrite
