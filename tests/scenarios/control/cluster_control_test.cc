#include "scenarios/control/cluster_control.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "region/base/check.h"
#include "scenarios/control/state_book.h"
#include "tests/scenarios/control/noted_cluster.h"
#include "tests/support/temp_directory.h"

namespace lastwrite {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const RegionName kEu("eu");
const RegionName kUs("us");
const RegionName kAp("ap");

LinkMap links() {
  LinkMap all;
  for (const RegionName& from : {kAp, kEu, kUs}) {
    for (const RegionName& to : {kAp, kEu, kUs}) {
      if (from != to) all[{from, to}].latency = Distribution::fixed(10ms);
    }
  }
  return all;
}

class Controlled : public testing::Test {
 protected:
  // What the call comes to, as a sentence.
  template <typename Call>
  std::string told(Call call) {
    std::string sentence = "no answer";
    call([&](Result<std::string> done) { sentence = done ? *done : "! " + done.error().message; });
    loop_.run_for(0ms);
    return sentence;
  }

  ManualScheduler loop_;
  NotedCluster cluster_{loop_};
  TempDirectory traces_;
  LossWatch watch_{traces_.path(), {kAp, kEu, kUs}, loop_};
  ClusterControl control_{cluster_, watch_, {{kAp, "a"}, {kEu, "b"}, {kUs, "c"}}, links()};
};

TEST_F(Controlled, APartitionCutsBothWaysAndHealEndsIt) {
  EXPECT_EQ(told([&](auto done) { control_.partition({kUs}, {kEu}, std::move(done)); }),
            "us and eu were cut off from each other");
  EXPECT_THAT(cluster_.take_calls(), ElementsAre("link eu us 10ms cut", "link us eu 10ms cut"));
  told([&](auto done) { control_.heal(false, std::move(done)); });
  EXPECT_THAT(cluster_.take_calls(), ElementsAre("link eu us 10ms", "link us eu 10ms"));
}

TEST_F(Controlled, WithoutAnotherSideAPartitionIsFromAllTheRest) {
  told([&](auto done) { control_.partition({kUs}, {}, std::move(done)); });
  EXPECT_EQ(cluster_.take_calls().size(), 4U);
  EXPECT_THAT(told([&](auto done) {
                control_.partition({kAp, kEu, kUs}, {}, std::move(done));
              }),
              HasSubstr("two sides"));
}

TEST_F(Controlled, HealKeepsWhatWasChangedOfALinkAndResetDoesNot) {
  const LinkChange slow{.latency = Distribution::fixed(90ms)};
  told([&](auto done) { control_.change_links({{kUs, kEu}}, slow, std::move(done)); });
  told([&](auto done) { control_.pause({{kUs, kEu}}, true, std::move(done)); });
  EXPECT_THAT(cluster_.take_calls(), ElementsAre("link us eu 90ms", "link us eu 90ms paused"));
  told([&](auto done) { control_.heal(false, std::move(done)); });
  EXPECT_THAT(cluster_.take_calls(), ElementsAre("link us eu 90ms"));
  told([&](auto done) { control_.heal(true, std::move(done)); });
  EXPECT_THAT(cluster_.take_calls(), ElementsAre("link us eu 10ms"));
}

TEST_F(Controlled, ARestartedRegionGetsItsLinksAndItsClockBack) {
  told([&](auto done) { control_.set_clock(kUs, {.offset = 50ms}, std::move(done)); });
  told([&](auto done) { control_.kill(kUs, std::move(done)); });
  told([&](auto done) { control_.partition({kUs}, {kEu}, std::move(done)); });
  EXPECT_THAT(cluster_.take_calls(), ElementsAre("clock us 50ms", "kill us", "link eu us 10ms cut"))
      << "a dead region is told nothing";
  EXPECT_EQ(told([&](auto done) { control_.restart(kUs, std::move(done)); }), "us runs again");
  EXPECT_THAT(cluster_.take_calls(),
              ElementsAre("restart us", "clock us 50ms", "link us ap 10ms", "link us eu 10ms cut"));
}

// --- what explains losses ------------------------------------------------------------------------

class Disturbed : public Controlled {
 protected:
  // What goes on now.
  std::vector<std::string> going_on() const {
    std::vector<std::string> out;
    for (const Disturbance& one : *watch_.story_context().disturbances) {
      if (!one.end) out.push_back(one.what);
    }
    return out;
  }
};

TEST_F(Disturbed, APauseIsOverWhenItsLastLinkIsResumed) {
  const std::vector<LinkPair> both = {{kUs, kEu}, {kEu, kUs}};
  told([&](auto done) { control_.pause(both, true, std::move(done)); });
  EXPECT_THAT(going_on(), ElementsAre("replication was paused: us → eu, eu → us"));
  told([&](auto done) { control_.pause({both[0]}, false, std::move(done)); });
  EXPECT_EQ(going_on().size(), 1U) << "the other way is still held back";
  told([&](auto done) { control_.pause({both[1]}, false, std::move(done)); });
  EXPECT_THAT(going_on(), IsEmpty());
}

TEST_F(Disturbed, AClockThatIsSetRightDisturbsNobodyAnyMore) {
  told([&](auto done) { control_.set_clock(kUs, {.offset = 50ms}, std::move(done)); });
  EXPECT_EQ(going_on().size(), 1U);
  told([&](auto done) { control_.step_clock(kUs, 10ms, std::move(done)); });
  EXPECT_EQ(going_on().size(), 2U) << "both make up its error";
  EXPECT_EQ(told([&](auto done) { control_.set_clock(kUs, {}, std::move(done)); }),
            "the clock of us was set right");
  EXPECT_THAT(going_on(), IsEmpty());
}

TEST_F(Disturbed, AClockThatIsSetAnewIsWrongByThatAlone) {
  told([&](auto done) { control_.set_clock(kUs, {.offset = 50ms}, std::move(done)); });
  told([&](auto done) { control_.set_clock(kUs, {.offset = -20ms}, std::move(done)); });
  ASSERT_EQ(going_on().size(), 1U);
  EXPECT_THAT(going_on().front(), HasSubstr("-20ms"));
  told([&](auto done) { control_.step_clock(kUs, 20ms, std::move(done)); });
  EXPECT_THAT(going_on(), IsEmpty());
}

TEST_F(Disturbed, HealEndsPartitionsAndPauses) {
  told([&](auto done) { control_.partition({kUs}, {kEu}, std::move(done)); });
  told([&](auto done) { control_.pause({{kAp, kEu}}, true, std::move(done)); });
  told([&](auto done) { control_.heal(false, std::move(done)); });
  EXPECT_THAT(going_on(), IsEmpty());
}

TEST_F(Controlled, WhatIsDeadCannotDieAndWhatRunsCannotStart) {
  EXPECT_THAT(told([&](auto done) { control_.restart(kUs, std::move(done)); }),
              HasSubstr("us runs"));
  control_.region_lost(kUs, "it fell over");
  EXPECT_THAT(told([&](auto done) { control_.kill(kUs, std::move(done)); }),
              HasSubstr("ctl restart us"));
  EXPECT_THAT(cluster_.take_calls(), IsEmpty());
}

TEST_F(Controlled, ARegionThatIsBeingKilledOrStartedIsLeftToItself) {
  control_.kill(kUs, [](const Result<std::string>&) {});
  EXPECT_THAT(told([&](auto done) { control_.restart(kUs, std::move(done)); }),
              HasSubstr("being killed or started"));
  EXPECT_THAT(cluster_.take_calls(), ElementsAre("kill us"));
  control_.restart(kUs, [](const Result<std::string>&) {});
  EXPECT_THAT(told([&](auto done) { control_.restart(kUs, std::move(done)); }),
              HasSubstr("being killed or started"));
  EXPECT_THAT(cluster_.take_calls(),
              ElementsAre("restart us", "clock us 0ms", "link us ap 10ms", "link us eu 10ms"));
  EXPECT_THAT(told([&](auto done) { control_.kill(kUs, std::move(done)); }), HasSubstr("is dead"));
}

TEST_F(Controlled, AStateBookAsksThoseThatRun) {
  control_.region_lost(kUs, "it fell over");
  std::vector<ControlledRegion> regions;
  StateBook book(loop_, control_);
  book.ask([&](Result<std::vector<ControlledRegion>> told) { regions = *std::move(told); });
  loop_.run_for(0ms);
  ASSERT_EQ(regions.size(), 3U);
  EXPECT_EQ(regions[0].state->head, 7U);
  EXPECT_FALSE(regions[2].state);
  EXPECT_EQ(regions[2].down, "it fell over");
}

TEST_F(Controlled, ANameThatIsNoRegionIsToldWithThoseThatAre) {
  EXPECT_TRUE(control_.region_named("eu"));
  EXPECT_THAT(control_.region_named("mars").error().message, HasSubstr("'mars' here: ap, eu, us"));
}

}  // namespace
}  // namespace lastwrite
