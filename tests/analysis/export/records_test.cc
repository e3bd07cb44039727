#include "analysis/export/records.h"

#include "tests/analysis/export/exported_text.h"

namespace lastwrite {
namespace {

using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::SizeIs;
using ::testing::StartsWith;

TEST(Records, EveryRecordHasACellForEveryColumn) {
  const ExportedText out(concurrent_puts());
  for (const RecordTable& table : record_tables()) {
    int records = 0;
    table.each(out.view(), [&](const Record& record) {
      EXPECT_EQ(record.size(), table.columns.size()) << table.name;
      ++records;
    });
    EXPECT_GT(records, 0) << table.name;
  }
}

TEST(Csv, HoldsEveryWriteRefusedOrUnknownOnesToo) {
  ExportedText out(concurrent_puts());
  ASSERT_TRUE(export_csv(out.view(), out, ""));
  EXPECT_THAT(out.names(), ElementsAre("reads.csv", "replication.csv", "writes.csv"));
  const auto writes = out.lines("writes.csv");
  ASSERT_THAT(writes, SizeIs(5));
  EXPECT_THAT(writes[0],
              StartsWith("strategy,operation,task,attempt,session,client_region,region"));
  EXPECT_THAT(writes[1], StartsWith("version-check,1,1,1,1,eu,eu,Orders,k,10000000,10000000,"));
  EXPECT_THAT(writes[1], HasSubstr(",lost_concurrent,20000000+0@us,,"));
  EXPECT_THAT(writes[3], HasSubstr(",failed,"));
  EXPECT_THAT(writes[3], HasSubstr(",put,true,0,,,no_effect,"));
  EXPECT_THAT(writes[4], HasSubstr(",unknown,"));
}

TEST(Csv, ReplicationSamplesCarryLagAndOutcome) {
  ExportedText out(concurrent_puts());
  ASSERT_TRUE(export_csv(out.view(), out, "replication"));
  EXPECT_THAT(out.names(), ElementsAre("replication.csv"));
  const auto lines = out.lines("replication.csv");
  ASSERT_THAT(lines, SizeIs(4));
  EXPECT_THAT(lines[1], StartsWith("version-check,us,eu,Orders,k,3,20000000+0@us,20000000,60000000,"
                                   "40000000,40000000,installed,false,true"));
  EXPECT_THAT(lines[3], HasSubstr(",50000000,45000000,discarded_older,"));
}

TEST(Csv, QuotesWhatWouldEndAField) {
  PlantedRun run({"eu", "us"});
  run.at(0).phase("measure");
  run.at(10).write("eu", {.key = "a,\"b\"\nc"});
  run.at(90).settle();
  ExportedText out(run);
  ASSERT_TRUE(export_csv(out.view(), out, "writes"));
  EXPECT_THAT(out.text("writes.csv"), HasSubstr(",\"a,\"\"b\"\"\nc\","));
}

TEST(JsonLines, AreTheSameRecordsAsObjects) {
  ExportedText out(concurrent_puts());
  ASSERT_TRUE(export_jsonl(out.view(), out, ""));
  const auto reads = out.lines("reads.jsonl");
  ASSERT_THAT(reads, SizeIs(2));
  EXPECT_THAT(reads[0], StartsWith(R"({"strategy":"version-check","operation":2,)"));
  EXPECT_THAT(reads[0], HasSubstr(R"("error":null,"measured":true,"bookkeeping":false,)"));
  EXPECT_THAT(reads[1], HasSubstr(R"("stamp":"20000000+0@us","writes_behind":0,)"));
  EXPECT_THAT(reads[1], EndsWith("}"));
}

TEST(Records, OfOneItemAloneAreOfThatItem) {
  ExportedText out(concurrent_puts(), "other");
  ASSERT_TRUE(export_csv(out.view(), out, "writes"));
  const auto lines = out.lines("writes.csv");
  ASSERT_THAT(lines, SizeIs(2));
  EXPECT_THAT(lines[1], HasSubstr(",other,"));
}

}  // namespace
}  // namespace lastwrite
