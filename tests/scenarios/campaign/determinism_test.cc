// The check of determinism must itself be able to fail.
#include "scenarios/campaign/determinism.h"

#include <gtest/gtest.h>

#include "proto/trace.pb.h"

namespace lastwrite {
namespace {

// A "simulation" that tells phases of these names.
Simulation telling(std::vector<std::string> names) {
  return [names](const SimOptions& options) -> Result<SimOutcome> {
    SimTrace trace(options.listener);
    const auto driver = trace.open({"driver", 0}, TrueTime{});
    for (const std::string& name : names) {
      v1::TraceEvent event;
      event.mutable_phase()->set_name(name);
      driver->write(event);
    }
    SimOutcome outcome;
    outcome.trajectory = trace.trajectory();
    return outcome;
  };
}

std::optional<TrajectoryDifference> difference(std::vector<std::string> first,
                                               std::vector<std::string> second) {
  return compare_runs(telling(std::move(first)), telling(std::move(second)))->difference;
}

TEST(Determinism, EqualRunsDoNotDiffer) {
  EXPECT_FALSE(difference({"a", "b"}, {"a", "b"}));
  EXPECT_FALSE(difference({}, {}));
}

TEST(Determinism, NamesTheFirstEventThatDiffers) {
  const auto found = difference({"a", "b", "c"}, {"a", "x", "y"});
  ASSERT_TRUE(found);
  EXPECT_EQ(found->index, 2U) << "behind the header";
  EXPECT_EQ(found->first, "driver.0 phase { name: \"b\" }");
  EXPECT_EQ(found->second, "driver.0 phase { name: \"x\" }");
}

TEST(Determinism, ARunThatEndsEarlierDiffersThere) {
  const auto shorter = difference({"a", "b"}, {"a"});
  ASSERT_TRUE(shorter);
  EXPECT_EQ(shorter->index, 2U);
  EXPECT_EQ(shorter->second, "");
  const auto longer = difference({"a"}, {"a", "b"});
  ASSERT_TRUE(longer);
  EXPECT_EQ(longer->index, 2U);
  EXPECT_EQ(longer->first, "");
}

}  // namespace
}  // namespace lastwrite
