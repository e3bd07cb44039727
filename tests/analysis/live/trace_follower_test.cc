#include "analysis/live/trace_follower.h"

#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "proto/trace.pb.h"
#include "region/observer/trace_writer.h"
#include "tests/support/temp_directory.h"

namespace lastwrite {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class Follower : public testing::Test {
 protected:
  TraceWriter writer(const std::string& region, unsigned incarnation = 0) {
    v1::TraceHeader header;
    header.set_format(1);
    header.set_producer(region);
    header.set_incarnation(incarnation);
    return *TraceWriter::create(fmt::format("{}/{}.{}.lwtrace", path(), region, incarnation),
                                header, TrueTime{1});
  }
  static void note(TraceWriter& to, std::int64_t at, const std::string& key) {
    v1::TraceEvent event;
    event.set_at_ns(at);
    event.mutable_accept()->set_key(key);
    to.write(event);
    ASSERT_TRUE(to.flush());
  }
  std::vector<std::string> poll(std::int64_t now) { return poll(now, follower_); }
  static std::vector<std::string> poll(std::int64_t now, TraceFollower& follower) {
    std::vector<std::string> keys;
    const auto polled = follower.poll(TrueTime{now}, [&](const RegionName&, const auto& event) {
      if (event.has_accept()) keys.push_back(event.accept().key());
    });
    EXPECT_TRUE(polled) << polled.error().message;
    return keys;
  }
  std::string path() const { return directory_.path(); }

  TempDirectory directory_;
  TraceFollower follower_{directory_.path(), {RegionName("eu"), RegionName("us")}};
};

TEST_F(Follower, HandsOnWhatHappenedInTheOrderOfTime) {
  EXPECT_THAT(poll(5), IsEmpty()) << "no region has begun to write";
  TraceWriter eu = writer("eu");
  TraceWriter us = writer("us");
  note(us, 30, "c");
  note(eu, 10, "a");
  note(eu, 40, "d");
  note(us, 31, "later");
  EXPECT_THAT(poll(30), ElementsAre("a", "c"));
  EXPECT_THAT(poll(50), ElementsAre("later", "d"));
  EXPECT_THAT(poll(60), IsEmpty());
}

TEST_F(Follower, GoesOnWithTheNextLifeOfARegion) {
  TraceWriter first = writer("eu");
  note(first, 10, "a");
  EXPECT_THAT(poll(20), ElementsAre("a"));
  note(first, 30, "b");
  TraceWriter second = writer("eu", 1);
  note(second, 40, "c");
  EXPECT_THAT(poll(50), ElementsAre("b", "c"));
  EXPECT_FALSE(std::filesystem::exists(path() + "/eu.0.lwtrace"));
}

std::string bytes_of(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

TEST_F(Follower, WhatIsJudgedLaterIsKeptByteForByteAndLifeForLife) {
  TraceFollower keeper(path(), {RegionName("eu")}, AfterReading::kKeep);
  TraceWriter first = writer("eu");
  const std::string long_key(64 * 1024, 'x');
  for (int i = 0; i < 100; ++i) note(first, 10 + i, long_key);
  const std::string before = bytes_of(path() + "/eu.0.lwtrace");
  EXPECT_EQ(poll(200, keeper).size(), 100U);
  TraceWriter second = writer("eu", 1);
  note(second, 300, "c");
  EXPECT_THAT(poll(400, keeper), ElementsAre("c"));
  EXPECT_EQ(bytes_of(path() + "/eu.0.lwtrace"), before);
}

TEST_F(Follower, ALifeThatEndedBeforeItWroteAnythingIsPassedOver) {
  TraceWriter first = writer("eu");
  note(first, 10, "a");
  EXPECT_THAT(poll(20), ElementsAre("a"));
  TraceWriter third = writer("eu", 2);
  note(third, 40, "b");
  EXPECT_THAT(poll(50), ElementsAre("b"));
}

TEST_F(Follower, OfADamagedFileNothingIsToldTwice) {
  TraceWriter eu = writer("eu");
  note(eu, 10, "a");
  std::vector<std::string> keys;
  const auto hear = [&] {
    return follower_.poll(TrueTime{60}, [&](const RegionName&, const auto& event) {
      if (event.has_accept()) keys.push_back(event.accept().key());
    });
  };
  for (int round = 0; round < 2; ++round) {
    std::ofstream(path() + "/eu.0.lwtrace", std::ios::app | std::ios::binary) << "\x02\xff\xff";
    EXPECT_EQ(hear().has_value(), round > 0);
  }
  EXPECT_THAT(keys, ElementsAre("a"));
  TraceWriter next = writer("eu", 1);
  note(next, 50, "b");
  EXPECT_TRUE(hear());
  EXPECT_THAT(keys, ElementsAre("a", "b"));
}

TEST_F(Follower, AnEventThatIsHalfWrittenWaitsForItsRest) {
  TraceWriter eu = writer("eu");
  note(eu, 10, "a");
  const std::string file = path() + "/eu.0.lwtrace";
  const auto whole = std::filesystem::file_size(file);
  note(eu, 11, "b");
  std::ifstream in(file, std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(in)), {});
  std::filesystem::resize_file(file, whole + 3);
  EXPECT_THAT(poll(20), ElementsAre("a"));
  std::ofstream(file, std::ios::binary | std::ios::app) << bytes.substr(whole + 3);
  EXPECT_THAT(poll(20), ElementsAre("b"));
}

TEST_F(Follower, WhatWasReadIsGivenBackToTheDisk) {
  TraceWriter eu = writer("eu");
  const std::string long_key(64 * 1024, 'x');
  for (int i = 0; i < 100; ++i) note(eu, 10 + i, long_key);
  EXPECT_EQ(poll(1'000).size(), 100U);
  struct stat now {};
  ASSERT_EQ(::stat((path() + "/eu.0.lwtrace").c_str(), &now), 0);
  if (now.st_blocks * 512 >= now.st_size) GTEST_SKIP() << "no holes in files here";
  EXPECT_LT(now.st_blocks * 512, 2 * 1024 * 1024);
}

TEST_F(Follower, DamageIsTold) {
  std::ofstream(path() + "/eu.0.lwtrace", std::ios::binary) << "\x05"
                                                               "\xff\xff\xff\xff\xff";
  EXPECT_FALSE(follower_.poll(TrueTime{9}, [](const RegionName&, const v1::TraceEvent&) {}));
}

}  // namespace
}  // namespace lastwrite
