// What a run of real processes says adds up.
#include <fstream>
#include <map>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "analysis/report/analyse.h"
#include "tests/live/support/live_regions.h"
#include "tests/live/support/run_database.h"
#include "tests/live/support/tiny_scenario.h"
#include "tests/live/support/waiting.h"

namespace lastwrite {
namespace {

using ::testing::HasSubstr;

constexpr std::int64_t kInjectedNs = 40'000'000;

std::vector<std::string> split(const std::string& line) {
  std::vector<std::string> out;
  std::istringstream in(line);
  for (std::string word; std::getline(in, word, ',');) out.push_back(word);
  return out;
}

// One run for all claims about it: two regions, 40 ms each way, 80 puts a second.
class SmallRun : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    sandbox() = std::make_unique<Sandbox>();
    sandbox()->write("work/tiny.yaml",
                     tiny_scenario({.network = "{latency: 40ms}", .rate = "40/s"}));
    const Ended ended = run_program(*sandbox(), tiny_run(*sandbox(), {"--json"}));
    ASSERT_EQ(ended.exit_code, 0) << ended.out << ended.err;
    printed() = ended.out;
  }
  static void TearDownTestSuite() { sandbox().reset(); }

  static std::unique_ptr<Sandbox>& sandbox() {
    static std::unique_ptr<Sandbox> one;
    return one;
  }
  static std::string& printed() {
    static std::string text;
    return text;
  }
  static std::string file(const std::string& name) { return latest_run(*sandbox()) + "/" + name; }
};

TEST_F(SmallRun, PrintsItsSummary) {
  EXPECT_EQ(printed(), read_file(file("summary.json")));
  EXPECT_THAT(printed(), HasSubstr("\"verdict\":\"ok\""));
}

TEST_F(SmallRun, EveryLagIsAtLeastWhatWasInjected) {
  std::ifstream samples(file("lag.csv"));
  std::string line;
  ASSERT_TRUE(std::getline(samples, line));
  ASSERT_EQ(line, "strategy,from,to,accepted_ns,lag_ns,injected_ns,outcome");
  int count = 0;
  while (std::getline(samples, line)) {
    const auto words = split(line);
    ASSERT_EQ(words.size(), 7U) << line;
    EXPECT_GE(std::stoll(words[4]), std::stoll(words[5])) << line;
    EXPECT_GE(std::stoll(words[5]), kInjectedNs) << line;
    ++count;
  }
  EXPECT_GT(count, 40);
}

TEST_F(SmallRun, EveryAcknowledgedWriteHasExactlyOneFate) {
  const std::string database = file("run.sqlite");
  const auto acknowledged =
      query(database, "SELECT count(*) FROM operations WHERE kind <> 'get' AND outcome = 'ok'");
  EXPECT_GT(acknowledged, 40);
  EXPECT_EQ(query(database,
                  "SELECT count(*) FROM operations o JOIN writes w USING (strategy, operation)"
                  " WHERE o.kind <> 'get' AND o.outcome = 'ok' AND w.fate IS NOT NULL"),
            acknowledged);
}

TEST_F(SmallRun, FatesAddUpToWhatWasAcknowledged) {
  const auto summary = analyse_run(latest_run(*sandbox()));
  ASSERT_TRUE(summary) << summary.error().message;
  ASSERT_EQ(summary->strategies.size(), 1U);
  const Tally& numbers = summary->strategies[0].numbers;
  std::uint64_t fates = 0;
  for (const Fate fate : kAllFates) fates += numbers.fates[static_cast<std::size_t>(fate)];
  EXPECT_EQ(fates, numbers.acknowledged);
  std::uint64_t by_region = 0;
  for (const RegionTally& region : numbers.regions) {
    for (const std::uint64_t count : region.fates) by_region += count;
  }
  EXPECT_EQ(by_region, numbers.acknowledged);
  EXPECT_EQ(summary->strategies[0].findings, std::vector<std::string>());
}

TEST_F(SmallRun, ExplainsAnyWriteItLost) {
  const auto unresolved =
      query(file("run.sqlite"), "SELECT count(*) FROM writes WHERE fate = 'unresolved'");
  EXPECT_EQ(unresolved, 0);
  const auto write =
      query(file("run.sqlite"), "SELECT min(operation) FROM writes WHERE fate IS NOT NULL");
  const Ended story = run_program(
      *sandbox(), {"explain", latest_run(*sandbox()), fmt::format("blind-put/{}", write)});
  EXPECT_EQ(story.exit_code, 0) << story.err;
  EXPECT_THAT(story.out, HasSubstr("is told OK"));
}

// The smallest thing of all: one put in one region arrives in the other after at least the link's
// delay.
TEST(FirstReplication, OnePutArrivesAfterItsLinksDelay) {
  Sandbox sandbox;
  LiveRegions regions(sandbox, {"us-east-1", "eu-west-1"});
  const auto started = regions.start();
  ASSERT_TRUE(started) << started.error().message;
  LinkSpec link;
  link.latency = Distribution::fixed(50ms);
  ASSERT_TRUE(regions.set_link("us-east-1", "eu-west-1", link));
  const Item order{{"orderId", String("ord-1")}, {"state", String("paid")}};
  const auto put = regions.put("us-east-1", order);
  ASSERT_TRUE(put) << put.error().message;
  EXPECT_TRUE(regions.versions("eu-west-1")->empty());
  ASSERT_TRUE(regions.wait_until_quiet(10s));
  const auto held = regions.versions("eu-west-1");
  ASSERT_TRUE(held);
  ASSERT_EQ(held->size(), 1U);
  EXPECT_EQ(held->front().version, put->version);
  EXPECT_EQ(held->front().item, order);
}

}  // namespace
}  // namespace lastwrite
