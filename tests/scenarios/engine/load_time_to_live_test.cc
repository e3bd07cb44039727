// workload.time_to_live and store.ttl_sweep: what is read, written back, and refused with its line.
#include <gtest/gtest.h>

#include "scenarios/engine/resolved_yaml.h"
#include "scenarios/engine/scenario_loader.h"

namespace lastwrite {
namespace {

Result<Scenario> with_lives(const std::string& workload, const std::string& store,
                            const std::vector<std::string>& sets = {}) {
  return load_scenario_text(
      "name: lives\nregions: [a, b]\ntable: {name: Sessions, key: {user: S}}\nduration: 5s\n"
      "strategies: [blind-put]\nworkload:\n" +
          workload + store,
      "lives.yaml", {.sets = sets});
}

std::string complaint_of_lives(const std::string& workload, const std::string& store) {
  const auto loaded = with_lives(workload, store);
  return loaded ? "loaded" : loaded.error().message;
}

TEST(LoadTimeToLive, NothingExpiresUnlessItIsSaid) {
  const Scenario plain = with_lives("  operation: put\n", "").value();
  EXPECT_FALSE(expires(plain.workload));
  EXPECT_EQ(plain.ttl_sweep, Duration(1s));
}

TEST(LoadTimeToLive, ALifeAndThePauseBetweenWalksAreReadAndWrittenBack) {
  const Scenario read =
      with_lives("  operation: put\n  time_to_live: 2500ms\n", "store: {ttl_sweep: 200ms}\n")
          .value();
  EXPECT_EQ(read.workload.time_to_live, Duration(2500ms));
  EXPECT_EQ(read.ttl_sweep, Duration(200ms));
  for (const std::string& text : {resolved_yaml(read), brief_yaml(read)}) {
    const auto again = load_scenario_text(text, "again.yaml", {});
    ASSERT_TRUE(again) << again.error().message << "\n" << text;
    EXPECT_EQ(*again, read) << text;
  }
}

TEST(LoadTimeToLive, SetTurnsTheKnobsAndSwitchesThemOff) {
  const std::string workload = "  operation: put\n  time_to_live: 3s\n";
  const std::string store = "store: {ttl_sweep: 200ms}\n";
  EXPECT_EQ(with_lives(workload, store, {"workload.time_to_live=20s"})->workload.time_to_live,
            Duration(20s));
  const auto off = with_lives(workload, store, {"workload.time_to_live=0s"});
  ASSERT_TRUE(off) << off.error().message;
  EXPECT_FALSE(expires(off->workload));
  const auto again = load_scenario_text(resolved_yaml(*off), "again.yaml", {});
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_EQ(*again, *off);
}

TEST(LoadTimeToLive, WhatMakesNoSenseIsOneSentenceWithItsLine) {
  EXPECT_EQ(complaint_of_lives("  operation: increment\n  time_to_live: 3s\n", ""),
            "lives.yaml:8: time_to_live: only a workload of puts lets items expire; use operation: "
            "put");
  EXPECT_EQ(complaint_of_lives("  operation: put\n", "store: {ttl_sweep: 200ms}\n"),
            "lives.yaml:8: ttl_sweep: nothing expires without workload.time_to_live, such as 3s");
  EXPECT_EQ(complaint_of_lives("  operation: put\n  time_to_live: -3s\n", ""),
            "lives.yaml:8: time_to_live: '-3s' must not be negative");
  EXPECT_EQ(
      complaint_of_lives("  operation: put\n  time_to_live: 3s\n", "store: {ttl_sweep: 5ms}\n"),
      "lives.yaml:9: ttl_sweep: '5ms' is too short: a region looks every 20ms at most");
  EXPECT_EQ(
      complaint_of_lives("  operation: put\n  time_to_live: 3s\n", "store: {ttl_sweep: 0s}\n"),
      "lives.yaml:9: ttl_sweep: '0s' must be above 0");
}

TEST(LoadTimeToLive, ItsAttributeIsNoKey) {
  const auto loaded = load_scenario_text(
      "name: lives\nregions: [a]\ntable: {name: Sessions, key: {ttl: S}}\nduration: 5s\n"
      "strategies: [blind-put]\nworkload: {}\n",
      "lives.yaml", {});
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().message,
            "lives.yaml:3: 'ttl' cannot be a key: strategies write an attribute of that name");
}

}  // namespace
}  // namespace lastwrite
