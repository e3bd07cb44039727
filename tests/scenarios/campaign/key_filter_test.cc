// What a trace of some keys holds.
#include "scenarios/campaign/key_filter.h"

#include <vector>

#include <gtest/gtest.h>

#include "proto/trace.pb.h"

namespace lastwrite {
namespace {

class KeyFilterTest : public testing::Test {
 protected:
  bool takes(const v1::TraceEvent& event) {
    taken_ = false;
    filter_.listener()({"driver", 0}, event);
    return taken_;
  }
  v1::TraceEvent invoke(std::uint64_t operation, const std::string& key,
                        const std::string& logical = "") {
    v1::TraceEvent event;
    event.mutable_invoke()->set_operation(operation);
    event.mutable_invoke()->set_key(key);
    event.mutable_invoke()->set_logical_key(logical);
    return event;
  }
  v1::TraceEvent complete(std::uint64_t operation) {
    v1::TraceEvent event;
    event.mutable_complete()->set_operation(operation);
    return event;
  }
  v1::TraceEvent accept(const std::string& key) {
    v1::TraceEvent event;
    event.mutable_accept()->set_key(key);
    return event;
  }

  bool taken_ = false;
  KeyFilter filter_{{"s:a"}, [this](const TraceSource&, const v1::TraceEvent&) { taken_ = true; }};
};

TEST_F(KeyFilterTest, TakesTheRequestsOfItsKeysFromBeginningToEnd) {
  EXPECT_TRUE(takes(invoke(1, "s:a")));
  EXPECT_FALSE(takes(invoke(2, "s:b")));
  EXPECT_TRUE(takes(accept("s:a")));
  EXPECT_FALSE(takes(accept("s:b")));
  EXPECT_FALSE(takes(complete(2)));
  EXPECT_TRUE(takes(complete(1)));
  EXPECT_FALSE(takes(complete(1))) << "it is not open any more";
}

TEST_F(KeyFilterTest, TakesEveryItemThatStandsForOneOfItsKeys) {
  EXPECT_FALSE(takes(accept("s:a/eu")));
  EXPECT_TRUE(takes(invoke(1, "s:a/eu", "s:a")));
  EXPECT_FALSE(takes(invoke(2, "s:b/eu", "s:b")));
  EXPECT_TRUE(takes(accept("s:a/eu")));
  EXPECT_FALSE(takes(accept("s:b/eu")));
}

TEST_F(KeyFilterTest, TakesWhatSpeaksOfNoKey) {
  v1::TraceEvent phase;
  phase.mutable_phase()->set_name("measure");
  EXPECT_TRUE(takes(phase));
}

}  // namespace
}  // namespace lastwrite
