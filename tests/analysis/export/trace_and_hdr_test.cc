// Perfetto's trace, and HdrHistogram's percentiles.
#include <regex>

#include "tests/analysis/export/exported_text.h"

namespace lastwrite {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::StartsWith;

TEST(PerfettoTrace, RegionsAreProcessesSessionsThreadsRequestsSlices) {
  ExportedText out(concurrent_puts());
  ASSERT_TRUE(export_perfetto(out.view(), out));
  const std::string text = out.text("perfetto-version-check.json");
  EXPECT_THAT(text, HasSubstr(R"("name":"process_name","pid":2,"tid":0,"args":{"name":"eu"})"));
  EXPECT_THAT(text, HasSubstr(R"("args":{"name":"session 1"})"));
  EXPECT_THAT(text, HasSubstr(R"("ph":"X","cat":"request","name":"put #1","pid":2)"));
  EXPECT_THAT(text, HasSubstr(R"("fate":"lost_concurrent"},"cname":"terrible")"));
  EXPECT_THAT(text, EndsWith("\n]}\n"));
}

TEST(PerfettoTrace, EveryFlowBeginsAtAnAcceptanceAndEndsAtItsArrival) {
  ExportedText out(concurrent_puts());
  ASSERT_TRUE(export_perfetto(out.view(), out));
  const std::string text = out.text("perfetto-version-check.json");
  std::map<std::string, std::string> ends;
  const std::regex flow(R"re("ph":"([sf])","bp":"e",.*?"id":(\d+),"pid":(\d+))re");
  for (std::sregex_iterator at(text.begin(), text.end(), flow), end; at != end; ++at)
    ends[(*at)[2]] += (*at)[1].str() + (*at)[3].str();
  ASSERT_EQ(ends.size(), 3u);  // two writes, one of them unknown to its client, and one more
  for (const auto& [id, both] : ends) {
    EXPECT_EQ(both.size(), 4u) << both;
    EXPECT_NE(both[1], both[3]) << both;
  }
}

// Lags of 1 to 100 ms.
PlantedRun hundred_arrivals() {
  PlantedRun run({"eu", "us"});
  run.at(0).phase("measure");
  std::vector<Planted> writes;
  for (int i = 1; i <= 100; ++i)
    writes.push_back(run.at(i).write("eu", {.key = "k" + std::to_string(i)}));
  for (int i = 1; i <= 100; ++i)
    run.at(2 * i).deliver(writes[static_cast<std::size_t>(i) - 1], "us");
  run.at(300).settle();
  return run;
}

TEST(HdrText, IsWhatHdrHistogramPrints) {
  ExportedText out(hundred_arrivals());
  ASSERT_TRUE(export_hdr(out.view(), out));
  EXPECT_THAT(out.names(), ElementsAre("hdr-version-check-eu-to-us.txt"));
  const auto lines = out.lines("hdr-version-check-eu-to-us.txt");
  EXPECT_EQ(lines[0], "       Value     Percentile TotalCount 1/(1-Percentile)");
  EXPECT_EQ(lines[1], "");
  EXPECT_EQ(lines[2], "       1.000 0.000000000000          1           1.00");
  EXPECT_EQ(lines[3], "      10.000 0.100000000000         10           1.11");
  EXPECT_THAT(lines, Contains("      50.000 0.500000000000         50           2.00"));
  EXPECT_THAT(lines, Contains("     100.000 1.000000000000        100"));
  EXPECT_THAT(lines,
              Contains(StartsWith("#[Mean    =       50.500, StdDeviation   =       28.866]")));
  EXPECT_THAT(lines, Contains("#[Max     =      100.000, Total count    =          100]"));
}

TEST(HdrText, TellsWhatIsInNoLine) {
  PlantedRun run({"eu", "us"});
  run.at(0).phase("measure");
  run.at(10).write("eu");
  run.at(50).phase("heal");
  run.at(90).settle();
  ExportedText out(run);
  ASSERT_TRUE(export_hdr(out.view(), out));
  EXPECT_THAT(out.text("hdr-version-check-eu-to-us.txt"), HasSubstr("#[Waiting =            1,"));
}

}  // namespace
}  // namespace lastwrite
