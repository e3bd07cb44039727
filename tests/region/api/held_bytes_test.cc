#include "region/api/held_bytes.h"

#include <gtest/gtest.h>

namespace lastwrite {
namespace {

TEST(HeldBytes, ALargeOneThatIsTooMuchIsRefusedAndASmallOneNever) {
  HeldBytes all(1'000'000);
  std::size_t one = 0;
  std::size_t other = 0;
  EXPECT_TRUE(all.hold(one, 900'000));
  EXPECT_FALSE(all.hold(other, 200'000));
  EXPECT_EQ(other, 0U);
  EXPECT_TRUE(all.hold(other, 60'000));
  EXPECT_TRUE(all.hold(other, 0));
  EXPECT_TRUE(all.hold(one, 0));
  all.trim();
  EXPECT_TRUE(all.hold(other, 1'000'000)) << "what was given back is there again";
}

}  // namespace
}  // namespace lastwrite
