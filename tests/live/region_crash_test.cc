// The lesson region-crash, shortened: its report counts what the crash held up.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "analysis/report/analyse.h"
#include "tests/live/support/program.h"
#include "tests/live/support/run_database.h"
#include "tests/live/support/tiny_scenario.h"

namespace lastwrite {
namespace {

using ::testing::HasSubstr;

TEST(RegionCrash, VerdictIsOkAndWhatWasOutstandingIsCounted) {
  Sandbox sandbox;
  const Ended ended =
      run_program(sandbox, {"run", "region-crash", "--runs", sandbox.file("runs"), "--json",
                            "--set", "duration=4s", "--set", "warm_up=500ms", "--set",
                            "faults=[{at: 1s, for: 1500ms, kill: eu-west-1}]"});
  ASSERT_EQ(ended.exit_code, 0) << ended.out << ended.err;
  EXPECT_THAT(ended.out, HasSubstr("\"verdict\":\"ok\""));
  EXPECT_THAT(ended.out, HasSubstr("\"outstanding\":"));
  EXPECT_THAT(ended.out, HasSubstr("\"oldest_age_ns\":"));

  const auto summary = analyse_run(latest_run(sandbox));
  ASSERT_TRUE(summary) << summary.error().message;
  ASSERT_EQ(summary->strategies.size(), 1U);
  EXPECT_TRUE(summary->strategies[0].converged);
  EXPECT_GT(summary->strategies[0].numbers.unknown, 0U)
      << "requests to a dead region have no known outcome";
  EXPECT_EQ(summary->lag.rows.size(), 6U);

  const std::string database = latest_run(sandbox) + "/run.sqlite";
  const std::string killed = "(SELECT at_ns FROM faults WHERE begins = 1)";
  const std::string restarted = "(SELECT at_ns FROM faults WHERE begins = 0)";
  EXPECT_GT(
      query(database, "SELECT max(records) FROM backlogs WHERE \"to\" = 'eu-west-1' AND at_ns > " +
                          killed + " AND at_ns < " + restarted),
      0)
      << "the survivors' backlog for the dead region";
  EXPECT_GT(
      query(database,
            "SELECT count(*) FROM lag_samples WHERE \"from\" = 'eu-west-1' AND accepted_ns < " +
                killed + " AND accepted_ns + lag_ns > " + restarted),
      0)
      << "what was outstanding when the region died arrives after its restart";
  EXPECT_EQ(query(database,
                  "SELECT count(*) FROM writes WHERE acknowledged = 1 AND fate IN ('lost_stranded',"
                  " 'unresolved')"),
            0)
      << "acknowledged, and gone with the region";
}

}  // namespace
}  // namespace lastwrite
