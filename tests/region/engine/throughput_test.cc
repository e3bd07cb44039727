// Provisioned capacity as operations meet it.
#include "region/engine/throughput.h"

#include <gmock/gmock.h>

#include "region/base/manual_clock.h"
#include "region/engine/apply_replicated.h"
#include "region/engine/delete_item.h"
#include "region/engine/get_item.h"
#include "region/engine/put_item.h"
#include "region/engine/query.h"
#include "region/engine/scan.h"
#include "region/engine/transact_write.h"
#include "region/engine/update_item.h"
#include "region/store/memory_store.h"

namespace lastwrite {
namespace {

using ::testing::HasSubstr;

const TableName kMeteredTable("Orders");
const KeySchema kMeteredKey{{"id", KeyType::kString}, std::nullopt};

class Throughput : public testing::Test {
 protected:
  explicit Throughput(bool throttle = true) : engine_(open(throttle)) {
    TableDescription table{kMeteredTable, kMeteredKey};
    table.provisioned = ProvisionedThroughput{2, 2};
    IndexDescription index{.name = "by-state", .partition = {{"state", KeyType::kString}}};
    index.provisioned = ProvisionedThroughput{1, 1};
    table.indexes.push_back(index);
    EXPECT_TRUE(engine_->catalog().put(store_.facts(), table));
  }
  std::unique_ptr<Engine> open(bool throttle) {
    EngineOptions options{RegionName("eu-west-1"), StampRule::kWall, 7};
    options.throttle = throttle;
    return Engine::open(options, store_, clock_, observer_).value();
  }

  Result<WriteOutput> put(const std::string& id, Item more = {}) {
    more.insert_or_assign("id", String(id));
    return put_item(*engine_, {kMeteredTable, more});
  }
  Result<GetItemOutput> get(const std::string& id, bool consistent) {
    return get_item(*engine_, {kMeteredTable, Item{{"id", String(id)}}, consistent});
  }
  static std::string code(const Error& error) { return std::string(traits(error.code).wire_name); }
  // How often it goes until it is refused.
  template <typename Operation>
  int times(Operation operation) {
    for (int done = 0;; ++done) {
      const auto result = operation(done);
      if (result) continue;
      EXPECT_EQ(code(result.error()), "ProvisionedThroughputExceededException");
      said_ = result.error().message;
      return done;
    }
  }

  ManualClock clock_;
  MemoryStore store_;
  NullObserver observer_;
  std::unique_ptr<Engine> engine_;
  std::string said_;
};

TEST_F(Throughput, WritesBeyondItAreRefusedUntilSomeHasFlowedIn) {
  const auto put_one = [&](int i) { return put(std::to_string(i)); };
  EXPECT_EQ(times(put_one), 2);
  EXPECT_THAT(said_, HasSubstr("for the table was exceeded"));
  clock_.advance(10s);
  EXPECT_EQ(times(put_one), 20);
}

TEST_F(Throughput, AReadCostsHalfWhereItNeedNotBeConsistent) {
  EXPECT_EQ(times([&](int) { return get("a", true); }), 2);
  clock_.advance(1s);
  EXPECT_EQ(times([&](int) { return get("a", false); }), 4);
}

TEST_F(Throughput, UpdatesAndDeletesAreWritesToo) {
  const auto update = [&](int) {
    return update_item(*engine_, {kMeteredTable, Item{{"id", String("a")}},
                                  Update{{AddAction{attribute("n"), Number(1)}}}});
  };
  EXPECT_EQ(times(update), 2);
  clock_.advance(1s);
  EXPECT_EQ(times([&](int) {
              return delete_item(*engine_, {kMeteredTable, Item{{"id", String("a")}}});
            }),
            2);
}

TEST_F(Throughput, AnIndexThatIsOutOfItRefusesTheWritesThatChangeIt) {
  EXPECT_TRUE(put("a", {{"state", String("new")}}));
  const auto second = put("b", {{"state", String("new")}});
  ASSERT_FALSE(second);
  EXPECT_THAT(second.error().message, HasSubstr("one or more global secondary indexes"));
  EXPECT_TRUE(put("c")) << "it has no entry there";
}

TEST_F(Throughput, AQueryOfAGlobalIndexTakesFromTheIndexAlone) {
  ASSERT_TRUE(put("a", {{"state", String("new")}}));
  QueryInput input{kMeteredTable, Condition::compare(attribute("state"), Comparator::kEqual,
                                                     AttributeValue(String("new")))};
  input.page.index = "by-state";
  EXPECT_EQ(times([&](int) { return query(*engine_, input); }), 2) << "half a unit each";
  EXPECT_THAT(said_, HasSubstr("global secondary indexes"));
  EXPECT_TRUE(scan(*engine_, {kMeteredTable}));
}

TEST_F(Throughput, AConditionThatDoesNotHoldCostsAWrite) {
  const auto refused = [&](int) -> Result<WriteOutput> {
    auto result = put_item(
        *engine_, {kMeteredTable, Item{{"id", String("a")}}, Condition::exists(attribute("id"))});
    if (!result && result.error().code == ErrorCode::kConditionalCheckFailed)
      return WriteOutput{Stamp{}, std::nullopt};
    return result;
  };
  EXPECT_EQ(times(refused), 2);
}

TEST_F(Throughput, ATransactionCostsTwiceAndIsCancelledWhereThereIsNone) {
  const auto transact = [&](const char* id) {
    return transact_write(*engine_, {PutItemInput{kMeteredTable, Item{{"id", String(id)}}}})
        .value();
  };
  EXPECT_FALSE(transact("a").cancelled);
  const TransactOutcome second = transact("b");
  ASSERT_TRUE(second.cancelled) << "two units, and all of them went into the first";
  EXPECT_EQ(code(*second.reasons.at(0).error), "ProvisionedThroughputExceededException");
}

TEST_F(Throughput, ChangesOfPeersTakeItAndAreNeverRefused) {
  ChangeRecord record;
  record.table = kMeteredTable;
  for (std::uint64_t i = 1; i <= 10; ++i) {
    const Item item{{"id", String(std::to_string(i))}};
    record.sequence = i;
    record.key = kMeteredKey.key_of(item).value();
    record.stamp = {clock_.wall_now() + Duration(i), 0, RegionName("us-east-1")};
    record.item = item;
    EXPECT_EQ(apply_replicated(*engine_, record, Provenance::kStream).value(),
              ApplyOutcome::kInstalled);
  }
  EXPECT_EQ(put("mine").error().code, ErrorCode::kThrottling);
  clock_.advance(3s);
  EXPECT_FALSE(put("mine")) << "10 were spent, 2 were there and 6 have flowed in";
  clock_.advance(2s);
  EXPECT_TRUE(put("mine"));
}

TEST_F(Throughput, ATableOnDemandIsNotLimited) {
  TableDescription table = **engine_->catalog().find(kMeteredTable);
  table.provisioned.reset();
  ASSERT_TRUE(engine_->catalog().put(store_.facts(), table));
  for (int i = 0; i < 100; ++i) EXPECT_TRUE(put(std::to_string(i)));
  EXPECT_TRUE(engine_->throttle()->counts().empty());
}

class NoThroughput : public Throughput {
 protected:
  NoThroughput() : Throughput(/*throttle=*/false) {}
};

TEST_F(NoThroughput, IsAskedForWhereTheRegionDoesNotThrottle) {
  for (int i = 0; i < 100; ++i) EXPECT_TRUE(put(std::to_string(i)));
  EXPECT_EQ(engine_->throttle(), nullptr);
}

}  // namespace
}  // namespace lastwrite
