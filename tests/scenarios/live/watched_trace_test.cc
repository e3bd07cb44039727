// What a driver writes goes to its trace, and the console is told what it means.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "proto/trace.pb.h"
#include "scenarios/live/watched_strategy.h"
#include "tests/support/manual_scheduler.h"
#include "tests/support/temp_directory.h"

namespace lastwrite {
namespace {

using ::testing::ElementsAre;

class ListedTrace final : public DriverTrace {
 public:
  void write(const v1::TraceEvent& event) override { events.push_back(event); }
  Result<void> flush() override { return fail(ErrorCode::kIo, "the disk is full"); }
  std::vector<v1::TraceEvent> events;
};

class WatchedRun : public testing::Test {
 protected:
  WatchedRun() {
    watched_.tell(watch_, [this] { ++changes_; });
  }

  void fault(const std::string& description, bool begins, const std::vector<std::string>& regions) {
    v1::TraceEvent event;
    event.mutable_fault()->set_description(description);
    event.mutable_fault()->set_begins(begins);
    for (const std::string& region : regions) event.mutable_fault()->add_regions(region);
    watched_.write(event);
  }
  std::vector<std::string> disturbances(bool over) const {
    std::vector<std::string> all;
    for (const Disturbance& one : *watch_.story_context().disturbances) {
      std::string text = one.what + " of";
      for (const RegionName& region : one.regions) text += " " + region.text;
      if (one.end.has_value() == over) all.push_back(text);
    }
    return all;
  }

  const std::vector<RegionName> regions_{RegionName("eu"), RegionName("us")};
  ManualScheduler loop_;
  TempDirectory traces_;
  LossWatch watch_{traces_.path(), regions_, loop_};
  ListedTrace file_;
  ShownRun run_;
  int changes_ = 0;
  WatchedTrace watched_{file_, regions_, run_};
};

TEST_F(WatchedRun, WritesWhatTheDriverWrote) {
  v1::TraceEvent event;
  event.set_at_ns(5);
  event.mutable_phase()->set_name("measure");
  watched_.write(event);
  ASSERT_EQ(file_.events.size(), 1U);
  EXPECT_EQ(file_.events[0].SerializeAsString(), event.SerializeAsString());
  EXPECT_EQ(run_.phase, "measure");
  EXPECT_EQ(changes_, 1);
  EXPECT_FALSE(watched_.flush()) << "what the disk says is the run's to know";
}

TEST_F(WatchedRun, AFaultIsADisturbanceOfItsRegionsWhileItLasts) {
  fault("kill eu", true, {"eu"});
  fault("partition into random halves", true, {});
  EXPECT_THAT(disturbances(/*over=*/false),
              ElementsAre("kill eu of eu", "partition into random halves of eu us"));
  fault("kill eu", false, {"eu"});
  fault("never begun", false, {"eu"});
  EXPECT_THAT(disturbances(/*over=*/true), ElementsAre("kill eu of eu"));
}

TEST_F(WatchedRun, OfTwoEqualFaultsOneEndIsTheEndOfOne) {
  fault("slow disk of eu: 5ms", true, {"eu"});
  fault("slow disk of eu: 5ms", true, {"eu"});
  fault("slow disk of eu: 5ms", false, {"eu"});
  EXPECT_EQ(disturbances(/*over=*/false).size(), 1U);
}

}  // namespace
}  // namespace lastwrite
