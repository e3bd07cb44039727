// Query, Scan and writes on tables with indexes, as JSON: what is asked, told and charged.
#include <memory>

#include <boost/json.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "region/api/collection_metrics.h"
#include "region/api/dynamo_dispatcher.h"
#include "region/base/manual_clock.h"
#include "region/observer/observer.h"
#include "region/store/memory_store.h"
#include "tests/support/manual_scheduler.h"

namespace lastwrite {
namespace {

namespace json = boost::json;
using testing::HasSubstr;

std::vector<IndexDescription> indexes() {
  return {{.name = "by-customer",
           .partition = {{"customer", KeyType::kString}},
           .sort = {{"sold", KeyType::kNumber}},
           .projection = {IndexProjection::Kind::kKeysOnly, {}}},
          {.name = "by-sold",
           .global = false,
           .partition = {{"shop", KeyType::kString}},
           .sort = {{"sold", KeyType::kNumber}},
           .projection = {IndexProjection::Kind::kKeysOnly, {}}}};
}

class IndexRequests : public testing::Test {
 protected:
  IndexRequests()
      : engine_(
            Engine::open({RegionName("eu-west-1"), StampRule::kWall, 7}, store_, clock_, observer_)
                .value()),
        commits_(scheduler_, *engine_, [] {}),
        dispatcher_({scheduler_, commits_, *engine_}) {
    CreateTableInput input{
        TableName("Sales"),
        {.partition = {"shop", KeyType::kString}, .sort = KeyAttribute{"seq", KeyType::kString}}};
    input.indexes = indexes();
    EXPECT_TRUE(engine_->catalog().create(store_.facts(), input));
    clock_.advance(1ms);
  }

  std::string call(const std::string& operation, const std::string& body) {
    std::optional<HttpResponse> response;
    dispatcher_.handle({"POST",
                        "/",
                        {{"content-type", "application/x-amz-json-1.0"},
                         {"x-amz-target", "DynamoDB_20120810." + operation}},
                        R"({"TableName":"Sales",)" + body + "}"},
                       [&](HttpHandler::Render render) { response = render(); });
    scheduler_.run_for(0ms);
    EXPECT_TRUE(response);
    return response->body;
  }
  std::string sell(const std::string& seq, const std::string& customer, const std::string& sold,
                   const std::string& wishes = "") {
    clock_.advance(1ms);
    return call("PutItem", R"("Item":{"shop":{"S":"s"},"seq":{"S":")" + seq +
                               R"("},"customer":{"S":")" + customer + R"("},"sold":{"N":")" + sold +
                               R"("},"note":{"S":"x"}})" + wishes);
  }
  std::string of_ann(const std::string& more = "", const std::string& index = "by-customer") {
    return call("Query", R"("IndexName":")" + index +
                             R"(","KeyConditionExpression":"customer = :c",)"
                             R"("ExpressionAttributeValues":{":c":{"S":"ann"}})" +
                             more);
  }
  std::string of_shop(const std::string& more) {
    return call("Query", R"("IndexName":"by-sold","KeyConditionExpression":"shop = :s",)"
                         R"("ExpressionAttributeValues":{":s":{"S":"s"}})" +
                             more);
  }

  ManualScheduler scheduler_;
  ManualClock clock_;
  MemoryStore store_;
  NullObserver observer_;
  std::unique_ptr<Engine> engine_;
  GroupCommit commits_;
  DynamoDispatcher dispatcher_;
};

TEST_F(IndexRequests, AQueryByAnIndexGivesPagesWithTheKeysOfBoth) {
  sell("1", "ann", "20");
  sell("2", "ann", "3");
  EXPECT_EQ(of_ann(R"(,"Limit":1)"),
            R"({"Count":1,"ScannedCount":1,"Items":[{"customer":{"S":"ann"},"seq":{"S":"2"},)"
            R"("shop":{"S":"s"},"sold":{"N":"3"}}],"LastEvaluatedKey":{"customer":{"S":"ann"},)"
            R"("seq":{"S":"2"},"shop":{"S":"s"},"sold":{"N":"3"}}})");
  EXPECT_THAT(of_ann(R"(,"ExclusiveStartKey":{"customer":{"S":"ann"},"seq":{"S":"2"},)"
                     R"("shop":{"S":"s"},"sold":{"N":"3"}})"),
              HasSubstr(R"("Items":[{"customer":{"S":"ann"},"seq":{"S":"1"})"));
  EXPECT_EQ(of_ann(R"(,"Select":"COUNT")"), R"({"Count":2,"ScannedCount":2})");
}

TEST_F(IndexRequests, LegacyConditionsWorkOnAnIndexToo) {
  sell("1", "ann", "20");
  const std::string answer =
      call("Query", R"("IndexName":"by-customer","KeyConditions":{)"
                    R"("customer":{"ComparisonOperator":"EQ","AttributeValueList":[{"S":"ann"}]},)"
                    R"("sold":{"ComparisonOperator":"GT","AttributeValueList":[{"N":"5"}]}})");
  EXPECT_THAT(answer, HasSubstr(R"("Count":1)"));
  EXPECT_THAT(call("Scan", R"("IndexName":"by-sold")"), HasSubstr(R"("Count":1)"));
}

