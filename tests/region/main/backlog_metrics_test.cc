#include "region/main/backlog_metrics.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lastwrite {
namespace {

using ::testing::HasSubstr;

TEST(BacklogMetrics, SayWhatEachPeerStillLacks) {
  PeerBacklog backlog;
  backlog.progress = {RegionName("us-east-1"), true, 7, 0};
  backlog.outstanding_records = 3;
  backlog.oldest_outstanding = 1500ms;
  MetricText text;
  write_backlogs(10, {backlog}, text);
  const std::string all = std::move(text).take();
  EXPECT_THAT(all, HasSubstr("lastwrite_records_accepted 10\n"));
  EXPECT_THAT(all, HasSubstr("records_acknowledged{peer=\"us-east-1\"} 7\n"));
  EXPECT_THAT(all, HasSubstr("records_outstanding{peer=\"us-east-1\"} 3\n"));
  EXPECT_THAT(all, HasSubstr("oldest_outstanding_seconds{peer=\"us-east-1\"} 1.5\n"));
  EXPECT_THAT(all, HasSubstr("peer_connected{peer=\"us-east-1\"} 1\n"));
}

TEST(RegionInfo, NamesTheRegion) {
  MetricText text;
  write_region_info(RegionName("eu-west-1"), text);
  EXPECT_THAT(std::move(text).take(), HasSubstr("lastwrite_region_info{region=\"eu-west-1\"} 1\n"));
}

}  // namespace
}  // namespace lastwrite
