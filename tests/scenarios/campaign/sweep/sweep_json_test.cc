#include "scenarios/campaign/sweep/sweep_json.h"

#include <gtest/gtest.h>

#include "tests/scenarios/campaign/sweep/tiny_sweep.h"

namespace lastwrite {
namespace {

TEST(SweepJson, HasARowForEveryCellAndNullForWhatIsNotKnown) {
  const std::string json = sweep_json(twelve_cells_result());
  const auto has = [&](const std::string& part) { return json.find(part) != std::string::npos; };
  EXPECT_TRUE(has("\"cells\":12")) << json;
  EXPECT_TRUE(
      has("\"cell\":11,\"settings\":{\"workload.arrivals\":\"poisson(8/s)\","
          "\"network.latency\":\"80ms\"}"))
      << json;
  EXPECT_TRUE(has("null"));
  EXPECT_TRUE(has("\"safe_rates\":{\"target\":"));
}

}  // namespace
}  // namespace lastwrite
