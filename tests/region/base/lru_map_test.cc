#include "region/base/lru_map.h"

#include <string>

#include <gtest/gtest.h>

namespace lastwrite {
namespace {

TEST(LruMap, WhatWasUsedLongestAgoMakesPlace) {
  LruMap<std::string, int> map(2);
  map["a"] = 1;
  map["b"] = 2;
  ASSERT_NE(map.find("a"), nullptr);  // used: now "b" is the oldest
  map["c"] = 3;
  EXPECT_EQ(map.find("b"), nullptr);
  EXPECT_EQ(*map.find("a"), 1);
  EXPECT_EQ(*map.find("c"), 3);
  EXPECT_EQ(map.size(), 2U);
}

TEST(LruMap, WhatIsErasedIsGone) {
  LruMap<int, int> map(2);
  map[1] = 1;
  map.erase(1);
  map.erase(1);
  EXPECT_EQ(map.find(1), nullptr);
  EXPECT_EQ(map.size(), 0U);
}

}  // namespace
}  // namespace lastwrite
