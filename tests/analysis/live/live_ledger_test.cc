// The ledger of a running cluster gives the fates of the ledger that keeps the whole history.
#include "analysis/live/live_ledger.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "analysis/ledger/judge.h"
#include "proto/trace.pb.h"
#include "region/version/proto_stamp.h"
#include "tests/analysis/live/live_feed.h"
#include "tests/analysis/lww_model.h"
#include "tests/support/property.h"

namespace lastwrite {
namespace {

// Strangers all: what clients know beyond their own session the live ledger does not follow.
ModelOptions drawn_model(bool stale_reads) {
  const auto regions = *rc::gen::inRange<std::uint32_t>(1, 5);
  ModelOptions options;
  options.regions = regions;
  options.lag_ms.assign(regions, std::vector<double>(regions, 0));
  for (std::vector<double>& row : options.lag_ms) {
    for (double& lag : row) lag = *rc::gen::inRange(1, 600);
  }
  options.jitter = *rc::gen::inRange(0, 2);
  options.skew_ms.assign(regions, 0);
  for (double& skew : options.skew_ms) skew = *rc::gen::inRange(-500, 500);
  options.rate_per_s = *rc::gen::inRange(1, 8);
  options.items = *rc::gen::inRange<std::uint32_t>(1, 4);
  options.seconds = 3;
  options.mode = stale_reads ? ModelMode::kReadThenWrite
                             : *rc::gen::element(ModelMode::kBlind, ModelMode::kAtomic);
  options.think_ms = stale_reads ? *rc::gen::inRange(0, 300) : 0;
  options.sends_stillborn = false;
  options.seed = *rc::gen::inRange<std::uint64_t>(0, 1'000'000);
  return options;
}

using Counts = std::map<std::string, std::uint64_t>;

void live_and_batch_agree(bool stale_reads, Settling settling, Counts& seen) {
  const History history = LwwModel(drawn_model(stale_reads)).run();
  const Evidence evidence(history);
  const Ledger whole = judge(evidence);
  Counts lost;
  std::uint64_t superseded = 0, writes = 0, standing = 0;
  for (std::size_t o = 0; o < history.operations.size(); ++o) {
    if (!history.operations[o].acknowledged()) continue;
    const Fate fate = whole.operations[o];
    ++writes;
    if (is_lost(fate)) ++lost[std::string(fate_text(fate))];
    if (is_superseded(fate)) ++superseded;
    if (survives(fate)) ++standing;
  }
  LiveLedger ledger(history.regions);
  feed_live(history, ledger, settling);
  const LiveTotals totals = ledger.totals({});
  RC_ASSERT(totals.by_fate == lost);
  RC_ASSERT(totals.superseded == superseded);
  RC_ASSERT(totals.writes == writes);
  RC_ASSERT(totals.open == 0U);
  RC_ASSERT(totals.standing() == standing);
  for (const auto& [fate, count] : lost) seen[fate] += count;
}

TEST(LiveLedger, GivesTheFatesOfTheLedgerThatKeepsTheWholeHistory) {
  Counts seen;
  expect_property([&seen] { live_and_batch_agree(true, Settling::kAtTheEnd, seen); },
                  {.runs = 150});
  expect_property([&seen] { live_and_batch_agree(false, Settling::kAtTheEnd, seen); },
                  {.runs = 150});
}

TEST(LiveLedger, DecidesAsItGoesOnceNoClientMayStillHoldItInItsHands) {
  Counts seen;
  expect_property([&seen] { live_and_batch_agree(true, Settling::kAtOnce, seen); }, {.runs = 200});
  expect_property([&seen] { live_and_batch_agree(false, Settling::kAtOnce, seen); }, {.runs = 200});
  for (const char* fate : {"lost_concurrent", "lost_inverted", "lost_local", "lost_orphaned"})
    EXPECT_GT(seen[fate], 100U) << fate;
}

// Two regions, one item; each write and each arrival by hand.
class TwoRegions : public testing::Test {
 protected:
  struct Write {
    std::int64_t at_ms = 0;
    std::string region;
    std::string session = {};
    std::optional<Stamp> previous = {};
    bool derived = false;
    std::optional<Stamp> base = {};
    bool conditional = false;
    bool atomic = false;
    bool computed = false;
    bool deleted = false;
    bool expired = false;
    std::vector<std::string> replicas = {};
  };

