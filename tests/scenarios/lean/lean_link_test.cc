// A lean link gives every record the time that the link model gives it.
#include "scenarios/lean/lean_link.h"

#include <gtest/gtest.h>

#include "replicator/link/link_model.h"
#include "tests/scenarios/lean/drawn_scenario.h"

namespace lastwrite {
namespace {

TEST(LeanLink, RecordsArriveWhenTheLinkModelSays) {
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    const Scenario scenario = drawn_scenario(seed);
    if (scenario.links.empty()) continue;
    const LinkSpec& spec = scenario.links.begin()->second;
    LinkModel model(spec, Random(seed));
    LeanLink lean(spec, Random(seed), 5);
    Random other(seed + 1);
    std::int64_t now = 0;
    for (int i = 0; i < 300; ++i) {
      now += static_cast<std::int64_t>(other.below(20'000'000));
      const auto item = static_cast<std::uint32_t>(other.below(5));
      // An acknowledgement on the way changes no record's delay.
      if (i % 3 == 0) model.plan(TrueTime{now}, 40, Lane::kNone);
      const LinkModel::Plan plan = model.plan(TrueTime{now}, 100, static_cast<Lane>(item + 1));
      const TrueTime first = std::min(plan.due, plan.duplicate_due.value_or(plan.due));
      ASSERT_EQ(lean.due(now, item), first.ns) << "seed " << seed << ", record " << i;
    }
  }
}

TEST(LeanLink, WhatDrawsNothingIsConstant) {
  LinkSpec spec;
  spec.latency = Distribution::fixed(80ms);
  spec.reorder_ppm = 500'000;  // nothing to overtake: all take the same time
  EXPECT_TRUE(is_constant(spec));
  spec.jitter = 1ms;
  EXPECT_FALSE(is_constant(spec));
}

}  // namespace
}  // namespace lastwrite
