#include "analysis/lag_report/csv_lag.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "analysis/lag_report/csv_table.h"

namespace lastwrite {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::vector<std::vector<std::string>> records_of(const std::string& text) {
  std::vector<std::vector<std::string>> out;
  CsvTable table(text);
  while (table.next()) out.push_back(table.fields());
  EXPECT_EQ(table.error(), "");
  return out;
}

TEST(CsvTable, ReadsQuotesLineEndsAndEmptyFields) {
  EXPECT_THAT(
      records_of("a,b\r\n\"x,\"\"y\"\"\n\",\n\n,2"),
      ElementsAre(ElementsAre("a", "b"), ElementsAre("x,\"y\"\n", ""), ElementsAre("", "2")));
}

TEST(CsvTable, CountsLinesThroughQuotedOnes) {
  const std::string text = "a\n\"1\n2\"\nb\n";
  CsvTable table(text);
  std::vector<std::size_t> lines;
  while (table.next()) lines.push_back(table.line());
  EXPECT_THAT(lines, ElementsAre(1u, 2u, 4u));
}

TEST(CsvTable, TellsAQuoteThatDoesNotEnd) {
  CsvTable open("\"a");
  EXPECT_FALSE(open.next());
  EXPECT_NE(open.error(), "");
  CsvTable behind("\"a\"b\n");
  EXPECT_FALSE(behind.next());
  EXPECT_NE(behind.error(), "");
}

LagInput read(const std::string& text) {
  LagInput input;
  const auto done = read_lag_csv(text, "samples.csv", input);
  EXPECT_TRUE(done) << done.error().message;
  return input;
}

std::string complaint(const std::string& text) {
  LagInput input;
  const auto done = read_lag_csv(text, "samples.csv", input);
  EXPECT_FALSE(done) << text;
  return done ? "" : done.error().message;
}

TEST(LagCsv, TakesALagWithItsUnit) {
  LagInput input = read("\xEF\xBB\xBFsource,destination,lag_ms\nus,eu,82.4\nus,eu,90\neu,us,1e3\n");
  ASSERT_EQ(input.pair("us", "eu").samples.size(), 2u);
  EXPECT_EQ(input.pair("us", "eu").samples[0].lag, 82'400us);
  EXPECT_EQ(input.pair("eu", "us").samples[0].lag, 1s);
  EXPECT_EQ(read("from,to,lag_ns\nus,eu,5\n").pair("us", "eu").samples[0].lag, 5ns);
}

TEST(LagCsv, TakesTwoTimesOnOneClock) {
  LagInput input = read(
      "origin,receiving_region,accepted,applied\n"
      "us,eu,2026-01-01T00:00:00.100Z,2026-01-01T01:00:00.182+01:00\n"
      "us,eu,2026-01-01T00:00:00.200Z,\n"
      "us,eu,2026-01-01T00:00:05Z,2026-01-01T00:00:06Z\n");
  PairInput& pair = input.pair("us", "eu");
  ASSERT_EQ(pair.samples.size(), 2u);
  EXPECT_EQ(pair.samples[0].lag, 82ms);
  ASSERT_TRUE(pair.waiting);
  EXPECT_EQ(pair.waiting->records, 1u);
  EXPECT_EQ(pair.waiting->oldest_age, 5800ms);  // until the last moment in the file
  EXPECT_EQ(read("source,to,accepted_ms,applied_ms\na,b,10,12.5\n").pair("a", "b").samples[0].lag,
            2500us);
}

TEST(LagCsv, TakesWhatLastwriteExports) {
  LagInput input = read(
      "strategy,source,destination,accepted_ns,applied_ns,lag_ns,sample\n"
      "x,us,eu,0,7,7,true\nx,us,eu,0,9,9,false\n");
  EXPECT_EQ(input.pair("us", "eu").samples.size(), 1u);
}

TEST(LagCsv, NegativeLagsAreTakenAndTold) {
  EXPECT_THAT(read("source,destination,lag_ms\na,b,-3\n").remarks,
              ElementsAre(HasSubstr("1 records were applied before they were accepted")));
}

TEST(LagCsv, ErrorsNameTheLine) {
  EXPECT_THAT(complaint(""), HasSubstr("samples.csv:1: it is empty"));
  EXPECT_THAT(complaint("a,b\n"), HasSubstr("samples.csv:1: there is no column \"source\""));
  EXPECT_THAT(complaint("source,lag_ms\n"), HasSubstr("\"destination\""));
  EXPECT_THAT(complaint("source,destination\n"), HasSubstr("lag_ms"));
  EXPECT_THAT(complaint("source,destination,lag\n"), HasSubstr("needs its unit"));
  const std::string head = "source,destination,lag_ms\n";
  EXPECT_THAT(complaint(head + "a,b,1\na,b,x\n"),
              HasSubstr("samples.csv:3: lag is \"x\": no number"));
  EXPECT_THAT(complaint(head + "a,b,nan\n"), HasSubstr("no number"));
  EXPECT_THAT(complaint(head + "a,b\n"), HasSubstr("2 fields, but the header names 3 columns"));
  EXPECT_THAT(complaint(head + ",b,1\n"), HasSubstr("must say something"));
  EXPECT_THAT(complaint(head + "a,b,\n"), HasSubstr("neither lag nor accepted"));
  EXPECT_THAT(complaint(head + "a,\"b,1\n"), HasSubstr("does not end"));
  EXPECT_THAT(complaint("source,destination,accepted,applied\na,b,2026-13-01T00:00:00Z,\n"),
              HasSubstr("samples.csv:2: accepted is \"2026-13-01T00:00:00Z\": no time such as"));
}

TEST(LagCsv, NamesAreUtf8) {
  EXPECT_THAT(complaint("source,destination,lag_ms\n\x9b,eu,5\n"),
              HasSubstr("samples.csv:2: source and destination must be UTF-8"));
}

}  // namespace
}  // namespace lastwrite
