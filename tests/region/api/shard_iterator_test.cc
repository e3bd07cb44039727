// The texts by which readers of a stream remember where they stand.
#include "region/api/shard_iterator.h"

#include <gtest/gtest.h>

namespace lastwrite {
namespace {

const RegionName kHere("eu-west-1");
const ShardIterator kIterator{{TableName("Orders"), WallTime{1'431'379'293'291'000'000}},
                              7,
                              WallTime{1'800'000'000'123'456'789}};

TEST(ShardIterator, ATextComesBack) {
  for (const std::uint64_t after : {std::uint64_t{0}, std::uint64_t{7}, UINT64_MAX}) {
    const ShardIterator iterator{kIterator.stream, after, kIterator.issued};
    const auto read = parse_shard_iterator(to_text(iterator, kHere), kHere);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->stream, iterator.stream);
    EXPECT_EQ(read->after, after);
    EXPECT_EQ(read->issued, iterator.issued);
  }
}

TEST(ShardIterator, ATextThatLostACharacterIsNone) {
  const std::string good = to_text(kIterator, kHere);
  for (std::size_t at = good.rfind('|') + 1; at < good.size(); ++at) {
    std::string torn = good;
    torn.erase(at, 1);
    const auto read = parse_shard_iterator(torn, kHere);
    if (good[at] == '=' && read) continue;  // padding says nothing
    EXPECT_FALSE(read) << torn;
  }
}

TEST(ShardIterator, OneOfAnotherRegionIsNotFoundHere) {
  EXPECT_EQ(parse_shard_iterator(to_text(kIterator, RegionName("us-east-1")), kHere).error().code,
            ErrorCode::kResourceNotFound);
}

TEST(ShardIterator, AShardHasTheLengthThatTheApiAsksFor) {
  EXPECT_EQ(shard_id(kIterator.stream), "shardId-00000001431379293291-00000001");
}

}  // namespace
}  // namespace lastwrite