  Stamp write(const Write& write) {
    v1::TraceEvent event;
    event.set_at_ns(write.at_ms * 1'000'000);
    v1::Accept& accept = *event.mutable_accept();
    const Stamp stamp{WallTime{event.at_ns()}, 0, RegionName(write.region)};
    accept.set_table("Orders");
    accept.set_key("s:a");
    to_proto(stamp, accept.mutable_version());
    if (write.previous) to_proto(*write.previous, accept.mutable_previous());
    accept.set_installed(true);
    accept.set_session(write.session);
    accept.set_derived(write.derived);
    accept.set_conditional(write.conditional);
    accept.set_atomic(write.atomic);
    accept.set_computed(write.computed);
    accept.set_deleted(write.deleted);
    accept.set_expired(write.expired);
    for (const std::string& replica : write.replicas) accept.add_replicas(replica);
    if (write.base) to_proto(*write.base, accept.mutable_base());
    ledger_.take(stamp.region, event);
    ledger_.settle(TrueTime{event.at_ns()});
    return stamp;
  }
  void arrive(std::int64_t at_ms, const std::string& region, const Stamp& version,
              const std::optional<Stamp>& previous) {
    v1::TraceEvent event;
    event.set_at_ns(at_ms * 1'000'000);
    v1::Apply& apply = *event.mutable_apply();
    apply.set_table("Orders");
    apply.set_key("s:a");
    to_proto(version, apply.mutable_version());
    if (previous) to_proto(*previous, apply.mutable_previous());
    const bool newer = !previous || *previous < version;
    apply.set_outcome(newer ? v1::Apply::INSTALLED : v1::Apply::DISCARDED_OLDER);
    ledger_.take(RegionName(region), event);
    ledger_.settle(TrueTime{event.at_ns()});
  }

