#include "region/api/content_coding.h"

#include <gtest/gtest.h>

namespace lastwrite {
namespace {

TEST(ContentCoding, WhatIsPackedComesBack) {
  for (const std::string& text : {std::string(), std::string("x"), std::string(100'000, 'y')})
    EXPECT_EQ(gunzip(gzip(text), 100'000).value(), text);
}

TEST(ContentCoding, ABombIsLeftUnexploded) {
  const std::string bomb = gzip(std::string(50'000'000, '\0'));
  EXPECT_LT(bomb.size(), 300'000U);
  EXPECT_EQ(gunzip(bomb, 1'000'000).error().code, ErrorCode::kSerialization);
}

TEST(ContentCoding, WhatIsNotGzipIsRefused) {
  const std::string whole = gzip("some text that is long enough to be cut");
  EXPECT_FALSE(gunzip("", 100));
  EXPECT_FALSE(gunzip("{}", 100));
  EXPECT_FALSE(gunzip(whole.substr(0, whole.size() - 1), 100));
  EXPECT_FALSE(gunzip(whole + "x", 100));
  std::string damaged = whole;
  damaged[damaged.size() / 2] ^= 0x55;
  EXPECT_FALSE(gunzip(damaged, 100));
}

TEST(ContentCoding, AClientSaysWhetherItTakesGzip) {
  for (const char* yes : {"gzip", "GZIP", "deflate, gzip", "gzip;q=0.5, *", " gzip ; q=1 "})
    EXPECT_TRUE(takes_gzip(yes)) << yes;
  for (const char* no : {"", "identity", "deflate", "gzip;q=0", "gzip; q=0.0", "gzipped"})
    EXPECT_FALSE(takes_gzip(no)) << no;
}

}  // namespace
}  // namespace lastwrite
