#include "region/engine/table_codec.h"

#include <gtest/gtest.h>

namespace lastwrite {
namespace {

TableDescription everything() {
  TableDescription table{TableName("Orders"),
                         {{"customer", KeyType::kString}, KeyAttribute{"at", KeyType::kNumber}},
                         WallTime{1'700'000'000'000'000'000}};
  table.status = TableStatus::kUpdating;
  table.global = true;
  table.group = "eu-west-1@17";
  table.replicas = {RegionName("eu-west-1"), RegionName("us-east-1")};
  table.indexes = {
      {"by-state",
       true,
       {{"state", KeyType::kString}, {"shop", KeyType::kBinary}},
       {{"at", KeyType::kNumber}},
       {IndexProjection::Kind::kInclude, {"total"}},
       TableStatus::kCreating},
      {"by-total", false, {{"customer", KeyType::kString}}, {{"total", KeyType::kNumber}}}};
  table.stream = StreamSettings{StreamView::kOldImage, WallTime{17}, false};
  table.time_to_live = "expires";
  table.provisioned = ProvisionedThroughput{5, 7};
  table.deletion_protection = true;
  table.tags = {{"team", "blue"}, {"cost", ""}};
  return table;
}

TEST(TableCodec, ReadsWhatItWrote) {
  const TableDescription table = everything();
  EXPECT_EQ(decode_table(table.table, encode(table)), table);
  TableDescription alone{TableName("Carts"), {{"id", KeyType::kBinary}, std::nullopt}};
  alone.global = false;
  EXPECT_EQ(decode_table(alone.table, encode(alone)), alone);
}

TEST(TableCodec, SaysOfWhichTableADamagedDefinitionIs) {
  const std::string bytes = encode(everything());
  const auto read = decode_table(TableName("Orders"), bytes.substr(0, bytes.size() / 2));
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, ErrorCode::kCorrupt);
  EXPECT_NE(read.error().message.find("Orders"), std::string::npos);
}

TEST(SharedWith, CountsTheReplicasOfAGlobalTable) {
  TableDescription table = everything();
  EXPECT_TRUE(table.shared_with(RegionName("us-east-1")));
  EXPECT_FALSE(table.shared_with(RegionName("sa-east-1")));
  table.replicas = {};
  EXPECT_TRUE(table.shared_with(RegionName("sa-east-1")));
  table.global = false;
  EXPECT_FALSE(table.shared_with(RegionName("us-east-1")));
}

}  // namespace
}  // namespace lastwrite
