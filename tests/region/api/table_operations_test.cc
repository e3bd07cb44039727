// Tables over the API: what CreateTable and UpdateTable read, what DescribeTable shows.
#include "region/api/table_operations.h"

#include <memory>

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "region/api/dynamo_dispatcher.h"
#include "region/base/manual_clock.h"
#include "region/observer/observer.h"
#include "region/store/memory_store.h"
#include "tests/support/manual_scheduler.h"

namespace lastwrite {
namespace {

namespace json = boost::json;

constexpr char kKey[] = R"("KeySchema":[{"AttributeName":"id","KeyType":"HASH"}],)";
constexpr char kTypes[] = R"("AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"}],)";
constexpr char kOnDemand[] = R"("BillingMode":"PAY_PER_REQUEST")";

std::string create_request(const std::string& members) {
  return fmt::format(R"({{"TableName":"Orders",{}}})", members);
}

class TableOperations : public testing::Test {
 protected:
  // The answer as "" or its error as "ValidationException: message"; `answer_` is its JSON.
  std::string call(const std::string& operation, const std::string& body) {
    HttpRequest request{"POST",
                        "/",
                        {{"content-type", "application/x-amz-json-1.0"},
                         {"x-amz-target", "DynamoDB_20120810." + operation}},
                        body};
    std::optional<HttpResponse> response;
    dispatcher_.handle(std::move(request),
                       [&](HttpHandler::Render render) { response = render(); });
    scheduler_.run_for(0ms);
    if (!response) return "no answer";
    answer_ = response->body.empty() ? json::object() : json::parse(response->body).as_object();
    if (response->status == 200) return "";
    const std::string type(answer_.at("__type").as_string());
    const json::value* message = answer_.if_contains("message");
    return type.substr(type.find('#') + 1) + ": " +
           (message ? std::string(message->as_string()) : "");
  }
  std::string create(const std::string& members) {
    return call("CreateTable", create_request(members));
  }
  json::object described() {
    EXPECT_EQ(call("DescribeTable", R"({"TableName":"Orders"})"), "");
    return answer_.at("Table").as_object();
  }

