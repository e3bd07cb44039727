// The sample of keys that a long run keeps write by write.
#include "scenarios/campaign/key_sample.h"

#include <gtest/gtest.h>

namespace lastwrite {
namespace {

WritesByKey a_hundred_keys_of(std::uint64_t writes) {
  WritesByKey out;
  for (int i = 0; i < 100; ++i) out[std::to_string(i)] = writes;
  return out;
}

TEST(KeySample, HoldsWholeKeysUpToTheWritesThatAreWanted) {
  EXPECT_EQ(draw_key_sample(a_hundred_keys_of(10), {1, 305}).size(), 30U);
  EXPECT_EQ(draw_key_sample(a_hundred_keys_of(10), {1, 1000}).size(), 100U);
  EXPECT_TRUE(draw_key_sample({}, {1, 10}).empty());
}

TEST(KeySample, AKeyWithMoreThanIsWantedIsPassedOver) {
  WritesByKey writes = a_hundred_keys_of(1);
  writes["hot"] = 101;
  const std::set<std::string> sample = draw_key_sample(writes, {1, 100});
  EXPECT_EQ(sample.size(), 100U);
  EXPECT_FALSE(sample.contains("hot"));
}

TEST(KeySample, IsTheSameForTheSameSeedAndAnotherForAnother) {
  const WritesByKey writes = a_hundred_keys_of(10);
  EXPECT_EQ(draw_key_sample(writes, {1, 300}), draw_key_sample(writes, {1, 300}));
  EXPECT_NE(draw_key_sample(writes, {1, 300}), draw_key_sample(writes, {2, 300}));
}

TEST(KeySample, EveryKeyIsTakenAboutAsOften) {
  const WritesByKey writes = a_hundred_keys_of(10);
  std::map<std::string, int> taken;
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    for (const std::string& key : draw_key_sample(writes, {seed, 250})) ++taken[key];
  }
  EXPECT_EQ(taken.size(), 100U);
  // 100 on average with a standard deviation of 8.7.
  for (const auto& [key, times] : taken) EXPECT_NEAR(times, 100, 45) << key;
}

}  // namespace
}  // namespace lastwrite