TEST_F(IndexRequests, SelectSaysWhatOfTheItems) {
  sell("1", "ann", "20");
  EXPECT_THAT(of_ann(R"(,"Select":"ALL_ATTRIBUTES")"), HasSubstr("its projection type is not ALL"));
  EXPECT_THAT(of_ann(R"(,"Select":"ALL_PROJECTED_ATTRIBUTES")"), HasSubstr(R"("Count":1)"));
  EXPECT_THAT(of_shop(R"(,"Select":"ALL_ATTRIBUTES")"), HasSubstr(R"("note":{"S":"x"})"));
  EXPECT_THAT(of_shop(R"(,"Select":"SPECIFIC_ATTRIBUTES","ProjectionExpression":"note")"),
              HasSubstr(R"("Items":[{"note":{"S":"x"}}])"));
  EXPECT_THAT(call("Scan", R"("Select":"ALL_PROJECTED_ATTRIBUTES")"),
              HasSubstr("can be used only when Querying using an IndexName"));
}

TEST_F(IndexRequests, WhatAnIndexCannotGiveIsRefused) {
  EXPECT_THAT(of_ann(R"(,"ConsistentRead":true)"),
              HasSubstr("Consistent reads are not supported on global secondary indexes"));
  EXPECT_THAT(of_ann("", "by-nothing"),
              HasSubstr("The table does not have the specified index: by-nothing"));
  EXPECT_THAT(of_ann("", "ab"), HasSubstr("'indexName' failed to satisfy constraint"));
  EXPECT_THAT(of_shop(R"(,"ConsistentRead":true)"), HasSubstr(R"("Count":0)"));
}

TEST_F(IndexRequests, AWriteThatMisusesAnIndexKeyIsRefused) {
  EXPECT_THAT(sell("1", "", "20"), HasSubstr("IndexName: by-customer, IndexKey: customer"));
  EXPECT_THAT(call("UpdateItem", R"("Key":{"shop":{"S":"s"},"seq":{"S":"1"}},)"
                                 R"("UpdateExpression":"SET sold = :v",)"
                                 R"("ExpressionAttributeValues":{":v":{"S":"x"}})"),
              HasSubstr("Type mismatch for Index Key sold Expected: N Actual: S IndexName: "
                        "by-customer"));
}

TEST_F(IndexRequests, CapacityIsToldByIndex) {
  const std::string wanted = R"(,"ReturnConsumedCapacity":"INDEXES")";
  EXPECT_EQ(sell("1", "ann", "20", wanted),
            R"({"ConsumedCapacity":{"TableName":"Sales","CapacityUnits":3E0,)"
            R"("Table":{"CapacityUnits":1E0},)"
            R"("GlobalSecondaryIndexes":{"by-customer":{"CapacityUnits":1E0}},)"
            R"("LocalSecondaryIndexes":{"by-sold":{"CapacityUnits":1E0}}}})");
  EXPECT_THAT(sell("1", "bob", "20", wanted), HasSubstr(R"("CapacityUnits":3E0,"Table")"))
      << "out of one place of the global index into another, and nothing in the local one";
  EXPECT_THAT(sell("1", "ann", "20", R"(,"ReturnConsumedCapacity":"TOTAL")"),
              HasSubstr(R"({"TableName":"Sales","CapacityUnits":3E0}})"));
  EXPECT_THAT(of_ann(wanted), HasSubstr(R"("Table":{"CapacityUnits":0E0},)"
                                        R"("GlobalSecondaryIndexes":{"by-customer":)"
                                        R"({"CapacityUnits":5E-1}}})"));
  EXPECT_THAT(of_shop(wanted + R"(,"Select":"ALL_ATTRIBUTES")"),
              HasSubstr(R"("CapacityUnits":1E0,"Table":{"CapacityUnits":5E-1},)"))
      << "half a unit for the index, half for the item fetched";
}

TEST_F(IndexRequests, ItemCollectionsAreToldOfTablesWithLocalIndexes) {
  const std::string metrics = R"("ItemCollectionMetrics":{"ItemCollectionKey":{"shop":{"S":"s"}},)"
                              R"("SizeEstimateRangeGB":[0E0,1E0]})";
  EXPECT_EQ(sell("1", "ann", "20", R"(,"ReturnItemCollectionMetrics":"SIZE")"),
            "{" + metrics + "}");
  EXPECT_EQ(sell("2", "ann", "20"), "{}");
  const std::string request = R"("ReturnItemCollectionMetrics":"SIZE","RequestItems":{"Sales":[)"
                              R"({"DeleteRequest":{"Key":{"shop":{"S":"s"},"seq":{"S":"1"}}}},)"
                              R"({"DeleteRequest":{"Key":{"shop":{"S":"s"},"seq":{"S":"2"}}}}]})";
  EXPECT_EQ(call("BatchWriteItem", request),
            R"({"UnprocessedItems":{},"ItemCollectionMetrics":{"Sales":[)"
            R"({"ItemCollectionKey":{"shop":{"S":"s"}},"SizeEstimateRangeGB":[0E0,1E0]}]}})");
  EXPECT_EQ(of_ann(R"(,"Select":"COUNT")"), R"({"Count":0,"ScannedCount":0})");
}

TEST(CollectionMetrics, ATableWithoutLocalIndexesHasNoCollections) {
  TableDescription table{TableName("Sales"), {{"shop", KeyType::kString}, std::nullopt}};
  table.indexes = {indexes()[0]};
  EXPECT_FALSE(collection_of(table, Item{{"shop", "s"}}));
  table.indexes = indexes();
  EXPECT_EQ(collection_of(table, Item{{"shop", "s"}, {"seq", "1"}}), (Item{{"shop", "s"}}));
}

}  // namespace
}  // namespace lastwrite
