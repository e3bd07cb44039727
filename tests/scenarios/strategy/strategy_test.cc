#include "scenarios/strategy/backoff.h"
#include "scenarios/strategy/delete_instead.h"
#include "scenarios/strategy/item_layout.h"
#include "scenarios/strategy/registry.h"
#include "scenarios/strategy/sibling_key.h"
#include "scenarios/strategy/time_to_live.h"

namespace lastwrite {
namespace {

const KeySchema kSchema{.partition = {"orderId", KeyType::kString}, .sort = std::nullopt};
const std::vector<RegionName> kRegions = {RegionName("a"), RegionName("b"), RegionName("c")};

Attempt attempt_on(const std::string& key) {
  Attempt attempt;
  attempt.table = TableName("Orders");
  attempt.key = {{"orderId", key.c_str()}};
  attempt.key_text = key;
  attempt.client_region = RegionName("a");
  attempt.increment = 1;
  attempt.token = "a/0#7";
  return attempt;
}

GetItemOutput holding(std::int64_t count, std::int64_t version) {
  GetItemOutput held;
  held.item = Item{
      {"orderId", "x"}, {"count", Number(count)}, {"version", Number(version)}, {"etag", "e-1"}};
  return held;
}

std::unique_ptr<Strategy> make(const StrategySpec& spec) {
  return make_strategy(spec, kRegions, kSchema);
}

PutItemInput put_of(StrategyKind kind, const Attempt& attempt, const GetItemOutput& held) {
  return std::get<PutItemInput>(make({.kind = kind})->write(attempt, held));
}

TEST(Strategies, EveryKindCanBeMadeAndBearsItsName) {
  for (const StrategyKind kind : all_strategy_kinds()) {
    EXPECT_NE(make({.kind = kind}), nullptr);
    EXPECT_EQ(strategy_of_name(strategy_name(kind)), kind);
  }
}

TEST(BlindPut, CountsOnFromWhatTheClientItselfWroteLast) {
  Attempt attempt = attempt_on("x");
  EXPECT_EQ(integer_of(put_of(StrategyKind::kBlindPut, attempt, {}).item, "count"), 1);
  attempt.own_last = 5;
  const PutItemInput put = put_of(StrategyKind::kBlindPut, attempt, {});
  EXPECT_EQ(integer_of(put.item, "count"), 6);
  EXPECT_FALSE(put.condition);
}

TEST(ReadModifyWrite, CountsOnFromWhatItReadAndChecksNothing) {
  const PutItemInput put = put_of(StrategyKind::kReadModifyWrite, attempt_on("x"), holding(41, 9));
  EXPECT_EQ(integer_of(put.item, "count"), 42);
  EXPECT_FALSE(put.condition);
}

TEST(VersionCheck, AsksForTheVersionItReadAndWritesTheNext) {
  const PutItemInput put = put_of(StrategyKind::kVersionCheck, attempt_on("x"), holding(41, 9));
  EXPECT_EQ(integer_of(put.item, "count"), 42);
  EXPECT_EQ(integer_of(put.item, "version"), 10);
  const auto& comparison = std::get<Comparison>(put.condition->node);
  EXPECT_EQ(comparison.comparator, Comparator::kEqual);
  EXPECT_EQ(comparison.right, Operand{AttributeValue(Number(9))});
}

TEST(VersionCheck, AFirstWriteAsksThatNothingIsThere) {
  const PutItemInput put = put_of(StrategyKind::kVersionCheck, attempt_on("x"), {});
  EXPECT_TRUE(std::holds_alternative<AttributeNotExists>(put.condition->node));
  EXPECT_EQ(integer_of(put.item, "version"), 1);
}

TEST(VersionCheckEtag, ComparesATokenThatIsNewForEachAttempt) {
  Attempt attempt = attempt_on("x");
  const PutItemInput first = put_of(StrategyKind::kVersionCheckEtag, attempt, holding(1, 1));
  attempt.number = 2;
  const PutItemInput second = put_of(StrategyKind::kVersionCheckEtag, attempt, holding(1, 1));
  EXPECT_FALSE(first.item.at("etag") == second.item.at("etag"));
  EXPECT_EQ(std::get<Comparison>(first.condition->node).right, Operand{AttributeValue("e-1")});
}

TEST(AtomicAdd, AddsWithoutReading) {
  const auto strategy = make({.kind = StrategyKind::kAtomicAdd});
  EXPECT_THAT(strategy->steps(), ::testing::ElementsAre(Step::kWrite));
  const auto update = std::get<UpdateItemInput>(strategy->write(attempt_on("x"), {}));
  EXPECT_TRUE(std::holds_alternative<AddAction>(update.update.actions.front()));
}

TEST(HomeRegion, EveryClientAgreesOnTheHomeOfAKeyAndAllRegionsAreHomes) {
  const auto strategy = make({.kind = StrategyKind::kHomeRegion});
  std::map<RegionName, int> homes;
  for (int i = 0; i < 300; ++i) {
    Attempt attempt = attempt_on(fmt::format("key-{:06}", i));
    const RegionName home = strategy->target(attempt);
    attempt.client_region = RegionName("c");
    EXPECT_EQ(strategy->target(attempt), home);
    ++homes[home];
  }
  for (const RegionName& region : kRegions) EXPECT_GT(homes[region], 60);
}

TEST(HomeRegion, CanHaveOneHomeForAll) {
  const auto strategy = make({.kind = StrategyKind::kHomeRegion, .home = RegionName("b")});
  EXPECT_EQ(strategy->target(attempt_on("anything")), RegionName("b"));
}

TEST(DeleteInstead, DeletesOnTheConditionOfTheWrite) {
  const Attempt attempt = attempt_on("x");
  const auto put = make({.kind = StrategyKind::kVersionCheck})->write(attempt, holding(3, 7));
  const DeleteItemInput conditional = delete_instead(put, attempt.key);
  EXPECT_EQ(conditional.key, attempt.key);
  EXPECT_EQ(std::get<Comparison>(conditional.condition->node).right,
            Operand{AttributeValue(Number(7))});
  const auto update = make({.kind = StrategyKind::kAtomicAdd})->write(attempt, {});
  EXPECT_FALSE(delete_instead(update, attempt.key).condition);
}

TEST(TimeToLive, IsTheSecondInWhichALifeEndsForEveryKindOfWrite) {
  const WallTime when{1'800'000'003'700'000'000};
  const AttributeValue second = Number(1'800'000'003);
  WriteRequest put = make({.kind = StrategyKind::kBlindPut})->write(attempt_on("x"), {});
  expire_at(put, when);
  EXPECT_EQ(std::get<PutItemInput>(put).item.at("ttl"), second);
  WriteRequest update = make({.kind = StrategyKind::kAtomicAdd})->write(attempt_on("x"), {});
  expire_at(update, when);
  const auto& set = std::get<SetAction>(std::get<UpdateItemInput>(update).update.actions.back());
  EXPECT_EQ(set.path, attribute("ttl"));
  EXPECT_EQ(set.value, UpdateValue{second});
  WriteRequest gone = delete_instead(put, attempt_on("x").key);
  expire_at(gone, when);
  EXPECT_TRUE(std::holds_alternative<DeleteItemInput>(gone));
}

TEST(CrdtCounter, EachRegionAddsToAnItemOfItsOwn) {
  const auto strategy = make({.kind = StrategyKind::kCrdtCounter});
  Attempt attempt = attempt_on("x");
  const auto update = std::get<UpdateItemInput>(strategy->write(attempt, {}));
  EXPECT_EQ(update.key, (Item{{"orderId", "x@a"}}));
  EXPECT_TRUE(std::holds_alternative<AddAction>(update.update.actions[0]));
  attempt.client_region = RegionName("b");
  EXPECT_EQ(strategy->item_key(attempt), (Item{{"orderId", "x@b"}}));
}

TEST(AppendOnly, NoTwoTasksWriteTheSameItemAndOneTaskAlwaysDoes) {
  const auto strategy = make({.kind = StrategyKind::kAppendOnly});
  Attempt attempt = attempt_on("x");
  const auto first = std::get<PutItemInput>(strategy->write(attempt, {}));
  EXPECT_EQ(first.item.at("orderId"), AttributeValue("x+a/0#7"));
  EXPECT_EQ(integer_of(first.item, "count"), 1);
  attempt.number = 2;
  EXPECT_EQ(std::get<PutItemInput>(strategy->write(attempt, {})).item, first.item);
  attempt.token = "a/0#8";
  EXPECT_FALSE(strategy->item_key(attempt) == Item({{"orderId", "x+a/0#7"}}));
}

TEST(SiblingKey, GoesIntoTheSortKeyWhereThatHasRoom) {
  const KeySchema both{.partition = {"id", KeyType::kNumber}, .sort = {{"line", KeyType::kString}}};
  EXPECT_EQ(sibling_key(both, {{"id", Number(17)}, {"line", "0"}}, "", "@a"),
            (Item{{"id", Number(17)}, {"line", "0@a"}}));
  const KeySchema numbered{.partition = {"id", KeyType::kString},
                           .sort = {{"line", KeyType::kNumber}}};
  EXPECT_EQ(sibling_key(numbered, {{"id", "x"}, {"line", Number(0)}}, "lock#", ""),
            (Item{{"id", "lock#x"}, {"line", Number(0)}}));
  const KeySchema bytes{.partition = {"id", KeyType::kBinary}, .sort = std::nullopt};
  EXPECT_EQ(sibling_key(bytes, {{"id", Binary{"x"}}}, "", "@a"), (Item{{"id", Binary{"x@a"}}}));
}

TEST(LockThenWrite, ALeaseIsTakenWhereItIsFreeOrRunOutOrOnesOwn) {
  const auto strategy = make({.kind = StrategyKind::kLockThenWrite, .lease = 3s});
  Attempt attempt = attempt_on("x");
  attempt.now = WallTime{1'000'000'000};
  const Lease lease = *strategy->lease(attempt);
  EXPECT_EQ(lease.take.item,
            (Item{{"orderId", "lock#x"}, {"owner", "a/0#7"}, {"expires", Number(4'000'000'000)}}));
  const auto holder = [](const char* owner, std::int64_t expires) {
    return Item{{"orderId", "lock#x"}, {"owner", owner}, {"expires", Number(expires)}};
  };
  const Item running = holder("b/0#1", 1'000'000'000);
  const Item run_out = holder("b/0#1", 999'999'999);
  const Item own = holder("a/0#7", 2'000'000'000);
  EXPECT_TRUE(*evaluate(*lease.take.condition, nullptr));
  EXPECT_FALSE(*evaluate(*lease.take.condition, &running));
  EXPECT_TRUE(*evaluate(*lease.take.condition, &run_out));
  EXPECT_TRUE(*evaluate(*lease.take.condition, &own));
  EXPECT_EQ(lease.release.key, (Item{{"orderId", "lock#x"}}));
  EXPECT_TRUE(*evaluate(*lease.release.condition, &own));
  EXPECT_FALSE(*evaluate(*lease.release.condition, &run_out));
}

TEST(LockThenWrite, ThePerfectLockIsAMutexAndLeavesNoItem) {
  const auto strategy = make({.kind = StrategyKind::kLockThenWrite, .lock = LockKind::kPerfect});
  EXPECT_THAT(strategy->steps(),
              ::testing::ElementsAre(Step::kMutex, Step::kRead, Step::kThink, Step::kWrite));
  EXPECT_FALSE(strategy->lease(attempt_on("x")));
}

TEST(Strategies, APutWorkloadHasNoCounter) {
  Attempt attempt = attempt_on("x");
  attempt.increment = std::nullopt;
  attempt.padding = 10;
  const PutItemInput put = put_of(StrategyKind::kBlindPut, attempt, {});
  EXPECT_FALSE(put.item.contains("count"));
  EXPECT_EQ(put.item.at("token"), AttributeValue("a/0#7"));
  EXPECT_EQ(put.item.at("payload"), AttributeValue("xxxxxxxxxx"));
}

TEST(Backoff, IsUniformUpToADoublingBoundWithACap) {
  const RetrySpec retry{.base = 100ms, .cap = 1s, .attempts = 8};
  Random random(3);
  for (const auto& [made, bound] :
       std::map<std::uint32_t, Duration>{{1, 100ms}, {2, 200ms}, {4, 800ms}, {5, 1s}, {60, 1s}}) {
    Duration longest{0}, sum{0};
    for (int i = 0; i < 2000; ++i) {
      const Duration wait = backoff(retry, made, random);
      longest = std::max(longest, wait);
      sum += wait;
    }
    EXPECT_LE(longest, bound);
    EXPECT_NEAR(to_ms(sum) / 2000, to_ms(bound) / 2, to_ms(bound) * 0.04);
  }
}

}  // namespace
}  // namespace lastwrite