  json::object answer_;
  ManualScheduler scheduler_;
  ManualClock clock_;
  MemoryStore store_;
  NullObserver observer_;
  std::unique_ptr<Engine> engine_ =
      Engine::open({RegionName("eu-west-1"), StampRule::kWall, 7}, store_, clock_, observer_)
          .value();
  GroupCommit commits_{scheduler_, *engine_, [] {}};
  DynamoDispatcher dispatcher_{{scheduler_, commits_, *engine_}};
};

TEST_F(TableOperations, DescribeTableShowsWhatCreateTableAsked) {
  ASSERT_EQ(
      create(
          R"("KeySchema":[{"AttributeName":"id","KeyType":"HASH"},)"
          R"({"AttributeName":"at","KeyType":"RANGE"}],)"
          R"("AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"},)"
          R"({"AttributeName":"at","AttributeType":"N"},{"AttributeName":"state","AttributeType":"B"}],)"
          R"("GlobalSecondaryIndexes":[{"IndexName":"by-state","KeySchema":[{"AttributeName":"state",)"
          R"("KeyType":"HASH"}],"Projection":{"ProjectionType":"INCLUDE","NonKeyAttributes":["total"]},)"
          R"("ProvisionedThroughput":{"ReadCapacityUnits":1,"WriteCapacityUnits":1}}],)"
          R"("LocalSecondaryIndexes":[{"IndexName":"by-id-state","KeySchema":[{"AttributeName":"id",)"
          R"("KeyType":"HASH"},{"AttributeName":"state","KeyType":"RANGE"}],)"
          R"("Projection":{"ProjectionType":"ALL"}}],)"
          R"("StreamSpecification":{"StreamEnabled":true,"StreamViewType":"OLD_IMAGE"},)"
          R"("ProvisionedThroughput":{"ReadCapacityUnits":3,"WriteCapacityUnits":4},)"
          R"("DeletionProtectionEnabled":true,"Tags":[{"Key":"team","Value":"blue"}])"),
      "");
  const json::object table = described();
  EXPECT_EQ(table.at("TableStatus"), "ACTIVE");
  EXPECT_EQ(table.at("TableArn"), "arn:aws:dynamodb:eu-west-1:000000000000:table/Orders");
  EXPECT_EQ(table.at("ProvisionedThroughput").at("WriteCapacityUnits"), 4);
  EXPECT_EQ(table.at("DeletionProtectionEnabled"), true);
  EXPECT_EQ(table.at("AttributeDefinitions").as_array().size(), 3U);
  const json::value& index = table.at("GlobalSecondaryIndexes").at(0);
  EXPECT_EQ(index.at("IndexStatus"), "ACTIVE");
  EXPECT_EQ(index.at("Projection").at("NonKeyAttributes").at(0), "total");
  EXPECT_EQ(table.at("LocalSecondaryIndexes").at(0).at("KeySchema").at(1).at("AttributeName"),
            "state");
  EXPECT_EQ(table.at("StreamSpecification").at("StreamViewType"), "OLD_IMAGE");
  EXPECT_TRUE(table.contains("LatestStreamArn"));
  EXPECT_FALSE(table.contains("Replicas")) << "it is no global table";
}

TEST_F(TableOperations, WrongDefinitionsAreRefusedInDynamoDbsWords) {
  EXPECT_EQ(create(std::string(kKey) + kOnDemand),
            "ValidationException: 1 validation error detected: Value null at "
            "'attributeDefinitions' failed to satisfy constraint: Member must not be null");
  const auto typed = [&](const char* type) {
    return create(fmt::format(R"({}"AttributeDefinitions":[{{"AttributeName":"id"{}}}],{})", kKey,
                              type, kOnDemand));
  };
  EXPECT_EQ(typed(""),
            "ValidationException: 1 validation error detected: Value null at "
            "'attributeDefinitions.1.member.attributeType' failed to satisfy constraint: Member "
            "must not be null");
  for (const char* type : {R"(,"AttributeType":"BOOL")", R"(,"AttributeType":"")"})
    EXPECT_NE(typed(type).find("Member must satisfy enum value set: [B, N, S]"), std::string::npos)
        << type;
  EXPECT_EQ(create(std::string(kTypes) + kOnDemand),
            "ValidationException: 1 validation error detected: Value null at 'keySchema' failed to "
            "satisfy constraint: Member must not be null");
  EXPECT_EQ(create(std::string(kTypes) + kKey + R"("BillingMode":"PROVISIONED")"),
            "ValidationException: One or more parameter values were invalid: ReadCapacityUnits and "
            "WriteCapacityUnits must both be specified when BillingMode is PROVISIONED");
  EXPECT_EQ(create(std::string(kTypes) + kKey + kOnDemand +
                   R"(,"StreamSpecification":{"StreamEnabled":true})"),
            "ValidationException: One or more parameter values were invalid: Table is being "
            "created with a stream enabled, UpdateViewType is required");
  EXPECT_EQ(create(std::string(kTypes) + kKey + kOnDemand + R"(,"LocalSecondaryIndexes":[])"),
            "ValidationException: One or more parameter values were invalid: List of "
            "LocalSecondaryIndexes is empty");
}

TEST_F(TableOperations, KeysAreDefinedAndInOrder) {
  const auto keyed = [&](const std::string& schema, const std::string& types) {
    return create(R"("KeySchema":[)" + schema + R"(],"AttributeDefinitions":[)" + types + "]," +
                  kOnDemand);
  };
  const std::string id = R"({"AttributeName":"id","KeyType":"HASH"})";
  const std::string at = R"({"AttributeName":"at","KeyType":"RANGE"})";
  const std::string id_type = R"({"AttributeName":"id","AttributeType":"S"})";
  const std::string at_type = R"({"AttributeName":"at","AttributeType":"S"})";
  const std::string invalid = "ValidationException: One or more parameter values were invalid: ";
  EXPECT_EQ(keyed("", id_type),
            "ValidationException: 1 validation error detected: Value '[]' at 'keySchema' failed to "
            "satisfy constraint: Member must have length greater than or equal to 1");
  EXPECT_EQ(keyed(id, at_type), invalid +
                                    "Some index key attributes are not defined in "
                                    "AttributeDefinitions. Keys: [id], AttributeDefinitions: [at]");
  EXPECT_EQ(keyed(id + "," + at, id_type),
            "ValidationException: Invalid KeySchema: Some index key attribute have no definition");
  EXPECT_EQ(keyed(at + "," + id, id_type + "," + at_type),
            "ValidationException: Invalid KeySchema: The first KeySchemaElement is not a HASH key "
            "type");
  EXPECT_EQ(keyed(id + R"(,{"AttributeName":"at","KeyType":"HASH"})", id_type + "," + at_type),
            "ValidationException: Invalid KeySchema: The second KeySchemaElement is not a RANGE "
            "key type");
  EXPECT_EQ(keyed(id, id_type + "," + id_type),
            "ValidationException: Attribute Name is duplicated: id");
  EXPECT_EQ(keyed(id, id_type + "," + at_type),
            invalid +
                "Number of attributes in KeySchema does not exactly match number of "
                "attributes defined in AttributeDefinitions");
}

TEST_F(TableOperations, UnitsAreAtLeastOneAndNotTooMany) {
  const auto with_units = [&](const char* read, const char* write) {
    return create(std::string(kTypes) + kKey +
                  fmt::format(R"("ProvisionedThroughput":{{"ReadCapacityUnits":{},)"
                              R"("WriteCapacityUnits":{}}})",
                              read, write));
  };
  EXPECT_EQ(with_units("0", "1"),
            "ValidationException: 1 validation error detected: Value '0' at "
            "'provisionedThroughput.readCapacityUnits' failed to satisfy constraint: Member must "
            "have value greater than or equal to 1");
  EXPECT_EQ(with_units("1", "null"),
            "ValidationException: 1 validation error detected: Value null at "
            "'provisionedThroughput.writeCapacityUnits' failed to satisfy constraint: Member must "
            "not be null");
  EXPECT_EQ(with_units("1000000000001", "1"),
            "ValidationException: Given value 1000000000001 for ReadCapacityUnits is out of "
            "bounds");
}

TEST_F(TableOperations, IndexesAreNamedAndHaveThroughputAsTheirTableHas) {
  const auto with_index = [&](const char* name, const std::string& index_units,
                              const std::string& table_units) {
    return create(fmt::format(
        R"("AttributeDefinitions":[{{"AttributeName":"id","AttributeType":"S"}}],{}{},)"
        R"("GlobalSecondaryIndexes":[{{"IndexName":"{}","KeySchema":[{{"AttributeName":"id",)"
        R"("KeyType":"HASH"}}],"Projection":{{"ProjectionType":"ALL"}}{}}}])",
        kKey, table_units, name, index_units));
  };
  const std::string units =
      R"("ProvisionedThroughput":{"ReadCapacityUnits":1,"WriteCapacityUnits":1})";
  const std::string at =
      "' at 'globalSecondaryIndexes.1.member.indexName' failed to satisfy constraint: Member must ";
  const std::string detected = "ValidationException: 1 validation error detected: Value '";
  EXPECT_EQ(with_index("ix", "", kOnDemand),
            detected + "ix" + at + "have length greater than or equal to 3");
  EXPECT_EQ(with_index("a;b", "", kOnDemand),
            detected + "a;b" + at + "satisfy regular expression pattern: [a-zA-Z0-9_.-]+");
  const std::string invalid = "ValidationException: One or more parameter values were invalid: ";
  EXPECT_EQ(with_index("by-id", "", units),
            invalid + "ProvisionedThroughput is not specified for index: by-id");
  EXPECT_EQ(with_index("by-id", "," + units, kOnDemand),
            invalid +
                "ProvisionedThroughput should not be specified for index: by-id when "
                "BillingMode is PAY_PER_REQUEST");
  ASSERT_EQ(with_index("by-id", "," + units, units), "");
  EXPECT_EQ(described()
                .at("GlobalSecondaryIndexes")
                .at(0)
                .at("ProvisionedThroughput")
                .at("WriteCapacityUnits"),
            1);
}

TEST_F(TableOperations, UpdateTableTellsWhatIsAlreadySo) {
  const std::string stream_off =
      R"({"TableName":"Orders","StreamSpecification":{"StreamEnabled":false}})";
  const auto units = [&](int read) {
    return call("UpdateTable", fmt::format(R"({{"TableName":"Orders","ProvisionedThroughput":)"
                                           R"({{"ReadCapacityUnits":{},"WriteCapacityUnits":1}}}})",
                                           read));
  };
  ASSERT_EQ(create(std::string(kTypes) + kKey + kOnDemand), "");
  EXPECT_EQ(call("UpdateTable", stream_off),
            "ValidationException: Table has no stream to disable: TableName: Orders");
  EXPECT_EQ(units(5),
            "ValidationException: One or more parameter values were invalid: Neither "
            "ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is "
            "PAY_PER_REQUEST");
  EXPECT_EQ(call("UpdateTable", R"({"TableName":"Orders","BillingMode":"PROVISIONED"})"),
            "ValidationException: One or more parameter values were invalid: "
            "ProvisionedThroughput must be specified when BillingMode is PROVISIONED");
  ASSERT_EQ(call("UpdateTable", R"({"TableName":"Orders","BillingMode":"PROVISIONED",)"
                                R"("ProvisionedThroughput":{"ReadCapacityUnits":5,)"
                                R"("WriteCapacityUnits":1} })"),
            "");
  EXPECT_NE(units(5).find("The provisioned throughput for the table will not change."),
            std::string::npos);
  EXPECT_EQ(units(6), "");
  EXPECT_EQ(call("UpdateTable", R"({"TableName":"Orders","StreamSpecification":)"
                                R"({"StreamEnabled":true} })"),
            "ValidationException: One or more parameter values were invalid: If stream is being "
            "enabled then UpdateViewType is required");
}

TEST_F(TableOperations, UpdateTableChangesOneThingAtATime) {
  ASSERT_EQ(create(std::string(kTypes) + kKey + kOnDemand), "");
  EXPECT_NE(call("UpdateTable", R"({"TableName":"Orders"})").find("At least one of"),
            std::string::npos);
  EXPECT_EQ(call("UpdateTable", R"({"TableName":"Orders","StreamSpecification":)"
                                R"({"StreamEnabled":true,"StreamViewType":"KEYS_ONLY"} })"),
            "");
  EXPECT_EQ(call("UpdateTable", R"({"TableName":"Orders","StreamSpecification":)"
                                R"({"StreamEnabled":true,"StreamViewType":"KEYS_ONLY"} })"),
            "ValidationException: Table already has an enabled stream: TableName: Orders");
  EXPECT_EQ(
      call(
          "UpdateTable",
          R"({"TableName":"Orders","AttributeDefinitions":[{"AttributeName":"state",)"
          R"("AttributeType":"S"}],"GlobalSecondaryIndexUpdates":[{"Create":{"IndexName":"by-state",)"
          R"("KeySchema":[{"AttributeName":"state","KeyType":"HASH"}],)"
          R"("Projection":{"ProjectionType":"ALL"} } }]})"),
      "");
  EXPECT_EQ(answer_.at("TableDescription").at("TableStatus"), "UPDATING");
  EXPECT_EQ(call("UpdateTable", R"({"TableName":"Orders","BillingMode":"PAY_PER_REQUEST"})"),
            "ResourceInUseException: Attempt to change a resource which is still in use: Table is "
            "being updated: Orders");
  EXPECT_EQ(call("UpdateTable", R"({"TableName":"Missing","BillingMode":"PAY_PER_REQUEST"})"),
            "ResourceNotFoundException: Requested resource not found: Table: Missing not found");
}

TEST_F(TableOperations, ADeletedTableIsGoneForItsClientsAtOnce) {
  ASSERT_EQ(create(std::string(kTypes) + kKey + kOnDemand + R"(,"DeletionProtectionEnabled":true)"),
            "");
  EXPECT_NE(call("DeleteTable", R"({"TableName":"Orders"})").find("protected against deletion"),
            std::string::npos);
  ASSERT_EQ(call("UpdateTable", R"({"TableName":"Orders","DeletionProtectionEnabled":false})"), "");
  ASSERT_EQ(call("DeleteTable", R"({"TableName":"Orders"})"), "");
  EXPECT_EQ(answer_.at("TableDescription").at("TableStatus"), "DELETING");
  EXPECT_EQ(call("GetItem", R"({"TableName":"Orders","Key":{"id":{"S":"x"} } })"),
            "ResourceNotFoundException: Requested resource not found: Table: Orders not found");
}

TEST_F(TableOperations, TagsAreKeptAndTakenAway) {
  ASSERT_EQ(create(std::string(kTypes) + kKey + kOnDemand), "");
  const std::string arn =
      R"({"ResourceArn":"arn:aws:dynamodb:eu-west-1:000000000000:table/Orders")";
  EXPECT_EQ(
      call("TagResource", arn + R"(,"Tags":[{"Key":"a","Value":"1"},{"Key":"b","Value":""}]})"),
      "");
  EXPECT_EQ(call("UntagResource", arn + R"(,"TagKeys":["a"]})"), "");
  EXPECT_EQ(call("ListTagsOfResource", arn + "}"), "");
  EXPECT_EQ(json::serialize(answer_), R"({"Tags":[{"Key":"b","Value":""}]})");
  EXPECT_NE(call("ListTagsOfResource", R"({"ResourceArn":"Orders"})").find("Invalid TableArn"),
            std::string::npos);
}

TEST_F(TableOperations, TagsThatAreNoneAreRefused) {
  ASSERT_EQ(create(std::string(kTypes) + kKey + kOnDemand), "");
  const auto tag = [&](const std::string& tags) {
    return call(
        "TagResource",
        R"({"ResourceArn":"arn:aws:dynamodb:eu-west-1:000000000000:table/Orders","Tags":[)" + tags +
            "]}");
  };
  EXPECT_EQ(tag(R"({"Key":"aws:team","Value":"blue"})"),
            "ValidationException: Tag Key cannot be prefixed with aws:, Key: aws:team");
  EXPECT_EQ(tag(R"({"Key":"","Value":"blue"})"),
            "ValidationException: The Tag Key provided is invalid, Key: ");
  EXPECT_EQ(tag(R"({"Key":"team"})"),
            "ValidationException: The Tag Value provided is invalid, Value: null");
  EXPECT_EQ(tag(R"({"Key":"a","Value":"1"},{"Key":"a","Value":"2"})"),
            "ValidationException: Duplicate Tag Keys provided as input: Duplicate Tag Key found a");
  EXPECT_EQ(tag(""), "ValidationException: Atleast one Tag needs to be provided as Input.");
  std::string many;
  for (int i = 0; i <= 50; ++i)
    many += fmt::format(R"({}{{"Key":"k{}","Value":""}})", i == 0 ? "" : ",", i);
  EXPECT_EQ(tag(many),
            "ValidationException: Number of Tags exceed the current limit for the provided "
            "ResourceArn");
}

TEST_F(TableOperations, TheGlobalTablesOf2017AreRefusedAsAwsRefusesThem) {
  EXPECT_NE(call("CreateGlobalTable", R"({"GlobalTableName":"Orders"})").find("2017.11.29"),
            std::string::npos);
  EXPECT_NE(call("DescribeGlobalTable", R"({"GlobalTableName":"Orders"})")
                .find("GlobalTableNotFoundException"),
            std::string::npos);
  EXPECT_EQ(call("ListGlobalTables", "{}"), "");
  EXPECT_EQ(json::serialize(answer_), R"({"GlobalTables":[]})");
}

TEST_F(TableOperations, ATransactionWithTheSameTokenIsCarriedOutOnce) {
  ASSERT_EQ(create(std::string(kTypes) + kKey + kOnDemand), "");
  const auto add = [&](const char* amount) {
    return call(
        "TransactWriteItems",
        fmt::format(R"({{"ClientRequestToken":"t-1","TransactItems":[{{"Update":)"
                    R"({{"TableName":"Orders","Key":{{"id":{{"S":"x"}}}},"UpdateExpression":)"
                    R"("ADD n :n","ExpressionAttributeValues":{{":n":{{"N":"{}"}}}}}}}}]}})",
                    amount));
  };
  ASSERT_EQ(add("5"), "");
  ASSERT_EQ(add("5"), "");
  EXPECT_EQ(add("6").substr(0, 36), "IdempotentParameterMismatchException");
  ASSERT_EQ(call("GetItem", R"({"TableName":"Orders","Key":{"id":{"S":"x"} } })"), "");
  EXPECT_EQ(answer_.at("Item").at("n").at("N"), "5");
}

}  // namespace
}  // namespace lastwrite
