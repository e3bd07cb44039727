#include "region/engine/cursors.h"

#include "tests/region/engine/engine_test.h"

namespace lastwrite {
namespace {

using CursorsTest = EngineTest;
INSTANTIATE_TEST_SUITE_P(On, CursorsTest, testing::ValuesIn(kEveryStoreKind),
                         [](const auto& tested) { return tested.param.name; });

TEST_P(CursorsTest, ACursorComesBackAndIsZeroForAPeerNeverHeard) {
  EXPECT_EQ(read_cursor(store().facts(), kVirginia).value(), ReplicationCursor{});
  const ReplicationCursor cursor{UINT64_MAX, 12};
  ASSERT_TRUE(write_cursor(store().facts(), kVirginia, cursor));
  commit();
  disk_->restart();
  EXPECT_EQ(read_cursor(store().facts(), kVirginia).value(), cursor);
  EXPECT_EQ(read_cursor(store().facts(), RegionName("sa-east-1")).value(), ReplicationCursor{});
}

TEST_P(CursorsTest, ADamagedCursorIsToldWithItsPeer) {
  for (const char* damaged :
       {"", "7", "7 ", "7 x", "x 7", "7 12 ", "7 -1", "7  12", "99999999999999999999 1"}) {
    ASSERT_TRUE(store().facts().put("cursor/us-east-1", damaged));
    const auto cursor = read_cursor(store().facts(), kVirginia);
    ASSERT_FALSE(cursor) << damaged;
    EXPECT_EQ(cursor.error().code, ErrorCode::kCorrupt);
    EXPECT_THAT(cursor.error().message, testing::HasSubstr("us-east-1"));
  }
}

}  // namespace
}  // namespace lastwrite
