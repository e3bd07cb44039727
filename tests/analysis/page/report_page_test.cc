// The page as a whole: what is written is what data.ts declares, of every kind of run.
#include "analysis/page/report_page.h"

#include <cstdlib>
#include <fstream>
#include <iterator>

#include <gmock/gmock.h>

#include "analysis/page/page_budget.h"
#include "analysis/page/page_summary.h"
#include "analysis/page/page_template.h"
#include "analysis/page/pair_choice.h"
#include "analysis/page/paired_differences.h"
#include "analysis/page/run_facts.h"
#include "analysis/page/strategy_data.h"
#include "analysis/report/analyse.h"
#include "analysis/report/summary_json.h"
#include "tests/analysis/page/declared_types.h"
#include "tests/analysis/page/planted_strategy.h"
#include "tests/analysis/run_directory.h"

namespace lastwrite {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

DeclaredTypes page_types() {
  const char* source = std::getenv("LASTWRITE_SOURCE_DIR");
  std::ifstream in(std::string(source == nullptr ? "." : source) +
                   "/analysis/web/src/report/data.ts");
  return DeclaredTypes(std::string(std::istreambuf_iterator<char>(in), {}));
}

// Judges what is in `directory` and returns what a page of it shows.
std::string page_data(const RunDirectory& directory) {
  ReportPage page;
  AnalyseOptions options;
  options.on_judged = [&](const StrategyRun& run, const Manifest& m) { page.add(run, m); };
  const Result<Summary> summary = analyse_run(directory.path(), options);
  if (!summary) {
    ADD_FAILURE() << summary.error().message;
    return "{}";
  }
  return page.data(directory.path(), summary->manifest, summary_json(*summary));
}

std::vector<std::string> contract_problems(const std::string& data) {
  return page_types().problems(boost::json::parse(data), "ReportData");
}

TEST(DeclaredTypes, FindWhatIsMissingSuperfluousOrOfAnotherKind) {
  const DeclaredTypes types(R"(export const N = 1; // one
export interface A { x: number; /** y */ y: (string | null)[]; z: { b: B }; kind: "p" | "q" }
interface B { any: Record<string, any>; }
)");
  const auto problems = [&](const char* json) {
    return types.problems(boost::json::parse(json), "A");
  };
  EXPECT_THAT(problems(R"({"x":1,"y":["a",null],"z":{"b":{"any":{}}},"kind":"q"})"), IsEmpty());
  EXPECT_THAT(problems(R"({"x":"1","y":[],"z":{"b":{"any":{}}},"kind":"q"})"),
              testing::ElementsAre("A.x: no number"));
  EXPECT_THAT(problems(R"({"x":1,"y":[2],"z":{"b":{"any":{},"more":1}},"kind":"r"})").size(), 3u);
  EXPECT_THAT(problems(R"({"y":[],"z":{},"kind":"p"})"),
              testing::ElementsAre("A.x: missing", "A.z.b: missing"));
}

TEST(ReportPage, WritesWhatDataTsDeclares) {
  ASSERT_GE(page_types().interfaces(), 8u);
  RunDirectory directory;
  directory.manifest({.strategies = {"version-check", "blind-put"}});
  directory.trace("version-check", two_regions_meet());
  directory.trace("blind-put", two_regions_meet());
  directory.write("over_seeds.json",
                  R"({"first_seed":1,"seeds":2,"strategies":[{"name":"version-check"},
{"name":"blind-put","difference":0.1,"difference_low":-0.1,"difference_high":0.3}]})");
  const std::string data = page_data(directory);
  EXPECT_THAT(contract_problems(data), IsEmpty());
  const boost::json::object root = boost::json::parse(data).as_object();
  EXPECT_EQ(root.at("strategies").as_array().size(), 2u);
  EXPECT_EQ(root.at("paired").as_array().at(0).as_object().at("a"), "blind-put");
  EXPECT_EQ(root.at("summary").as_object().at("verdict"), "ok");
  EXPECT_FALSE(root.at("strategies").as_array().at(0).at("stories").as_array().empty());
}

