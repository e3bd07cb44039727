#include "scenarios/control/shown_cluster.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scenarios/control/control_fixture.h"

namespace lastwrite {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class Shown : public Control {
 protected:
  static void ignore(const Result<void>&) {}
  std::string status() { return get("/status").body; }

  ShownCluster shown_{cluster_, control_};
};

TEST_F(Shown, ALinkThatIsChangedIsChangedOnceAndSaysSo) {
  LinkSpec cut;
  cut.partitioned = true;
  shown_.set_link(kServedEu, kServedUs, cut, ignore);
  EXPECT_THAT(cluster_.take_calls(), ElementsAre("link eu us 0ms cut"));
  EXPECT_THAT(status(), HasSubstr(R"("partitioned":true)"));
  shown_.set_link(kServedEu, kServedUs, {}, ignore);
  EXPECT_THAT(status(), testing::Not(HasSubstr(R"("partitioned":true)")));
  EXPECT_THAT(cluster_.take_calls(), ElementsAre("link eu us 0ms"));
}

TEST_F(Shown, AKilledRegionIsDownUntilItRunsAgain) {
  shown_.kill(kServedEu, CrashMode::kProcess, ignore);
  EXPECT_THAT(status(), HasSubstr(R"("down":"killed")"));
  bool answered = false;
  shown_.restart(kServedEu, [&](const Result<void>& started) { answered = started.has_value(); });
  EXPECT_EQ(control_.down(kServedEu), "killed") << "it is only being started";
  loop_.run_for(0ms);
  EXPECT_TRUE(answered);
  EXPECT_EQ(control_.down(kServedEu), "");
  EXPECT_THAT(cluster_.take_calls(), ElementsAre("kill eu", "restart eu"));
}

TEST_F(Shown, EverythingElseGoesToTheClusterAsItIs) {
  shown_.set_clock(kServedEu, {}, ignore);
  shown_.step_clock(kServedEu, 5ms, ignore);
  shown_.set_commit_delay(kServedEu, 5ms, ignore);
  shown_.create_table({TableName("T"), {}}, ignore);
  shown_.client(kServedUs).delete_item({}, [](const Result<WriteOutput>&) {});
  EXPECT_THAT(cluster_.take_calls(),
              ElementsAre("clock eu 0ms", "step eu 5ms", "disk", "table", "delete us"));
}

}  // namespace
}  // namespace lastwrite
