// What each operation does to the local version, on every kind of store.
#include "tests/region/engine/engine_test.h"

namespace lastwrite {
namespace {

using Operations = EngineTest;
INSTANTIATE_TEST_SUITE_P(On, Operations, testing::ValuesIn(kEveryStoreKind),
                         [](const auto& tested) { return tested.param.name; });

template <typename T>
ErrorCode code_of(const Result<T>& result) {
  EXPECT_FALSE(result);
  return result ? ErrorCode::kUsage : result.error().code;
}

TEST_P(Operations, PutStoresTheItemWithItsStampAndAppendsItsChange) {
  const auto written = put("a", 1);
  ASSERT_TRUE(written) << written.error().message;
  const Stamp stamp{clock_.wall_now(), 0, kEurope};
  EXPECT_EQ(written->version, stamp);
  EXPECT_EQ(written->new_item, order("a", 1));
  const StoredItem expected{stamp, order("a", 1), OperationId{9}, 1};
  EXPECT_EQ(stored_at("a"), expected);
  const ChangeRecord change{1,     kOrders,       key_bytes("a"),
                            stamp, order("a", 1), {OperationId{9}, clock_.now(), {}}};
  EXPECT_EQ(log_of(kEurope), std::vector<ChangeRecord>{change});
  EXPECT_EQ(engine_->head(), 1U);
}

TEST_P(Operations, PutReplacesTheWholeItem) {
  Item wide = order("a", 1);
  wide["note"] = "old";
  ASSERT_TRUE(put_item(*engine_, {kOrders, wide}));
  ASSERT_TRUE(put("a", 2));
  EXPECT_EQ(get("a"), order("a", 2));
}

TEST_P(Operations, AWriteSeesTheWritesBeforeItInTheSameTransaction) {
  ASSERT_TRUE(put("a", 1));
  EXPECT_TRUE(put("a", 2, version_is(1)));
  EXPECT_EQ(code_of(put("a", 3, version_is(1))), ErrorCode::kConditionalCheckFailed);
  EXPECT_EQ(get("a"), order("a", 2));
}

TEST_P(Operations, AConditionThatFailsWritesNothing) {
  ASSERT_TRUE(put("a", 1));
  const auto before = stored_at("a");
  clock_.advance(1ms);
  EXPECT_EQ(code_of(put("a", 2, version_is(5))), ErrorCode::kConditionalCheckFailed);
  EXPECT_EQ(code_of(put("a", 2, absent())), ErrorCode::kConditionalCheckFailed);
  EXPECT_EQ(code_of(update("a", SetAction{attribute("x"), "y"}, version_is(5))),
            ErrorCode::kConditionalCheckFailed);
  EXPECT_EQ(code_of(remove("a", version_is(5))), ErrorCode::kConditionalCheckFailed);
  EXPECT_EQ(stored_at("a"), before);
  EXPECT_EQ(engine_->head(), 1U);
  EXPECT_EQ(observer_.accepts.size(), 1U);
}

TEST_P(Operations, AConditionOnAMissingItemSeesNoAttributes) {
  EXPECT_EQ(code_of(put("a", 1, version_is(0))), ErrorCode::kConditionalCheckFailed);
  EXPECT_EQ(code_of(remove("a", version_is(0))), ErrorCode::kConditionalCheckFailed);
  EXPECT_TRUE(put("a", 1, absent()));
}

TEST_P(Operations, AConditionThatCannotBeEvaluatedIsAValidationError) {
  const auto ordered = Condition::compare(attribute("amount"), Comparator::kLess, Null{});
  EXPECT_EQ(code_of(put("a", 1, ordered)), ErrorCode::kValidation);
  EXPECT_EQ(stored_at("a"), std::nullopt);
}

TEST_P(Operations, DeleteLeavesATombstoneThatReadsAsNothing) {
  ASSERT_TRUE(put("a", 1));
  clock_.advance(1ms);
  const auto deleted = remove("a");
  ASSERT_TRUE(deleted);
  EXPECT_EQ(deleted->new_item, std::nullopt);
  EXPECT_EQ(get("a"), std::nullopt);
  EXPECT_EQ(get_item(*engine_, {kOrders, key("a")})->version, deleted->version);
  ASSERT_TRUE(stored_at("a"));
  EXPECT_EQ(stored_at("a")->item, std::nullopt);
  EXPECT_EQ(log_of(kEurope).back().item, std::nullopt);
  EXPECT_EQ(engine_->tombstones().size(), 1U);
}

TEST_P(Operations, DeletingWhatIsNotThereStillLeavesATombstone) {
  ASSERT_TRUE(remove("a"));
  ASSERT_TRUE(stored_at("a"));
  EXPECT_EQ(stored_at("a")->item, std::nullopt);
  EXPECT_EQ(engine_->head(), 1U);
}

TEST_P(Operations, ATombstoneIsNoItemToConditionsAndUpdates) {
  ASSERT_TRUE(put("a", 5));
  ASSERT_TRUE(remove("a"));
  EXPECT_EQ(code_of(put("a", 1, version_is(5))), ErrorCode::kConditionalCheckFailed);
  ASSERT_TRUE(add("a", 2));
  EXPECT_EQ(get("a"), order("a", 2));
  EXPECT_TRUE(remove("a"));
  EXPECT_TRUE(put("a", 1, absent()));
}

TEST_P(Operations, AddCreatesTheItemAndCountsFromZero) {
  ASSERT_TRUE(add("a", 3));
  EXPECT_EQ(get("a"), order("a", 3));
  const auto again = add("a", -5);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->new_item, order("a", -2));
}

TEST_P(Operations, UpdateKeepsWhatItDoesNotName) {
  ASSERT_TRUE(put("a", 1));
  ASSERT_TRUE(update("a", SetAction{attribute("note"), "new"}));
  Item expected = order("a", 1);
  expected["note"] = "new";
  EXPECT_EQ(get("a"), expected);
  ASSERT_TRUE(update("a", RemoveAction{attribute("amount")}));
  expected.erase("amount");
  EXPECT_EQ(get("a"), expected);
}

TEST_P(Operations, AnUpdateMayAskForItsItemWithoutACondition) {
  UpdateItemInput input{kOrders, key("a"), Update{{AddAction{attribute("amount"), Number(1)}}}};
  input.must_exist = true;
  const auto refused = update_item(*engine_, input);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kConditionalCheckFailed);
  ASSERT_TRUE(put("a", 1));
  ASSERT_TRUE(update_item(*engine_, input));
  EXPECT_FALSE(observer_.accepts.back().conditional);
}

