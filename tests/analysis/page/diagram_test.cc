// Which events a diagram shows, and how they are written; stories.
#include "analysis/page/diagram.h"

#include <gmock/gmock.h>

#include "analysis/page/diagram_events.h"
#include "analysis/page/story_pages.h"
#include "analysis/report/run_clock.h"
#include "analysis/report/telling_losses.h"
#include "tests/analysis/page/planted_strategy.h"

namespace lastwrite {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

class DiagramTest : public testing::Test {
 protected:
  boost::json::object diagram(const Selection& selection) const {
    return written([&](JsonText& json) {
             json.key("diagram");
             write_diagram(run_, events_, selection, clock_, json);
           })
        .at("diagram")
        .as_object();
  }
  static boost::json::array column(const boost::json::object& diagram, const char* part,
                                   const char* name) {
    return diagram.at(part).as_object().at(name).as_array();
  }

  const StrategyRun run_{"version-check", two_regions_meet().history()};
  const RunClock clock_{run_.history, Manifest{}, TrueTime{1'000'000'000}};
  const DiagramEvents events_{run_};
};

TEST_F(DiagramTest, OfASmallRunShowsEveryEvent) {
  const boost::json::object whole = diagram(events_.of_run(1000));
  // Five writes with an arrival each, one refusal, one read.
  EXPECT_EQ(whole.at("total_events"), 12);
  EXPECT_EQ(whole.at("shown_events"), 12);
  EXPECT_EQ(column(whole, "writes", "label"), (boost::json::array{1, 1, 1, 1, 3, -2}))
      << "1, 2, 3, 4, 7, then the refused one: 5";
  EXPECT_EQ(column(whole, "arrivals", "write"), (boost::json::array{0, 1, 1, 1, 1}));
  EXPECT_EQ(column(whole, "arrivals", "at_us").at(0), 80'000) << "after its acceptance";
  EXPECT_EQ(column(whole, "writes", "accepted_us").at(0), 100'000) << "since measuring began";
  EXPECT_EQ(column(whole, "writes", "accepted_us").at(1), 900'000) << "since the write before";
  EXPECT_EQ(column(whole, "writes", "stamp").at(4), 150)
      << "#4 claims an earlier moment by 15 ms, so that all others seem as much later";
  EXPECT_EQ(column(whole, "writes", "stamp").at(5), "") << "a refused write has none";
  EXPECT_EQ(whole.at("keys"), (boost::json::array{"cart-1", "cart-2"}));
}

TEST_F(DiagramTest, NamesFatesDisplacersAndBases) {
  const boost::json::object whole = diagram(events_.of_run(1000));
  const boost::json::array fates = whole.at("fates").as_array();
  const auto fate = [&](std::size_t write) {
    return std::string(
        fates.at(column(whole, "writes", "fate").at(write).to_number<std::size_t>()).as_string());
  };
  EXPECT_THAT(fate(1), StartsWith("lost"));
  EXPECT_EQ(fate(2), "winner");
  EXPECT_EQ(fate(5), "failed") << "the refused one";
  EXPECT_EQ(column(whole, "writes", "base").at(2), 2) << "two writes before it";
  EXPECT_EQ(column(whole, "writes", "displacer").at(3), -1) << "the write before it";
  EXPECT_EQ(column(whole, "reads", "write").at(0), 2);
  EXPECT_EQ(column(whole, "arrivals", "result").at(1), 1) << "discarded: #3 was newer";
}

TEST_F(DiagramTest, BeyondTheBudgetShowsWhatComesFirst) {
  const Selection some = events_.of_run(5);
  EXPECT_LE(events_.size(some), 5u);
  const boost::json::object part = diagram(some);
  EXPECT_EQ(column(part, "writes", "label"), (boost::json::array{1, 1}));
  EXPECT_EQ(part.at("until_us"), 1'010'000);
  EXPECT_EQ(part.at("total_events"), 12);
  EXPECT_TRUE(column(part, "writes", "displacer").at(1).is_null()) << "it is not shown";
}

TEST(RunDiagram, KeepsAsMuchOfTheBeginningAsTheBytesAllow) {
  PlantedRun planted({"eu", "us"});
  planted.at(0).phase("measure");
  for (int i = 0; i < 2000; ++i) {
    const Planted write = planted.at(1 + i).write("eu", {.key = "k" + std::to_string(i % 7)});
    planted.deliver(write, "us", 1);
  }
  planted.at(3000).phase("heal").at(3001).settle();
  const StrategyRun run("blind-put", planted.history());
  const DiagramEvents events(run);
  const RunClock clock(run.history, Manifest{}, TrueTime{});
  const auto shown = [&](const DiagramSize& size) {
    const std::string text = run_diagram(run, events, clock, size);
    EXPECT_TRUE(text.size() <= size.bytes || size.bytes < 20'000) << text.size();
    return boost::json::parse(text).at("shown_events").to_number<int>();
  };
  EXPECT_EQ(shown({.events = 100'000, .bytes = 1'000'000}), 4000);
  EXPECT_NEAR(shown({.events = 1000, .bytes = 1'000'000}), 1000, 2);
  const int some = shown({.events = 100'000, .bytes = 50'000});
  EXPECT_GT(some, 1000) << "below 50 bytes for each";
  EXPECT_LT(some, 3000);
  EXPECT_NEAR(shown({.events = 100'000, .bytes = 10}), 200, 2) << "a beginning there is";
}

TEST_F(DiagramTest, OfAStoryShowsItsItemAlone) {
  const std::vector<TellingLoss> losses = telling_losses(run_, 5);
  ASSERT_FALSE(losses.empty());
  const std::uint32_t version = run_.history.operations[losses[0].operation].version;
  const boost::json::object part = diagram(events_.about(version, 160));
  EXPECT_EQ(part.at("keys"), (boost::json::array{"cart-1"}));
  const Selection few = events_.about(version, 2);
  EXPECT_EQ(few.versions, std::vector<std::uint32_t>{version}) << "the write itself stays";
}

TEST(RunClock, TellsStampsAsTimesSinceItsStart) {
  PlantedRun planted({"eu", "us"});
  planted.at(1000).phase("measure");
  planted.at(1250).write("eu");
  const History history = planted.history();
  const RunClock clock(history, Manifest{}, TrueTime{1'000'000'000});
  EXPECT_EQ(clock.stamp_text(history.versions.at(0).stamp), "0.2500@eu");
}

TEST(TellingLosses, VaryTheirCauses) {
  const StrategyRun run("version-check", two_regions_meet().history());
  const std::vector<TellingLoss> losses = telling_losses(run, 5);
  ASSERT_EQ(losses.size(), 2u);
  EXPECT_NE(run.ledger.operations[losses[0].operation], run.ledger.operations[losses[1].operation]);
  EXPECT_EQ(telling_losses(run, 1).size(), 1u);
}

TEST(StoryPages, TellTheLossesWithTheTimesOfTheirDiagrams) {
  const StrategyRun run("version-check", two_regions_meet().history());
  const DiagramEvents events(run);
  const RunClock clock(run.history, Manifest{}, TrueTime{1'000'000'000});
  const auto data =
      written([&](JsonText& json) { write_stories(run, events, clock, PageBudget{}, json); });
  const boost::json::array& stories = data.at("stories").as_array();
  ASSERT_EQ(stories.size(), 2u);
  const boost::json::object& best = stories[0].as_object();
  EXPECT_THAT(std::string(best.at("title").as_string()), HasSubstr("cart-1"));
  EXPECT_THAT(std::string(best.at("text").as_string()), HasSubstr("1.0100 s  us accepts #3"));
  EXPECT_THAT(std::string(best.at("write").as_string()), StartsWith("version-check/"));
}

}  // namespace
}  // namespace lastwrite
