// Jepsen's history, and the one for Elle.
#include "analysis/export/edn_log.h"
#include "analysis/export/processes.h"
#include "tests/analysis/export/exported_text.h"

namespace lastwrite {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::StartsWith;

TEST(JepsenHistory, InvokesAndCompletesEveryRequestInOrder) {
  ExportedText out(concurrent_puts());
  ASSERT_TRUE(export_edn(out.view(), out));
  EXPECT_THAT(out.names(), ElementsAre("history-version-check.edn"));
  const auto lines = out.lines("history-version-check.edn");
  ASSERT_THAT(lines, SizeIs(6 * 2 + 4 * 2));  // six requests, four final reads
  EXPECT_THAT(lines[0],
              StartsWith("{:index 0, :time 10000000, :type :invoke, :process 0, :f :write, :value "
                         "[\"k\" 1], :region \"eu\", :session 1,"));
  EXPECT_THAT(lines[1], AllOf(HasSubstr(":type :ok"), HasSubstr(":fate :lost-concurrent")));
  EXPECT_THAT(lines[2], HasSubstr(":f :read, :value [\"k\" nil]"));
  EXPECT_THAT(lines[3], HasSubstr(":type :ok, :process 1, :f :read, :value [\"k\" 1]"));
}

TEST(JepsenHistory, TellsWhatFailedFromWhatIsUnknown) {
  ExportedText out(concurrent_puts());
  ASSERT_TRUE(export_edn(out.view(), out));
  const auto lines = out.lines("history-version-check.edn");
  EXPECT_THAT(lines, Contains(AllOf(HasSubstr(":type :fail"), HasSubstr(":condition-failed"))));
  EXPECT_THAT(lines, Contains(AllOf(HasSubstr(":type :info"), HasSubstr("[\"other\" 5]"))));
}

TEST(JepsenHistory, NoProcessGoesOnAfterAnUnknownOutcome) {
  PlantedRun run({"eu"});
  run.at(0).phase("measure");
  run.at(10).write("eu", {.session = 1, .outcome = v1::Complete::UNKNOWN});
  run.at(20).write("eu", {.session = 1});
  run.at(30).write("eu", {.session = 1, .replied = false});
  run.at(90).settle();
  ExportedText out(run);
  ASSERT_TRUE(export_edn(out.view(), out));
  const auto lines = out.lines("history-version-check.edn");
  EXPECT_THAT(lines[1], HasSubstr(":type :info, :process 0,"));
  EXPECT_THAT(lines[2], HasSubstr(":type :invoke, :process 1,"));
  EXPECT_THAT(lines[4], HasSubstr(":type :invoke, :process 1,"));
  EXPECT_THAT(lines[5], AllOf(HasSubstr(":type :info, :process 1,"), HasSubstr(":no-answer")));
}

TEST(JepsenHistory, FaultsAreOfTheNemesis) {
  PlantedRun run({"eu"});
  run.at(0).phase("measure");
  run.at(5).fault("partition eu", true);
  run.at(10).write("eu");
  run.at(20).fault("partition eu", false);
  run.at(90).settle();
  ExportedText out(run);
  ASSERT_TRUE(export_edn(out.view(), out));
  const auto lines = out.lines("history-version-check.edn");
  EXPECT_THAT(lines[0], HasSubstr(":process :nemesis, :f :start, :value \"partition eu\""));
  EXPECT_THAT(lines[3], HasSubstr(":process :nemesis, :f :stop"));
}

TEST(ElleHistory, ATransactionIsOneAttemptOfOneTask) {
  PlantedRun run({"eu", "us"});
  run.at(0).phase("measure");
  const Planted a = run.at(10).write("eu", {.session = 1, .task = 7});
  run.at(20).refused("eu", {.session = 1, .from = a, .conditional = true, .task = 8});
  run.at(90).settle();
  ExportedText out(run);
  ASSERT_TRUE(export_elle(out.view(), out));
  const auto lines = out.lines("elle-version-check.edn");
  ASSERT_THAT(lines, SizeIs(4 + 4));
  EXPECT_THAT(lines[0], HasSubstr(":type :invoke, :process 0, :f :txn, :value [[:w \"k\" 1]]"));
  EXPECT_THAT(lines[1], HasSubstr(":type :ok"));
  EXPECT_THAT(lines[3], HasSubstr(":type :fail, :process 0, :f :txn, :value [[:w \"k\" 2]]"));
  EXPECT_THAT(lines[5],
              HasSubstr(":type :ok, :process 1, :f :txn, :value [[:r \"k\" 1]], :final? true"));
}

TEST(ElleHistory, LeavesOutItemsThatWereEverDeleted) {
  PlantedRun run({"eu"});
  run.at(0).phase("measure");
  run.at(10).write("eu", {.key = "gone"});
  run.at(20).write("eu", {.key = "gone", .kind = "delete"});
  run.at(30).write("eu", {.key = "there"});
  run.at(90).settle();
  ExportedText out(run);
  ASSERT_TRUE(export_elle(out.view(), out));
  EXPECT_THAT(out.text("elle-version-check.edn"), Not(HasSubstr("gone")));
  EXPECT_THAT(out.text("elle-version-check.edn"), HasSubstr("[:w \"there\" 3]"));
}

TEST(EdnLog, TimesNeverGoBack) {
  ExportedText out(concurrent_puts());
  EdnLog log(out.ExportTarget::file("x"), TrueTime{100});
  log.line(TrueTime{150}, ":a 1");
  log.line(TrueTime{120}, ":a 2");
  EXPECT_THAT(out.lines("x"),
              ElementsAre("{:index 0, :time 50, :a 1}", "{:index 1, :time 50, :a 2}"));
}

TEST(Processes, OneSessionIsOneProcessWhileItAsksOneThingAtATime) {
  Processes processes;
  EXPECT_EQ(processes.begin(7), 0u);
  EXPECT_EQ(processes.begin(7), 1u);  // at once
  processes.end(7, 0, true);
  EXPECT_EQ(processes.begin(7), 0u);
  processes.end(7, 0, false);
  EXPECT_EQ(processes.begin(7), 2u);
  EXPECT_EQ(processes.fresh(), 3u);
}

}  // namespace
}  // namespace lastwrite
