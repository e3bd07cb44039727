// Records, their bytes and their numbers.
#include "region/stream/stream_record.h"

#include <gtest/gtest.h>

#include "region/value/item_size.h"
#include "tests/support/property.h"
#include "tests/support/value_generators.h"

namespace lastwrite {
namespace {

const RegionName kRecordHere("eu-west-1");

TEST(StreamRecord, TheEventFollowsFromWhatStoodBeforeAndAfter) {
  const Item one{{"id", "a"}, {"n", Number(1)}}, same = one, other{{"id", "a"}};
  EXPECT_EQ(event_of(nullptr, &one), StreamEvent::kInsert);
  EXPECT_EQ(event_of(&one, &other), StreamEvent::kModify);
  EXPECT_EQ(event_of(&one, nullptr), StreamEvent::kRemove);
  EXPECT_EQ(event_of(&one, &same), std::nullopt);
  EXPECT_EQ(event_of(nullptr, nullptr), std::nullopt);
}

TEST(StreamRecord, ARecordComesBackFromItsRow) {
  const Item item{{"id", "a"}, {"n", Number(1)}, {"m", Map{{"x", List{true, Null{}}}}}};
  const StreamRecord whole{7, StreamEvent::kModify, WallTime{123}, true, {{"id", "a"}}, item, item};
  EXPECT_EQ(decode_stream_record(7, encode(whole, kRecordHere)).value(), whole);
  const StreamRecord bare{8, StreamEvent::kRemove, WallTime{124}, false, {{"id", "a"}}};
  EXPECT_EQ(decode_stream_record(8, encode(bare, kRecordHere)).value(), bare);
}

TEST(StreamRecord, AnImageNestedAsDeepAsAnItemMayBeComesBack) {
  AttributeValue deep = "x";
  for (int level = 0; level < kNestingLevelsMax; ++level) deep = AttributeValue(Map{{"m", deep}});
  const Item item{{"id", "a"}, {"deep", deep}};
  ASSERT_TRUE(check_item(item));
  const StreamRecord record{1, StreamEvent::kInsert, WallTime{1}, false, {{"id", "a"}}, {}, item};
  EXPECT_EQ(decode_stream_record(1, encode(record, kRecordHere)).value(), record);
}

TEST(StreamRecord, ADamagedRowIsCorrupt) {
  const StreamRecord record{1, StreamEvent::kInsert, WallTime{1}, false, {{"id", "a"}}};
  const StoredItem good = encode(record, kRecordHere);
  StoredItem tombstone = good, no_event = good, odd_keys = good, torn = good;
  tombstone.item.reset();
  no_event.item->erase("event");
  odd_keys.item->insert_or_assign("keys", Number(1));
  torn.item->insert_or_assign("new", Binary{"\xff\xff"});
  for (const StoredItem& row : {tombstone, no_event, odd_keys, torn})
    EXPECT_EQ(decode_stream_record(1, row).error().code, ErrorCode::kCorrupt);
}

TEST(StreamRecord, SizeCountsKeysAndImages) {
  const Item keys{{"id", "a"}}, item{{"id", "a"}, {"n", "1234"}};
  EXPECT_EQ(size_bytes({.keys = keys, .old_image = item, .new_image = item}), 3U + 8U + 8U);
}

TEST(StreamRecord, SequenceNumbersGrowAsTextToo) {
  EXPECT_EQ(sequence_text(1), "100000000000000000001");
  EXPECT_EQ(sequence_text(UINT64_MAX).size(), 21U);
  EXPECT_LT(sequence_text(9), sequence_text(10));
  for (const std::uint64_t sequence : {std::uint64_t{0}, std::uint64_t{77}, UINT64_MAX})
    EXPECT_EQ(parse_sequence(sequence_text(sequence)).value(), sequence);
  for (const char* text : {"", "1", "200000000000000000001", "1000000000000000000001",
                           "10000000000000000000x", "199999999999999999999"}) {
    EXPECT_EQ(parse_sequence(text).error().code, ErrorCode::kValidation) << text;
  }
}

}  // namespace
}  // namespace lastwrite
