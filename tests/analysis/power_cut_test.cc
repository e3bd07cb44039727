// Acknowledged writes that went with a power cut: stranded where nobody else had them, judged as
// ever where somebody had; and no excuse without a power cut.
#include "tests/analysis/judged.h"

namespace lastwrite {
namespace {

v1::TraceEvent power(const PlantedRun& run, bool fails) {
  v1::TraceEvent event;
  event.set_at_ns(run.now_ns());
  v1::Fault& fault = *event.mutable_fault();
  fault.set_description("power cut of eu");
  fault.set_begins(fails);
  fault.add_regions("eu");
  fault.set_loses_unsynced(true);
  return event;
}

// eu loses its power at 30 ms and is back at 40 ms.
void cut(PlantedRun& run) {
  run.at(30).raw("driver", power(run.at(30), true));
  run.at(40).raw("driver", power(run.at(40), false));
}

// A write of eu that was acknowledged and is not in its store after the power cut.
WriteOptions lost(std::uint32_t session) {
  return {.session = session, .stored = false};
}

TEST(PowerCut, AnAcknowledgedWriteThatNobodyElseHadIsStranded) {
  PlantedRun run({"eu", "us"});
  const Planted kept = run.at(10).write("eu", {.session = 1});
  const Planted gone = run.at(20).write("eu", lost(1));
  cut(run);
  run.at(90).settle();
  const Judged judged(run);
  EXPECT_EQ(judged.fate(gone), "lost_stranded");
  EXPECT_EQ(judged.fate(kept), "winner");
  EXPECT_TRUE(judged.ledger().findings.empty());
}

TEST(PowerCut, ALaterWriteDoesNotHideTheCause) {
  PlantedRun run({"eu", "us"});
  const Planted kept = run.at(10).write("eu", {.session = 1});
  const Planted gone = run.at(20).write("eu", lost(2));
  cut(run);
  const Planted later = run.at(50).write("eu", {.session = 1});
  run.at(90).settle();
  const Judged judged(run);
  EXPECT_EQ(judged.fate(gone), "lost_stranded");
  EXPECT_EQ(judged.fate(kept), "superseded_informed");
  EXPECT_EQ(judged.displacer(kept), later.operation);
  EXPECT_EQ(judged.fate(later), "winner");
}

TEST(PowerCut, WhatWasDisplacedBeforeAndStayedSoIsJudgedAsEver) {
  PlantedRun run({"eu", "us"});
  const Planted first = run.at(10).write("eu", {.session = 1});
  const Planted second = run.at(20).write("eu", {.session = 1});
  cut(run);
  run.at(90).settle();
  const Judged judged(run);
  EXPECT_EQ(judged.fate(first), "superseded_informed");
  EXPECT_EQ(judged.fate(second), "winner");
}

TEST(PowerCut, WhatTookEverythingLeftNothingToReadAndStrandedAll) {
  PlantedRun run({"eu"});
  const Planted first = run.at(10).write("eu", lost(1));
  const Planted second = run.at(20).write("eu", lost(1));
  cut(run);
  run.at(90).settle();
  const Judged judged(run);
  EXPECT_EQ(judged.fate(first), "lost_stranded");
  EXPECT_EQ(judged.fate(second), "lost_stranded");
  EXPECT_TRUE(judged.ledger().findings.empty());
}

TEST(PowerCut, OfARegionThatNobodyReadInTheEndSaysNothing) {
  PlantedRun run({"eu", "us"});
  const Planted write = run.at(10).write("eu", {.session = 1});
  run.at(25).deliver(write, "us");
  cut(run);
  run.at(90).settle({"eu"});
  EXPECT_EQ(Judged(run).fate(write), "winner");
}

TEST(PowerCut, WithoutOneTheSameTraceIsABug) {
  PlantedRun run({"eu", "us"});
  run.at(10).write("eu", {.session = 1});
  const Planted gone = run.at(20).write("eu", lost(1));
  run.at(90).settle();
  const Judged judged(run);
  EXPECT_EQ(judged.fate(gone), "unexpected");
  EXPECT_FALSE(judged.ledger().findings.empty());
}

}  // namespace
}  // namespace lastwrite
