// Several items that stand for one key, and writes that are no part of the workload.
#include "analysis/ledger/logical_items.h"

#include "analysis/ledger/rivals.h"
#include "analysis/ledger/tally.h"
#include "tests/analysis/judged.h"

namespace lastwrite {
namespace {

// An increment of key "k" that is kept in an item of its own.
WriteOptions part(const std::string& item) {
  WriteOptions options;
  options.key = item;
  options.logical_key = "k";
  options.increment = 1;
  return options;
}

WriteOptions lease(std::uint32_t session) {
  WriteOptions options = part("lock#k");
  options.session = session;
  options.increment = 0;
  options.bookkeeping = true;
  options.conditional = true;
  return options;
}

Tally tally_of(const Judged& judged) {
  return tally(judged.evidence(), judged.ledger(), find_rivals(judged.evidence(), judged.ledger()));
}

TEST(LogicalItems, AnItemStandsForItsKeyAndAPlainOneForItself) {
  PlantedRun run({"eu", "us"});
  run.phase("measure").at(10).write("eu", part("k@eu"));
  run.at(20).write("us", part("k@us"));
  run.at(30).write("us", {.key = "plain"});
  const History history = run.at(50).settle().history();
  const std::vector<std::uint32_t> logical = logical_items(history);
  std::map<std::string, std::string> key_of;
  for (std::uint32_t item = 0; item < logical.size(); ++item) {
    key_of[history.items[item].key] = history.items[logical[item]].key;
  }
  EXPECT_THAT(key_of, ::testing::ElementsAre(
                          ::testing::Pair("k", "k"), ::testing::Pair("k@eu", "k"),
                          ::testing::Pair("k@us", "k"), ::testing::Pair("plain", "plain")));
}

TEST(LogicalItems, CounterDriftSumsAllItemsOfAKey) {
  PlantedRun run({"eu", "us"});
  run.phase("measure").at(10).write("eu", part("k+1"));
  WriteOptions unheard = part("k+2");
  unheard.replied = false;
  run.at(20).write("us", unheard);
  const Judged judged(run.at(50).settle());
  EXPECT_EQ(tally_of(judged).counter_drift, -1);  // it happened, though nobody was told
  EXPECT_EQ(tally_of(judged).recovered, 1u);
}

TEST(LogicalItems, AKeyHasAWrongWinnerIfOneOfItsItemsHas) {
  PlantedRun run({"eu", "us"});
  run.phase("measure").at(10).write("eu", part("k@eu"));
  const Planted wins = run.at(20).write("us", part("k@us"));
  const Judged right(run.at(50).settle());
  EXPECT_EQ(right.ledger().converged, true);
  EXPECT_EQ(tally_of(right).anomalies.items_written, 1u);
  EXPECT_EQ(tally_of(right).anomalies.wrong_winners, 0u);

  PlantedRun skewed({"eu", "us"});
  skewed.phase("measure").skew("eu", 100);
  skewed.at(10).write("eu", part("k@us"));
  skewed.at(20).write("us", part("k@us"));
  skewed.at(30).write("us", part("k@eu"));
  const Judged wrong(skewed.at(500).settle());
  EXPECT_EQ(tally_of(wrong).anomalies.items_written, 1u);
  EXPECT_EQ(tally_of(wrong).anomalies.wrong_winners, 1u);
}

TEST(Bookkeeping, HasAFateAndIsInNoCount) {
  PlantedRun run({"eu", "us"});
  const Planted lost = run.phase("measure").at(10).write("eu", lease(1));
  run.at(11).write("us", lease(2));
  run.refused("us", lease(3));
  run.at(20).write("eu", part("k"));
  const Judged judged(run.at(50).settle());
  EXPECT_EQ(judged.fate(lost), "lost_concurrent");
  const Tally tally = tally_of(judged);
  EXPECT_EQ(tally.acknowledged, 1u);
  EXPECT_EQ(tally.requests, 1u);
  EXPECT_EQ(tally.condition_failures, 0u);
  EXPECT_EQ(tally.lost_total(), 0u);
  EXPECT_EQ(tally.anomalies.conflict_pairs, 0u);
  EXPECT_EQ(tally.anomalies.double_cas, 0u);
  EXPECT_EQ(tally.anomalies.items_written, 1u);
  EXPECT_TRUE(judged.ledger().findings.empty());
}

}  // namespace
}  // namespace lastwrite