TEST(ReportPage, OfARunThatWroteNothingIsWhole) {
  RunDirectory directory;
  directory.manifest({.regions = {"eu"}});
  PlantedRun run({"eu"});
  run.at(0).phase("measure").at(1000).phase("heal").at(1001).settle();
  directory.trace("version-check", run);
  EXPECT_THAT(contract_problems(page_data(directory)), IsEmpty());
}

TEST(ReportPage, OfARunThatBrokeOffBeforeItMeasuredIsWhole) {
  RunDirectory directory;
  directory.manifest({.strategies = {"version-check", "blind-put"}, .incomplete = "interrupted"});
  PlantedRun run({"eu", "us"});
  run.at(0).phase("warm-up");
  run.at(10).write("eu");
  directory.trace("version-check", run);
  EXPECT_THAT(contract_problems(page_data(directory)), IsEmpty());
}

TEST(ReportPage, OfCountsAloneHasEmptyParts) {
  RunDirectory directory;
  directory.manifest({});
  const Result<Manifest> manifest = read_manifest(directory.path());
  ASSERT_TRUE(manifest);
  const std::string data = ReportPage().data(directory.path(), *manifest, "{}\n");
  EXPECT_THAT(contract_problems(data), IsEmpty());
  EXPECT_THAT(data, HasSubstr(R"("diagram":null)"));
}

TEST(ReportPage, WhatIsPlantedInNamesCannotLeaveItsElement) {
  const std::string evil = "</script><script>window.planted = true</script>";
  RunDirectory directory;
  directory.manifest({.regions = {"eu" + evil, "us"}});
  PlantedRun run({"eu", "us"});
  run.at(0).phase("measure");
  run.at(10).write("eu", {.key = evil});
  run.at(1000).phase("heal").at(1001).settle();
  directory.trace("version-check", run);
  const std::string data = page_data(directory);
  EXPECT_EQ(data.find('<'), std::string::npos);
  EXPECT_THAT(data, HasSubstr(R"(\u003c/script>\u003cscript>window.planted)"));
  EXPECT_THAT(contract_problems(data), IsEmpty());
}