TEST_P(Operations, AnUpdateThatDoesNotFitWritesNothing) {
  ASSERT_TRUE(put("a", 1));
  EXPECT_EQ(code_of(update("a", AddAction{attribute("orderId"), Number(1)})),
            ErrorCode::kValidation);
  EXPECT_EQ(code_of(update("a", SetAction{Path{{"no", "parent"}}, "x"})), ErrorCode::kValidation);
  EXPECT_EQ(code_of(update("a", AddAction{attribute("amount"), StringSet{"x"}})),
            ErrorCode::kValidation);
  EXPECT_EQ(get("a"), order("a", 1));
  EXPECT_EQ(engine_->head(), 1U);
}

TEST_P(Operations, AnItemOver400KBIsRefused) {
  Item large = order("a", 1);
  large["body"] = String(400 * 1024, 'x');
  EXPECT_EQ(code_of(put_item(*engine_, {kOrders, large})), ErrorCode::kItemTooLarge);
  ASSERT_TRUE(put("a", 1));
  EXPECT_EQ(code_of(update("a", SetAction{attribute("body"), String(400 * 1024, 'x')})),
            ErrorCode::kItemTooLarge);
  EXPECT_EQ(get("a"), order("a", 1));
  large["body"] = String(400 * 1024 - 100, 'x');
  EXPECT_TRUE(put_item(*engine_, {kOrders, large}));
}

TEST_P(Operations, AnItemNestedTooDeepIsRefused) {
  AttributeValue deep = "leaf";
  for (int i = 0; i < 33; ++i) deep = List{deep};
  Item item = order("a", 1);
  item["deep"] = deep;
  EXPECT_EQ(code_of(put_item(*engine_, {kOrders, item})), ErrorCode::kValidation);
}

TEST_P(Operations, EveryOperationOnAnUnknownTableSaysSo) {
  const TableName none("Nothing");
  EXPECT_EQ(code_of(put_item(*engine_, {none, order("a", 1)})), ErrorCode::kResourceNotFound);
  EXPECT_EQ(code_of(update_item(*engine_, {none, key("a"), {}})), ErrorCode::kResourceNotFound);
  EXPECT_EQ(code_of(delete_item(*engine_, {none, key("a")})), ErrorCode::kResourceNotFound);
  const auto got = get_item(*engine_, {none, key("a")});
  EXPECT_EQ(code_of(got), ErrorCode::kResourceNotFound);
  EXPECT_THAT(got.error().message, testing::HasSubstr("Nothing"));
  ChangeRecord record = from_virginia(1, "a", 0ms, order("a", 1));
  record.table = none;
  EXPECT_EQ(code_of(apply_replicated(*engine_, record, Provenance::kStream)),
            ErrorCode::kResourceNotFound);
}

