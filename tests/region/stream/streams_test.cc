// The streams of a region on every kind of store: what they keep, for how long, and across
// restarts.
#include "region/stream/streams.h"

#include <gtest/gtest.h>

#include "region/stream/stream_info_codec.h"
#include "tests/support/test_store.h"

namespace lastwrite {
namespace {

const RegionName kStreamsHere("eu-west-1");
constexpr std::size_t kAll = 1000;
constexpr WallTime kStart{1'800'000'000'000'000'000};

class StreamsTest : public testing::TestWithParam<StoreKind> {
 protected:
  void append(const std::string& id, WallTime at = kStart) {
    ASSERT_TRUE(streams_.append(store(), table_, record(id, at), kStreamsHere));
  }
  static StreamRecord record(const std::string& id, WallTime at = kStart) {
    const Item item{{"id", id}, {"n", Number(1)}};
    return {0, StreamEvent::kModify, at, false, item, item, item};
  }
  std::string ids_after(std::uint64_t after, std::size_t limit = kAll,
                        std::size_t bytes = SIZE_MAX) {
    std::string ids;
    const auto records = Streams::read(store(), id_, after, limit, bytes);
    for (const StreamRecord& one : *records) ids += *one.keys.at("id").get_if<String>();
    return ids;
  }
  bool trim(WallTime before, std::size_t limit = kAll) {
    return streams_.trim(store(), {before, before + 10s, limit}, [&](const auto&) { return open_; })
        .value();
  }
  void restart() {
    ASSERT_TRUE(store().commit());
    disk_->restart();
    ASSERT_TRUE(streams_.load(store()));
  }
  Store& store() { return disk_->store(); }

  std::unique_ptr<TestStore> disk_ = GetParam().make();
  const TableName name_{"Orders"};
  const KeySchema key_{{"id", KeyType::kString}, {{"n", KeyType::kNumber}}};
  const StreamSettings settings_{StreamView::kNewAndOldImages, kStart};
  const StreamTable table_{name_, key_, settings_};
  const StreamId id_ = stream_id(name_, settings_);
  Streams streams_;
  bool open_ = true;
};

INSTANTIATE_TEST_SUITE_P(Every, StreamsTest, testing::ValuesIn(kEveryStoreKind),
                         [](const auto& tested) { return tested.param.name; });

TEST_P(StreamsTest, RecordsComeInTheOrderOfTheirAppends) {
  for (const char* id : {"c", "a", "b"}) append(id);
  EXPECT_EQ(ids_after(0), "cab");
  EXPECT_EQ(ids_after(1), "ab");
  EXPECT_EQ(ids_after(3), "");
  EXPECT_EQ(ids_after(0, 2), "ca");
  EXPECT_EQ(ids_after(0, kAll, 1), "c") << "one at least";
  EXPECT_EQ(streams_.find(id_)->head, 3U);
}

TEST_P(StreamsTest, MoreThanAStepOfReadingComesWhole) {
  std::string expected;
  for (int i = 0; i < 120; ++i) {
    append("x");
    expected += "x";
  }
  EXPECT_EQ(ids_after(0), expected);
  EXPECT_EQ(ids_after(0, 100).size(), 100U);
}

TEST_P(StreamsTest, OnlyTheImagesOfTheViewAreKept) {
  struct Case {
    StreamView view;
    bool old_image, new_image;
  };
  for (const Case& one :
       {Case{StreamView::kKeysOnly, false, false}, Case{StreamView::kNewImage, false, true},
        Case{StreamView::kOldImage, true, false}, Case{StreamView::kNewAndOldImages, true, true}}) {
    const TableName name("View" + std::to_string(static_cast<int>(one.view)));
    const StreamSettings settings{one.view, kStart};
    ASSERT_TRUE(streams_.append(store(), {name, key_, settings}, record("a"), kStreamsHere));
    const auto read = Streams::read(store(), stream_id(name, settings), 0, kAll, SIZE_MAX);
    ASSERT_EQ(read->size(), 1U);
    EXPECT_EQ(read->front().old_image.has_value(), one.old_image);
    EXPECT_EQ(read->front().new_image.has_value(), one.new_image);
  }
}

TEST_P(StreamsTest, ARestartGoesOnWhereTheStreamEnded) {
  append("a");
  append("b");
  restart();
  EXPECT_EQ(streams_.find(id_)->head, 2U);
  EXPECT_EQ(streams_.find(id_)->key_schema, key_);
  append("c");
  EXPECT_EQ(ids_after(0), "abc");
}

TEST_P(StreamsTest, ARollbackTakesRecordsAndTheirNumbersBack) {
  append("a");
  ASSERT_TRUE(store().commit());
  append("b");
  store().rollback();
  ASSERT_TRUE(streams_.load(store()));
  append("c");
  EXPECT_EQ(ids_after(0), "ac");
  EXPECT_EQ(streams_.find(id_)->head, 2U);
}

TEST_P(StreamsTest, OldRecordsGoAndNumbersGoOn) {
  append("a", kStart);
  append("b", kStart + 1s);
  append("c", kStart + 2s);
  EXPECT_FALSE(trim(kStart + 1s));
  EXPECT_EQ(ids_after(0), "c");
  EXPECT_EQ(streams_.find(id_)->trimmed, 2U);
  EXPECT_FALSE(trim(kStart + 1min));
  EXPECT_EQ(ids_after(0), "");
  restart();
  append("d", kStart + 2min);
  EXPECT_EQ(streams_.find(id_)->head, 4U) << "though none of the first three is left";
}

TEST_P(StreamsTest, ATrimInStepsSaysThatThereIsMore) {
  for (int i = 0; i < 5; ++i) append("x");
  EXPECT_TRUE(trim(kStart, 2));
  EXPECT_TRUE(trim(kStart, 2));
  EXPECT_FALSE(trim(kStart, 2));
  EXPECT_EQ(ids_after(0), "");
}

TEST_P(StreamsTest, AClosedStreamStaysForItsDayAndIsThenForgotten) {
  append("a", kStart);
  open_ = false;
  trim(kStart - 1s);  // found closed: now is 9 s after the start
  EXPECT_EQ(ids_after(0), "a");
  trim(kStart + 1s);
  ASSERT_NE(streams_.find(id_), nullptr) << "it is empty, and its day not over";
  restart();
  trim(kStart + 8s);
  EXPECT_NE(streams_.find(id_), nullptr);
  trim(kStart + 9s);
  EXPECT_EQ(streams_.find(id_), nullptr);
  restart();
  EXPECT_TRUE(streams_.all().empty());
}

TEST_P(StreamsTest, AnOpenStreamIsNeverForgotten) {
  ASSERT_TRUE(streams_.open(store(), table_));
  trim(kStart + 100'000s);
  EXPECT_NE(streams_.find(id_), nullptr);
}

TEST_P(StreamsTest, ADamagedFactNamesItsStream) {
  ASSERT_TRUE(store().facts().put(stream_store_name(id_), "\xff"));
  const auto loaded = streams_.load(store());
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().code, ErrorCode::kCorrupt);
  EXPECT_NE(loaded.error().message.find("stream/Orders"), std::string::npos);
}

}  // namespace
}  // namespace lastwrite