TEST(ReportPage, StaysWithinItsBudgetHoweverManyWritesThereWere) {
  PlantedRun run({"eu", "us"});
  run.at(0).phase("measure");
  for (int i = 0; i < 2000; ++i) {
    const Planted write =
        run.at(1 + i).write(i % 2 == 0 ? "eu" : "us", {.key = "k" + std::to_string(i % 7)});
    run.deliver(write, i % 2 == 0 ? "us" : "eu", 1);
  }
  run.at(3000).phase("heal").at(3001).settle();
  PageBudget budget;
  budget.diagram_events = 500;
  const StrategyRun judged("blind-put", run.history());
  EXPECT_LT(strategy_data(judged, Manifest{}, budget).size(), 150'000u);
}

TEST(SpareBytes, AreForThoseThatFollowInEqualParts) {
  SpareBytes spare;
  EXPECT_EQ(spare.take(3), 0u);
  spare.leave(900);
  EXPECT_EQ(spare.take(2), 450u);
  spare.leave(0);
  EXPECT_EQ(spare.take(1), 450u);
  EXPECT_EQ(spare.take(0), 0u) << "one that nobody announced";
}

TEST(PageBudget, ShrinksWithStrategiesAndRegions) {
  EXPECT_EQ(page_budget(3, 3).curve_points, 300u);
  EXPECT_EQ(page_budget(1, 1).diagram_events, 100'000u);
  const PageBudget wide = page_budget(3, 12);
  EXPECT_LT(wide.curve_points, 60u);
  EXPECT_GE(wide.curve_points, 24u);
  EXPECT_LT(wide.strategy_bytes, page_budget(3, 3).strategy_bytes);
}

TEST(PageBudget, OfVeryManyPairsTheSlowestAreDrawn) {
  EXPECT_TRUE(draws_all(page_budget(3, 12), 12));
  EXPECT_FALSE(draws_all(page_budget(7, 12), 12));
  EXPECT_GE(page_budget(7, 12).curve_points, 30u);
  EXPECT_GE(page_budget(9, 12).strategy_bytes, 200'000u) << "some 2000 events beside the curves";
  PlantedRun run({"eu", "us", "ap"});
  run.at(0).phase("measure");
  const Planted write = run.at(10).write("eu");
  run.at(20).deliver(write, "us").at(200).deliver(write, "ap");
  run.at(1000).phase("heal").at(1001).settle();
  const StrategyRun judged("blind-put", run.history());
  const PairChoice one(judged, 1);
  const PairChoice all(judged, 6);
  std::set<std::string> drawn;
  for (std::uint32_t from = 0; from < 3; ++from) {
    for (std::uint32_t to = 0; to < 3; ++to) {
      if (from == to) continue;
      EXPECT_TRUE(all.drawn(from, to));
      const auto& names = judged.history.regions;
      if (one.drawn(from, to)) drawn.insert(names[from].text + ">" + names[to].text);
    }
  }
  EXPECT_THAT(drawn, testing::ElementsAre("eu>ap"));
}

TEST(PageSummary, LosesWhatNoPageShows) {
  std::string rows;
  for (int i = 0; i < 30; ++i) rows += fmt::format("{}{{\"from\":\"r{}\"}}", i == 0 ? "" : ",", i);
  const std::string cut = page_summary(
      R"({"strategies":[{"replication_latency":[{"count":7,"histogram":{"counts":[1]}}],)"
      R"("staleness":{"t_visibility":[)" +
      rows + R"(]}}]})");
  EXPECT_THAT(cut,
              testing::AllOf(HasSubstr(R"("count":7)"), HasSubstr(R"("r19")"),
                             testing::Not(HasSubstr("r20")), testing::Not(HasSubstr("histogram"))));
  EXPECT_EQ(page_summary("{}\n"), "{}\n");
  EXPECT_EQ(page_summary("cut"), "cut");
}

TEST(PairedDifferences, OfADamagedFileAreNone) {
  for (const char* text : {"", "{", "{}", R"({"strategies":[]})", R"({"strategies":[{},{}]})"}) {
    const auto data = written([&](JsonText& json) { write_paired(text, json); });
    EXPECT_TRUE(data.at("paired").as_array().empty()) << text;
  }
}

TEST(RunFacts, RepeatNamesTheSeedAndLeavesOutWhatOnlyShows) {
  EXPECT_EQ(repeat_command("lastwrite run x --sim --open --runs /tmp/r --quiet", 7),
            "lastwrite run x --sim --seed 7");
  EXPECT_EQ(repeat_command("lastwrite run x --seed 9", 9), "lastwrite run x --seed 9");
  EXPECT_EQ(repeat_command("", 1), "");
}

TEST(PageTemplate, TakesTheRunIntoItsOnePlace) {
  const std::string page =
      R"(<body><script type="application/json" id="report-data"></script></body>)";
  EXPECT_EQ(*filled_page(page, "{}"),
            R"(<body><script type="application/json" id="report-data">{}</script></body>)");
  EXPECT_THAT(filled_page("", "{}").error().message, HasSubstr("./dev build release"));
  EXPECT_THAT(filled_page(page + page, "{}").error().message, HasSubstr("build it again"));
}

TEST(PageTemplate, OfThisProgramHasAPlaceIfThereIsOne) {
  if (page_template().empty()) GTEST_SKIP() << "built without the page";
  EXPECT_TRUE(filled_page(page_template(), "{}"));
}

}  // namespace
}  // namespace lastwrite