  LiveLedger ledger_{{RegionName("eu"), RegionName("us")}, Duration(0)};
};

TEST_F(TwoRegions, NothingWaitsForARegionWithoutTheTable) {
  const Stamp first = write({.at_ms = 0, .region = "eu", .replicas = {"eu"}});
  write({.at_ms = 10, .region = "eu", .previous = first, .replicas = {"eu"}});
  ledger_.settle(TrueTime{3'000'000'000});
  const LiveTotals totals = ledger_.totals({});
  EXPECT_EQ(totals.writes, 2U);
  EXPECT_EQ(totals.open, 0U);
}

TEST_F(TwoRegions, WhatIsOpenOfATableThatIsGoneIsGivenUp) {
  const Stamp first = write({.at_ms = 0, .region = "eu"});
  arrive(10, "us", first, std::nullopt);
  write({.at_ms = 20, .region = "us", .previous = first});
  const std::uint64_t open = ledger_.totals({}).open;
  EXPECT_EQ(open, 2U) << "one is on its way, and until it is there eu holds the other";
  ledger_.keep_tables({"Orders"});
  EXPECT_EQ(ledger_.totals({}).open, open) << "the table is there";
  ledger_.keep_tables({"Others"});
  ledger_.settle(TrueTime{3'000'000'000});
  const LiveTotals totals = ledger_.totals({});
  EXPECT_EQ(totals.open, 0U);
  EXPECT_EQ(totals.writes, 2U);
  EXPECT_EQ(totals.given_up + totals.standing(), 2U);
  EXPECT_TRUE(ledger_.has_table("Orders"));
  EXPECT_FALSE(ledger_.has_table("Others"));
}

TEST_F(TwoRegions, WhatStoodInATableThatIsGoneStillStands) {
  const Stamp first = write({.at_ms = 0, .region = "eu"});
  arrive(10, "us", first, std::nullopt);
  ledger_.keep_tables({});
  EXPECT_EQ(ledger_.totals({}).standing(), 1U);
  EXPECT_EQ(ledger_.totals({}).given_up, 0U);
}

TEST_F(TwoRegions, ATableOfTheSameNameBeginsAnew) {
  write({.at_ms = 0, .region = "eu"});
  ledger_.keep_tables({});
  const Stamp again = write({.at_ms = 20, .region = "eu"});
  EXPECT_EQ(ledger_.totals({}).open, 1U);
  arrive(30, "us", again, std::nullopt);
  EXPECT_EQ(ledger_.totals({}).open, 0U);
  EXPECT_EQ(ledger_.totals({}).given_up, 1U);
}

TEST_F(TwoRegions, ARegionThatJoinsTheTableIsWaitedForFromThenOn) {
  const Stamp first = write({.at_ms = 0, .region = "eu", .replicas = {"eu"}});
  const Stamp second = write({.at_ms = 10, .region = "eu", .previous = first});
  EXPECT_EQ(ledger_.totals({}).open, 1U);
  arrive(20, "us", second, std::nullopt);
  ledger_.settle(TrueTime{3'000'000'000});
  EXPECT_EQ(ledger_.totals({}).open, 0U);
}

TEST_F(TwoRegions, ARaceOfReadModifyWritesLosesTheEarlierOneWithItsStory) {
  const Stamp first = write({0, "eu", "a"});
  arrive(10, "us", first, std::nullopt);
  const Stamp here = write({20, "eu", "a", first, true, first});
  const Stamp there = write({21, "us", "b", first, true, first});
  EXPECT_EQ(ledger_.totals({}).open, 2U) << "both are on their way";
  arrive(60, "us", here, there);
  arrive(61, "eu", there, here);
  ASSERT_EQ(ledger_.losses().size(), 1U);
  const LostWrite& loss = ledger_.losses().front();
  EXPECT_EQ(loss.fate, Fate::kLostConcurrent);
  EXPECT_EQ(loss.write->pattern, WritePattern::kReadModifyWrite);
  EXPECT_EQ(loss.write->stamp, here);
  EXPECT_EQ(loss.write->session, "a");
  EXPECT_EQ(loss.by->stamp, there);
  EXPECT_EQ(loss.told_at, TrueTime{60'000'000});
  EXPECT_EQ(loss.displaced_at, TrueTime{61'000'000});
  const LiveTotals totals = ledger_.totals({});
  EXPECT_EQ(totals.writes, 3U);
  EXPECT_EQ(totals.open, 0U);
  EXPECT_EQ(totals.standing(), 2U);
  EXPECT_EQ(totals.rate.hits, 1U);
  EXPECT_EQ(ledger_.of_region(RegionName("eu")).lost, 1U);
  EXPECT_EQ(ledger_.totals({"Others"}).writes, 0U);
}

TEST_F(TwoRegions, AStaleReadLosesTheLocalWriteThatItDidNotSee) {
  const Stamp first = write({0, "eu", "a"});
  arrive(10, "us", first, std::nullopt);
  const Stamp second = write({20, "eu", "a", first, true, first});
  const Stamp third = write({30, "eu", "b", second, true, first});
  arrive(40, "us", second, first);
  arrive(41, "us", third, second);
  ASSERT_EQ(ledger_.losses().size(), 1U);
  EXPECT_EQ(ledger_.losses().front().fate, Fate::kLostLocal);
  EXPECT_EQ(ledger_.losses().front().write->stamp, second);
}

// How the loser of a race came by what it wrote.
TEST_F(TwoRegions, ALossTellsHowItsClientCameByWhatItWrote) {
  const std::vector<std::pair<Write, WritePattern>> rows = {
      {{.region = "eu"}, WritePattern::kBlindPut},
      {{.region = "eu", .deleted = true}, WritePattern::kBlindDelete},
      {{.region = "eu", .derived = true}, WritePattern::kReadModifyWrite},
      {{.region = "eu", .derived = true, .atomic = true}, WritePattern::kReadModifyWrite},
      {{.region = "eu", .derived = true, .conditional = true}, WritePattern::kConditional},
      {{.region = "eu", .atomic = true}, WritePattern::kUpdate},
      {{.region = "eu", .derived = true, .atomic = true, .computed = true},
       WritePattern::kAtomicUpdate}};
  std::optional<Stamp> last;
  std::int64_t now = 0;
  for (auto [loser, pattern] : rows) {
    loser.at_ms = now += 100;
    loser.previous = last;
    loser.base = loser.derived ? last : std::nullopt;
    const Stamp lost = write(loser);
    const Stamp won = write({.at_ms = now += 10, .region = "us", .previous = last});
    arrive(now += 10, "us", lost, won);
    arrive(now += 10, "eu", won, lost);
    ASSERT_FALSE(ledger_.losses().empty());
    EXPECT_EQ(ledger_.losses().back().write->stamp, lost);
    EXPECT_EQ(ledger_.losses().back().write->pattern, pattern) << pattern_text(pattern);
    EXPECT_EQ(ledger_.losses().back().fate, Fate::kLostConcurrent);
    last = won;
  }
  EXPECT_EQ(ledger_.losses().size(), rows.size());
}

TEST_F(TwoRegions, WhatTheTimeToLiveDeletesIsNobodysWrite) {
  const Stamp put = write({.at_ms = 0, .region = "eu", .session = "a"});
  arrive(10, "us", put, std::nullopt);
  // Both regions delete it, neither having heard of the other.
  const Stamp here =
      write({.at_ms = 100, .region = "eu", .previous = put, .deleted = true, .expired = true});
  const Stamp there =
      write({.at_ms = 101, .region = "us", .previous = put, .deleted = true, .expired = true});
  arrive(110, "us", here, there);
  arrive(111, "eu", there, here);
  ledger_.settle(TrueTime{1'000'000'000});
  const LiveTotals totals = ledger_.totals({});
  EXPECT_EQ(totals.writes, 1U);
  EXPECT_EQ(totals.lost, 0U);
  EXPECT_EQ(totals.superseded, 1U);
  EXPECT_EQ(totals.open, 0U);
  EXPECT_EQ(totals.standing(), 0U);
  EXPECT_EQ(ledger_.of_region(RegionName("us")).writes, 0U);
}

TEST_F(TwoRegions, AWriteThatTheTimeToLiveOverwroteIsLostAllTheSame) {
  const Stamp put = write({.at_ms = 0, .region = "eu", .session = "a"});
  arrive(10, "us", put, std::nullopt);
  const Stamp late = write({.at_ms = 100, .region = "eu", .session = "a", .previous = put});
  const Stamp gone =
      write({.at_ms = 101, .region = "us", .previous = put, .deleted = true, .expired = true});
  arrive(110, "us", late, gone);
  arrive(111, "eu", gone, late);
  ledger_.settle(TrueTime{1'000'000'000});
  EXPECT_EQ(ledger_.totals({}).lost, 1U);
  EXPECT_EQ(ledger_.totals({}).writes, 2U);
}

TEST_F(TwoRegions, OverwritingWhatOneKnowsIsNoLoss) {
  const Stamp first = write({0, "eu", "a"});
  arrive(10, "us", first, std::nullopt);
  const Stamp second = write({20, "us", "b", first});
  arrive(30, "eu", second, first);
  EXPECT_TRUE(ledger_.losses().empty());
  EXPECT_EQ(ledger_.totals({}).superseded, 1U);
}

TEST_F(TwoRegions, AWriteThatWasNeverCommittedCountsForNothing) {
  const Stamp first = write({0, "eu", "a"});
  arrive(10, "us", first, std::nullopt);
  write({20, "eu", "a", first});  // and the region is killed before its commit
  v1::TraceEvent header;
  header.set_at_ns(30'000'000);
  header.mutable_header()->set_incarnation(1);
  ledger_.take(RegionName("eu"), header);
  const Stamp after = write({40, "eu", "a", first});
  arrive(50, "us", after, first);
  const LiveTotals totals = ledger_.totals({});
  EXPECT_EQ(totals.writes, 2U);
  EXPECT_EQ(totals.lost, 0U);
  EXPECT_EQ(totals.open, 0U);
}

TEST_F(TwoRegions, ALongChainOfUpdatesIsRememberedOnlyToItsEnd) {
  std::optional<Stamp> last;
  for (int i = 0; i < 1'000; ++i) {
    const Stamp next = write({10 * i, "eu", "a", last, true, last});
    arrive(10 * i + 5, "us", next, last);
    last = next;
  }
  const LiveTotals totals = ledger_.totals({});
  EXPECT_EQ(totals.writes, 1'000U);
  EXPECT_EQ(totals.standing(), 1'000U);
}

}  // namespace
}  // namespace lastwrite
