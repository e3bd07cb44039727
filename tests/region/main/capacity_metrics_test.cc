#include "region/main/capacity_metrics.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "region/base/manual_clock.h"

namespace lastwrite {
namespace {

TEST(CapacityMetrics, TellWhatWasTakenAndWhatWasRefused) {
  ManualClock clock;
  Throttle throttle(clock);
  const CapacityId id{TableName("Orders"), "by-state", CapacityKind::kWrite};
  throttle.take(id, 1, 1.5);
  throttle.has_any(id, 1);
  MetricText text;
  write_capacity(throttle, text);
  const std::string told = std::move(text).take();
  EXPECT_THAT(told, testing::HasSubstr("lastwrite_consumed_capacity_units_total{table=\"Orders\","
                                       "index=\"by-state\",kind=\"write\"} 1.5\n"));
  EXPECT_THAT(told, testing::HasSubstr("lastwrite_throttled_events_total{table=\"Orders\","
                                       "index=\"by-state\",kind=\"write\"} 1\n"));
}

}  // namespace
}  // namespace lastwrite