TEST_P(Operations, AKeyOfTheWrongShapeIsAValidationError) {
  EXPECT_EQ(code_of(put_item(*engine_, {kOrders, Item{{"other", "x"}}})), ErrorCode::kValidation);
  EXPECT_EQ(code_of(put_item(*engine_, {kOrders, Item{{"orderId", Number(1)}}})),
            ErrorCode::kValidation);
  EXPECT_EQ(code_of(get_item(*engine_, {kOrders, order("a", 1)})), ErrorCode::kValidation);
  EXPECT_EQ(code_of(delete_item(*engine_, {kOrders, Item{}})), ErrorCode::kValidation);
  EXPECT_EQ(code_of(update_item(*engine_, {kOrders, order("a", 1), {}})), ErrorCode::kValidation);
}

TEST_P(Operations, GetOfWhatWasNeverWrittenHasNoVersion) {
  const auto got = get_item(*engine_, {kOrders, key("a")});
  ASSERT_TRUE(got);
  EXPECT_EQ(got->item, std::nullopt);
  EXPECT_EQ(got->version, std::nullopt);
}

TEST_P(Operations, ATableWithASortKeyKeepsItsItemsApart) {
  const TableName events("Events");
  const KeySchema schema{{"id", KeyType::kString}, KeyAttribute{"at", KeyType::kNumber}};
  ASSERT_TRUE(engine_->catalog().create(store().facts(), {events, schema}));
  const auto event = [](std::int64_t at) { return Item{{"id", "e"}, {"at", Number(at)}}; };
  ASSERT_TRUE(put_item(*engine_, {events, event(1)}));
  ASSERT_TRUE(put_item(*engine_, {events, event(2)}));
  ASSERT_TRUE(delete_item(*engine_, {events, event(1)}));
  EXPECT_EQ(get_item(*engine_, {events, event(1)})->item, std::nullopt);
  EXPECT_EQ(get_item(*engine_, {events, event(2)})->item, event(2));
  EXPECT_EQ(code_of(get_item(*engine_, {events, Item{{"id", "e"}}})), ErrorCode::kValidation);
}

TEST_P(Operations, SequencesAreDense) {
  for (int i = 0; i < 5; ++i) {
    ASSERT_TRUE(put("a", i));
    EXPECT_FALSE(put("a", i, version_is(-1)));
  }
  std::vector<std::uint64_t> sequences;
  for (const ChangeRecord& record : log_of(kEurope)) sequences.push_back(record.sequence);
  EXPECT_EQ(sequences, (std::vector<std::uint64_t>{1, 2, 3, 4, 5}));
}

TEST_P(Operations, TheObserverIsToldWhatWasReplacedAndHow) {
  const auto first = put("a", 1);
  clock_.advance(1ms);
  ASSERT_TRUE(put("a", 2, version_is(1)));
  clock_.advance(1ms);
  ASSERT_TRUE(add("a", 1));
  ASSERT_EQ(observer_.accepts.size(), 3U);
  EXPECT_EQ(observer_.accepts[0].previous, std::nullopt);
  EXPECT_FALSE(observer_.accepts[0].conditional || observer_.accepts[0].atomic);
  EXPECT_EQ(observer_.accepts[0].key_text, "a");
  EXPECT_EQ(observer_.accepts[0].record.observer.operation, OperationId{9});
  EXPECT_EQ(observer_.accepts[1].previous, first->version);
  EXPECT_TRUE(observer_.accepts[1].conditional && !observer_.accepts[1].atomic);
  EXPECT_TRUE(observer_.accepts[2].atomic && !observer_.accepts[2].conditional);
}

TEST_P(Operations, TheObserverIsToldWhichAttributesAWriteChanged) {
  ASSERT_TRUE(put("a", 1));
  ASSERT_TRUE(put("a", 1));
  ASSERT_TRUE(put("a", 2));
  ASSERT_EQ(observer_.accepts.size(), 3u);
  EXPECT_THAT(observer_.accepts[0].changed, testing::ElementsAre("amount"));
  EXPECT_THAT(observer_.accepts[1].changed, testing::IsEmpty());
  EXPECT_THAT(observer_.accepts[2].changed, testing::ElementsAre("amount"));
}

}  // namespace
}  // namespace lastwrite
