// What transactions cost, over the API.
#include "region/api/transact_operations.h"

#include "tests/region/api/api_fixture.h"

namespace lastwrite {
namespace {

using TransactOperations = ApiFixture;

TEST_F(TransactOperations, WritesAndChecksCostTwiceWhatTheyWouldAlone) {
  const std::string big(2'000, 'x');  // with its names just under 2 KB: two units
  const std::string put =
      R"({"Put":{"TableName":"Orders","Item":{"id":{"S":"a"},"body":{"S":")" + big + R"("}}}})";
  const std::string check = R"({"ConditionCheck":{"TableName":"Orders","Key":{"id":{"S":"b"}},)"
                            R"("ConditionExpression":"attribute_not_exists (id) "}})";
  const Json told =
      answer("TransactWriteItems",
             R"({"ReturnConsumedCapacity":"TOTAL","TransactItems":[)" + put + "," + check + "]}");
  EXPECT_EQ(told.at("ConsumedCapacity").at(0).at("TableName"), "Orders");
  EXPECT_EQ(told.at("ConsumedCapacity").at(0).at("CapacityUnits"), 6.0);
  const std::string get = R"({"Get":{"TableName":"Orders","Key":{"id":{"S":"a"}}}})";
  const Json read = answer("TransactGetItems",
                           R"({"ReturnConsumedCapacity":"TOTAL","TransactItems":[)" + get + "]}");
  EXPECT_EQ(read.at("ConsumedCapacity").at(0).at("CapacityUnits"), 2.0);
}

TEST_F(TransactOperations, NothingIsToldWhereNobodyAsks) {
  const Json told =
      answer("TransactWriteItems",
             R"({"TransactItems":[{"Put":{"TableName":"Orders","Item":{"id":{"S":"a"}}}}]})");
  EXPECT_FALSE(told.contains("ConsumedCapacity"));
}

// n puts of 390 KB each, or gets of what they wrote.
std::string big_puts(int n) {
  std::string all;
  for (int i = 0; i < n; ++i) {
    all += fmt::format(
        R"({}{{"Put":{{"TableName":"Orders","Item":{{"id":{{"S":"{}"}},"body":{{"S":"{}"}}}}}}}})",
        i == 0 ? "" : ",", i, std::string(390 * 1024, 'x'));
  }
  return R"({"TransactItems":[)" + all + "]}";
}
std::string gets(int n) {
  std::string all;
  for (int i = 0; i < n; ++i) {
    all += fmt::format(R"({}{{"Get":{{"TableName":"Orders","Key":{{"id":{{"S":"{}"}}}}}}}})",
                       i == 0 ? "" : ",", i);
  }
  return R"({"TransactItems":[)" + all + "]}";
}

TEST_F(TransactOperations, FourMegabytesIsTheMostOfOneTransaction) {
  EXPECT_THAT(error("TransactWriteItems", big_puts(11)), testing::HasSubstr("exceeds 4 MB"));
  EXPECT_FALSE(
      answer("TransactGetItems", gets(1)).at("Responses").at(0).as_object().contains("Item"))
      << "nothing of it was written";
  answer("TransactWriteItems", big_puts(10));
  answer("TransactGetItems", gets(10));
  answer("PutItem", R"({"TableName":"Orders","Item":{"id":{"S":"10"},"body":{"S":")" +
                        std::string(390 * 1024, 'x') + R"("}}})");
  EXPECT_THAT(error("TransactGetItems", gets(11)), testing::HasSubstr("exceeds 4 MB"));
}

}  // namespace
}  // namespace lastwrite
