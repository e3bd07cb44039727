// The ledger that forgets gives the fates of the ledger that keeps everything.
#include "analysis/online/online_ledger.h"

#include <gtest/gtest.h>

#include "analysis/ledger/tally.h"
#include "tests/analysis/lww_model.h"
#include "tests/analysis/online/history_feed.h"
#include "tests/support/property.h"

namespace lastwrite {
namespace {

LossFlags flags_of(const History& history, const Ledger& ledger) {
  LossFlags flags;
  for (const Operation& operation : history.operations) {
    if (!operation.acknowledged()) continue;
    const Judgement& judgement = ledger.versions[operation.version];
    if (!is_lost(judgement.fate)) continue;
    flags.newer_in_real_time += judgement.flags.newer_in_real_time ? 1 : 0;
    flags.tie += judgement.flags.tie ? 1 : 0;
    flags.condition_passed += judgement.flags.condition_passed ? 1 : 0;
  }
  return flags;
}

ModelOptions drawn_model() {
  const auto regions = *rc::gen::inRange<std::uint32_t>(1, 6);
  ModelOptions options;
  options.regions = regions;
  options.lag_ms.assign(regions, std::vector<double>(regions, 0));
  for (std::vector<double>& row : options.lag_ms) {
    for (double& lag : row) lag = *rc::gen::inRange(1, 600);
  }
  options.jitter = *rc::gen::inRange(0, 2);
  options.skew_ms.assign(regions, 0);
  for (double& skew : options.skew_ms) skew = *rc::gen::inRange(-500, 500);
  options.rate_per_s = *rc::gen::inRange(1, 12);
  options.items = *rc::gen::inRange<std::uint32_t>(1, 4);
  options.seconds = 4;
  options.mode =
      *rc::gen::element(ModelMode::kBlind, ModelMode::kAtomic, ModelMode::kReadThenWrite);
  options.think_ms = *rc::gen::inRange(0, 300);
  options.sessions = *rc::gen::inRange<std::uint32_t>(0, 4);
  options.reads_per_s = *rc::gen::inRange(0, 5);
  options.roaming = *rc::gen::arbitrary<bool>();
  options.sends_stillborn = false;
  options.seed = *rc::gen::inRange<std::uint64_t>(0, 1'000'000);
  return options;
}

// Of some writes that other regions receive the client never hears.
void lose_answers(History& history) {
  const auto share = *rc::gen::inRange<std::uint64_t>(0, 60);
  for (Operation& operation : history.operations) {
    const bool visible = operation.is_write() && history.versions[operation.version].installed;
    if (visible && operation.id * 37 % 100 < share) operation.outcome = Outcome::kUnknown;
  }
}

void online_and_batch_agree(FateArray& seen) {
  const ModelOptions options = drawn_model();
  History history = LwwModel(options).run();
  if (options.regions > 1) lose_answers(history);
  const Evidence evidence(history);
  const Ledger ledger = judge(evidence);
  const Tally batch = tally(evidence, ledger, find_rivals(evidence, ledger));
  const OnlineSummary online =
      feed_online(history, Duration(static_cast<std::int64_t>(options.think_ms * 1e6)));
  RC_ASSERT(online.counts.fates == batch.fates);
  for (std::size_t f = 0; f < kFateCount; ++f) seen[f] += batch.fates[f];
  for (std::size_t region = 0; region < history.regions.size(); ++region) {
    RC_ASSERT(online.regions[region].fates == batch.regions[region].fates);
    RC_ASSERT(online.regions[region].lost.estimate == batch.regions[region].lost.estimate);
    RC_ASSERT(online.regions[region].lost.high == batch.regions[region].lost.high);
    RC_ASSERT(online.regions[region].rival.high == batch.regions[region].rival.high);
    RC_ASSERT(online.regions[region].concurrent_loss.high ==
              batch.regions[region].concurrent_loss.high);
    RC_ASSERT(online.regions[region].stillborn.high == batch.regions[region].stillborn.high);
  }
  RC_ASSERT(online.rival.hits == batch.rival.hits);
  RC_ASSERT(online.concurrent_loss.hits == batch.concurrent_loss.hits);
  RC_ASSERT(online.acknowledged == batch.acknowledged);
  RC_ASSERT(online.recovered == batch.recovered);
  RC_ASSERT(online.counts.flags == flags_of(history, ledger));
  RC_ASSERT(online.conflict_pairs == batch.anomalies.conflict_pairs);
  RC_ASSERT(online.resolution_events == batch.anomalies.resolution_events);
  RC_ASSERT(online.fork_points == batch.anomalies.fork_points);
  RC_ASSERT(online.double_cas == batch.anomalies.double_cas);
  RC_ASSERT(online.items_written == batch.anomalies.items_written);
  RC_ASSERT(online.wrong_winners == batch.anomalies.wrong_winners);
}

TEST(OnlineLedger, GivesTheFatesOfTheLedgerThatKeepsTheWholeHistory) {
  FateArray seen{};
  expect_property([&seen] { online_and_batch_agree(seen); }, {.runs = 400});
  for (const Fate fate : kAllFates) {
    const bool possible =
        survives(fate) || is_superseded(fate) || (is_lost(fate) && fate != Fate::kLostStranded);
    EXPECT_EQ(seen[static_cast<std::size_t>(fate)] > 0, possible) << fate_text(fate);
  }
}

TEST(OnlineLedger, RemembersWhatIsUnderWayAndNoMore) {
  ModelOptions options;
  options.regions = 3;
  options.lag_ms.assign(3, std::vector<double>(3, 80));
  options.rate_per_s = 10;
  options.items = 20;
  options.mode = ModelMode::kAtomic;
  options.sends_stillborn = false;
  const auto open_max = [&](double seconds) {
    options.seconds = seconds;
    return feed_online(LwwModel(options).run(), Duration(0)).open_max;
  };
  EXPECT_LT(open_max(60), 300U);
  EXPECT_LT(static_cast<double>(open_max(120)), 1.5 * static_cast<double>(open_max(60)));
}

}  // namespace
}  // namespace lastwrite
