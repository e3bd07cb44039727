// Planted bad histories, none of which may pass as fine.
#include "analysis/ledger/token_check.h"
#include "tests/analysis/judged.h"

namespace lastwrite {
namespace {

TEST(BadHistory, AnAcknowledgedWriteThatNoRegionAcceptedIsUnexpected) {
  PlantedRun run({"eu"});
  const Planted a = run.at(10).write("eu", {.session = 1, .accepted = false});
  run.at(90).settle();
  const Judged judged(run);
  EXPECT_EQ(judged.fate(a), "unexpected");
  EXPECT_THAT(judged.ledger().findings,
              testing::Contains(testing::HasSubstr("no region accepted it")));
}

TEST(BadHistory, AnAcknowledgedWriteThatVanishesFromItsOwnStoreIsUnexpected) {
  PlantedRun run({"eu", "us"});
  const Planted old = run.at(10).write("eu", {.session = 1});
  run.at(20).deliver(old, "us");
  const Planted a = run.at(30).write("eu", {.session = 1, .stored = false});
  run.at(90).settle();
  EXPECT_EQ(Judged(run).fate(a), "unexpected");
}

TEST(BadHistory, AFailureThatHappenedIsUnexpected) {
  PlantedRun run({"eu"});
  const Planted a = run.at(10).write("eu", {.session = 1, .outcome = v1::Complete::FAILED});
  run.at(90).settle();
  const Judged judged(run);
  EXPECT_EQ(judged.fate(a), "unexpected");
  EXPECT_THAT(judged.ledger().findings,
              testing::Contains(testing::HasSubstr("failed for certain")));
}

v1::TraceEvent apply_of(const Planted& write, const Planted& over, v1::Apply::Outcome outcome) {
  v1::TraceEvent event;
  v1::Apply& apply = *event.mutable_apply();
  apply.set_table("Orders");
  apply.set_key(write.key);
  *apply.mutable_version() = *write.stamp;
  *apply.mutable_previous() = *over.stamp;
  apply.set_outcome(outcome);
  apply.set_operation(write.operation);
  return event;
}

TEST(BadHistory, AnOlderVersionInstalledOverANewerIsFound) {
  PlantedRun run({"eu", "us"});
  const Planted a = run.at(10).write("eu", {.session = 1});
  const Planted b = run.at(20).write("us", {.session = 2});
  run.at(60).raw("us", apply_of(a, b, v1::Apply::INSTALLED));
  run.at(90).settle();
  EXPECT_THAT(Judged(run).ledger().findings,
              testing::Contains(testing::HasSubstr("installed over a newer one")));
}

TEST(BadHistory, ANewerVersionDiscardedIsFound) {
  PlantedRun run({"eu", "us"});
  const Planted a = run.at(10).write("eu", {.session = 1});
  const Planted b = run.at(20).write("us", {.session = 2});
  run.at(60).raw("eu", apply_of(b, a, v1::Apply::DISCARDED_OLDER));
  run.at(90).settle();
  EXPECT_THAT(Judged(run).ledger().findings,
              testing::Contains(testing::HasSubstr("discarded though it was the newest")));
}

v1::TraceEvent life() {
  v1::TraceEvent event;
  event.mutable_header()->set_format(1);
  return event;
}

TEST(BadHistory, ARegionThatForgetsWhatItHeldWithinOneLifeIsFound) {
  PlantedRun run({"eu", "us"});
  run.raw("us", life());
  const Planted a = run.at(10).write("eu", {.session = 1});
  const Planted b = run.at(20).write("us", {.session = 2});
  v1::TraceEvent forgot = apply_of(a, b, v1::Apply::INSTALLED);
  forgot.mutable_apply()->clear_previous();
  run.at(60).raw("us", forgot);
  run.at(90).settle();
  EXPECT_THAT(Judged(run).ledger().findings,
              testing::Contains(testing::HasSubstr("had forgotten or taken back")));
}

TEST(BadHistory, BetweenTwoLivesACrashMayHaveTakenThingsBack) {
  PlantedRun run({"eu", "us"});
  run.raw("us", life());
  const Planted a = run.at(10).write("eu", {.session = 1});
  v1::TraceEvent rolled_back = apply_of(a, a, v1::Apply::INSTALLED);
  rolled_back.mutable_apply()->clear_previous();
  run.at(15).raw("us", rolled_back);
  run.at(50).raw("us", life());
  run.at(60).write("us", {.session = 2});
  run.at(90).settle();
  EXPECT_THAT(Judged(run).ledger().findings, testing::IsEmpty());
}

TEST(BadHistory, AVersionTakenForADuplicateOfAnotherIsFound) {
  PlantedRun run({"eu", "us"});
  const Planted a = run.at(10).write("eu", {.session = 1});
  const Planted b = run.at(20).write("us", {.session = 2});
  run.at(60).raw("us", apply_of(a, b, v1::Apply::DUPLICATE));
  run.at(90).settle();
  EXPECT_THAT(Judged(run).ledger().findings,
              testing::Contains(testing::HasSubstr("took for a duplicate")));
}

TEST(BadHistory, AWriteThatNobodyAttemptedIsFound) {
  PlantedRun run({"eu"});
  run.at(10).write("eu");
  v1::TraceEvent event;
  v1::Accept& accept = *event.mutable_accept();
  accept.set_table("Orders");
  accept.set_key("other");
  accept.mutable_version()->set_time_ns(5);
  accept.mutable_version()->set_region("eu");
  accept.set_operation(4711);
  accept.set_installed(true);
  run.at(20).raw("eu", event);
  run.at(90).settle();
  EXPECT_THAT(Judged(run).ledger().findings,
              testing::Contains(testing::HasSubstr("4711, which nobody attempted")));
}

TEST(BadHistory, SameVersionWithOtherBytesIsADisagreement) {
  PlantedRun run({"eu", "us"});
  const Planted a = run.at(10).write("eu");
  run.at(20).deliver(a, "us").quiesce(true);
  for (const std::uint64_t hash : {1, 2}) {
    v1::TraceEvent event;
    v1::Final& final = *event.mutable_final();
    final.set_region(hash == 1 ? "eu" : "us");
    final.set_table("Orders");
    final.set_key("k");
    *final.mutable_version() = *a.stamp;
    final.set_value_hash(hash);
    run.raw("driver", event);
  }
  const Judged judged(run);
  EXPECT_EQ(judged.fate(a), "unresolved");
  EXPECT_THAT(judged.ledger().findings, testing::Contains(testing::HasSubstr("different bytes")));
}

std::vector<std::string> findings_with_final_tokens(const std::vector<std::string>& tokens) {
  PlantedRun run({"eu"});
  run.at(10).write("eu", {.session = 1, .token = "t1"});
  run.at(90).settle();
  History history = run.history();
  for (FinalMark& mark : history.finals) mark.tokens = tokens;
  const Evidence evidence(history);
  return judge(evidence).findings;
}

TEST(BadHistory, AFateThatTheFinalTokensContradictIsFound) {
  EXPECT_THAT(findings_with_final_tokens({"t1"}), testing::IsEmpty());
  EXPECT_THAT(findings_with_final_tokens({"another"}),
              testing::Contains(testing::HasSubstr("is winner, yet its token is not there")));
}

}  // namespace
}  // namespace lastwrite
