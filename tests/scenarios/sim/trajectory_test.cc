#include "scenarios/sim/trajectory.h"

#include <gtest/gtest.h>

#include "proto/trace.pb.h"
#include "scenarios/sim/sim_trace.h"

namespace lastwrite {
namespace {

v1::TraceEvent phase(std::int64_t at, const std::string& name) {
  v1::TraceEvent event;
  event.set_at_ns(at);
  event.mutable_phase()->set_name(name);
  return event;
}

Trajectory of(const std::vector<std::pair<std::string, v1::TraceEvent>>& events) {
  Trajectory trajectory;
  for (const auto& [producer, event] : events) trajectory.add(producer, event);
  return trajectory;
}

TEST(Trajectory, IsTheSameNumberEverywhere) {
  // The golden value: another one here means other hashes of every shipped scenario.
  EXPECT_EQ(of({{"driver", phase(5, "measure")}, {"eu-west-1", phase(7, "heal")}}).text(),
            "9e35124594bb5e85");
}

TEST(Trajectory, TellsTimeOrderProducerAndContentApart) {
  const auto a = phase(1, "measure");
  const auto b = phase(2, "heal");
  const std::uint64_t base = of({{"driver", a}, {"driver", b}}).value();
  EXPECT_NE(base, of({{"driver", b}, {"driver", a}}).value());
  EXPECT_NE(base, of({{"driver", a}, {"other", b}}).value());
  EXPECT_NE(base, of({{"driver", a}, {"driver", phase(3, "heal")}}).value());
  EXPECT_NE(base, of({{"driver", a}, {"driver", phase(2, "hea1")}}).value());
  EXPECT_NE(base, of({{"driver", a}}).value());
  EXPECT_EQ(base, of({{"driver", a}, {"driver", b}}).value());
}

TEST(SimTrace, HashesAndHandsOnInTheOrderOfAllItsSinks) {
  std::vector<std::string> heard;
  SimTrace trace([&](const TraceSource& source, const v1::TraceEvent& event) {
    heard.push_back(fmt::format("{}.{} {}", source.producer, source.incarnation, event.at_ns()));
  });
  const auto driver = trace.open({"driver", 0}, TrueTime{});
  const auto region = trace.open({"eu-west-1", 2}, TrueTime{});
  driver->write(phase(1, "measure"));
  region->write(phase(2, "heal"));
  EXPECT_EQ(heard, (std::vector<std::string>{"driver.0 0", "eu-west-1.2 0", "driver.0 1",
                                             "eu-west-1.2 2"}));
  EXPECT_EQ(trace.trajectory().length(), 4U);
}

}  // namespace
}  // namespace lastwrite
