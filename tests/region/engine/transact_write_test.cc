// Transactions: all or nothing, and why not.
#include "region/engine/transact_write.h"

#include "region/engine/get_item.h"
#include "region/engine/transact_puts.h"
#include "tests/region/engine/engine_test.h"

namespace lastwrite {
namespace {

using Transactions = EngineTest;
INSTANTIATE_TEST_SUITE_P(On, Transactions, testing::ValuesIn(kEveryStoreKind),
                         [](const auto& tested) { return tested.param.name; });

TEST_P(Transactions, WriteAllOfTheirItems) {
  ASSERT_TRUE(put("gone", 1));
  const auto outcome = transact_write(
      *engine_,
      {PutItemInput{kOrders, order("a", 1)},
       UpdateItemInput{kOrders, key("b"), {{SetAction{attribute("x"), Number(2)}}}},
       DeleteItemInput{kOrders, key("gone")}, ConditionCheckInput{kOrders, key("c"), absent()}});
  ASSERT_TRUE(outcome) << outcome.error().message;
  EXPECT_FALSE(outcome->cancelled);
  EXPECT_EQ(get("a"), order("a", 1));
  EXPECT_EQ(get("b")->at("x"), AttributeValue(Number(2)));
  EXPECT_EQ(get("gone"), std::nullopt);
}

TEST_P(Transactions, OneFailureCancelsAllAndEveryActionHasItsReason) {
  ASSERT_TRUE(put("b", 7));
  const std::uint64_t head = engine_->head();
  const auto outcome = transact_write(
      *engine_,
      {PutItemInput{kOrders, order("a", 1)}, PutItemInput{kOrders, order("b", 2), absent()},
       PutItemInput{kOrders, Item{{"other", "x"}}},
       UpdateItemInput{kOrders, key("c"), {{AddAction{attribute("x"), Number(1)}}}}});
  ASSERT_TRUE(outcome) << outcome.error().message;
  ASSERT_TRUE(outcome->cancelled);
  ASSERT_EQ(outcome->reasons.size(), 4U);
  EXPECT_FALSE(outcome->reasons[0].error);
  EXPECT_EQ(outcome->reasons[1].error->code, ErrorCode::kConditionalCheckFailed);
  EXPECT_EQ(outcome->reasons[1].item, order("b", 7));
  EXPECT_EQ(outcome->reasons[2].error->code, ErrorCode::kValidation);
  EXPECT_FALSE(outcome->reasons[3].error);
  EXPECT_EQ(engine_->head(), head) << "something was written";
  EXPECT_EQ(get("a"), std::nullopt);
}

TEST_P(Transactions, TwoActionsOnOneItemAreRefused) {
  const auto outcome = transact_write(*engine_, {PutItemInput{kOrders, order("a", 1)},
                                                 ConditionCheckInput{kOrders, key("a"), absent()}});
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().message,
            "Transaction request cannot include multiple operations on one item");
}

TEST_P(Transactions, OfPutsAnswerWithTheVersionsThatTheyMade) {
  const auto outputs = transact_puts(
      *engine_, {{PutItemInput{kOrders, order("a", 1)}, PutItemInput{kOrders, order("b", 2)}}});
  ASSERT_TRUE(outputs) << outputs.error().message;
  ASSERT_EQ(outputs->size(), 2U);
  EXPECT_EQ((*outputs)[1].new_item, order("b", 2));
  EXPECT_LT((*outputs)[0].version, (*outputs)[1].version);
  const auto held = get_item(*engine_, {.table = kOrders, .key = key("a")});
  ASSERT_TRUE(held) << held.error().message;
  EXPECT_EQ(held->version, (*outputs)[0].version);
}

TEST_P(Transactions, OfPutsSayWhatTheFirstRefusedOneWasRefusedFor) {
  ASSERT_TRUE(put("b", 7));
  const auto outputs = transact_puts(*engine_, {{PutItemInput{kOrders, order("a", 1)},
                                                 PutItemInput{kOrders, order("b", 2), absent()}}});
  ASSERT_FALSE(outputs);
  EXPECT_EQ(outputs.error().code, ErrorCode::kConditionalCheckFailed);
  EXPECT_EQ(get("a"), std::nullopt);
}

TEST_P(Transactions, AMissingTableIsOfTheRequestAsAWhole) {
  const auto outcome =
      transact_write(*engine_, {PutItemInput{TableName("Nowhere"), order("a", 1)}});
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().code, ErrorCode::kResourceNotFound);
}

}  // namespace
}  // namespace lastwrite
