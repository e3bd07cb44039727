#include "scenarios/campaign/sweep/shard.h"

#include <gtest/gtest.h>

namespace lastwrite {
namespace {

TEST(Shard, TogetherTheyHaveEveryCellExactlyOnce) {
  for (std::size_t count = 1; count <= 13; ++count) {
    for (std::size_t cell = 0; cell < 50; ++cell) {
      int owners = 0;
      for (std::size_t i = 1; i <= count; ++i) owners += Shard{i, count}.has(cell) ? 1 : 0;
      EXPECT_EQ(owners, 1) << cell << " of " << count;
    }
  }
}

TEST(Shard, TheirSizesDifferByOneAtMost) {
  for (std::size_t i = 1; i <= 8; ++i) {
    int cells = 0;
    for (std::size_t cell = 0; cell < 203; ++cell) cells += Shard{i, 8}.has(cell) ? 1 : 0;
    EXPECT_TRUE(cells == 25 || cells == 26);
  }
}

TEST(Shard, IsWrittenAsIOfN) {
  EXPECT_EQ(parse_shard("3/8").value(), (Shard{3, 8}));
  EXPECT_EQ((Shard{3, 8}.text()), "3/8");
}

TEST(Shard, NothingElseIsOne) {
  for (const char* text : {"", "3", "0/8", "9/8", "a/b", "-1/8", "1/0", "1/8/2", "1/1000000"}) {
    EXPECT_FALSE(parse_shard(text)) << text;
  }
}

}  // namespace
}  // namespace lastwrite
