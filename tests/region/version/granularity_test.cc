#include "region/version/granularity.h"

#include <gtest/gtest.h>

namespace lastwrite {
namespace {

TEST(Granularity, EveryNameComesBack) {
  for (const Granularity one : {Granularity::kItem, Granularity::kAttribute}) {
    EXPECT_EQ(parse_granularity(granularity_text(one)), one);
  }
  EXPECT_EQ(parse_granularity("table"), std::nullopt);
}

}  // namespace
}  // namespace lastwrite
