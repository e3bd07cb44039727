// Requests as they come over HTTP, and the answers with their envelopes.
#include "region/api/dynamo_dispatcher.h"

#include <memory>

#include <boost/crc.hpp>
#include <boost/json.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "region/access/signature_check.h"
#include "region/api/content_coding.h"
#include "region/base/manual_clock.h"
#include "region/observer/observer.h"
#include "region/store/memory_store.h"
#include "tests/support/manual_scheduler.h"

namespace lastwrite {
namespace {

namespace json = boost::json;

std::string header(const HttpResponse& response, const std::string& name) {
  for (const auto& [key, value] : response.headers) {
    if (key == name) return value;
  }
  return "";
}

class DynamoDispatcherTest : public testing::Test {
 protected:
  DynamoDispatcherTest()
      : engine_(
            Engine::open({RegionName("eu-west-1"), StampRule::kWall, 7}, store_, clock_, observer_)
                .value()),
        commits_(scheduler_, *engine_, [] {}),
        dispatcher_({scheduler_, commits_, *engine_}) {
    call("CreateTable", R"({"TableName":"Orders","BillingMode":"PAY_PER_REQUEST",)"
                        R"("KeySchema":[{"AttributeName":"id","KeyType":"HASH"}],)"
                        R"("AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"}]})");
  }

  HttpResponse send(HttpRequest request) {
    std::optional<HttpResponse> response;
    dispatcher_.handle(std::move(request),
                       [&](HttpHandler::Render render) { response = render(); });
    scheduler_.run_for(0ms);
    EXPECT_TRUE(response) << "no answer";
    return response.value_or(HttpResponse{});
  }
  HttpResponse post(const std::string& target, const std::string& body) {
    return send({"POST",
                 "/",
                 {{"content-type", "application/x-amz-json-1.0"}, {"x-amz-target", target}},
                 body});
  }
  HttpResponse call(const std::string& operation, const std::string& body) {
    return post("DynamoDB_20120810." + operation, body);
  }
  // The answer's JSON, of which the status is expected.
  json::object answer(int status, const std::string& operation, const std::string& body) {
    const HttpResponse response = call(operation, body);
    EXPECT_EQ(response.status, status) << response.body;
    return json::parse(response.body).as_object();
  }
  std::string error_of(const std::string& operation, const std::string& body) {
    const json::object told = answer(400, operation, body);
    const json::value* message = told.if_contains("message");
    if (message == nullptr) message = told.if_contains("Message");
    const std::string type(told.at("__type").as_string());
    return type.substr(type.find('#') + 1) + ": " +
           (message ? std::string(message->as_string()) : "");
  }

  ManualScheduler scheduler_;
  ManualClock clock_;
  MemoryStore store_;
  NullObserver observer_;
  std::unique_ptr<Engine> engine_;
  GroupCommit commits_;
  DynamoDispatcher dispatcher_;
};

TEST_F(DynamoDispatcherTest, AnswersBearTheEnvelopeThatSdksCheck) {
  const HttpResponse response = call("ListTables", "{}");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.body, R"({"TableNames":["Orders"]})");
  EXPECT_EQ(header(response, "Content-Type"), "application/x-amz-json-1.0");
  EXPECT_EQ(header(response, "x-amzn-RequestId").size(), 52U);
  boost::crc_32_type crc;
  crc.process_bytes(response.body.data(), response.body.size());
  EXPECT_EQ(header(response, "x-amz-crc32"), std::to_string(crc.checksum()));
}

TEST_F(DynamoDispatcherTest, WhatIsNoRequestIsToldAsAwsTellsIt) {
  EXPECT_EQ(send({"GET", "/", {}, ""}).body, "healthy: dynamodb.eu-west-1.amazonaws.com ");
  const HttpResponse wrong = send({"POST", "/", {{"content-type", "text/plain"}}, "{}"});
  EXPECT_EQ(wrong.status, 404);
  EXPECT_EQ(wrong.body, "<UnknownOperationException/>\n");
  const std::string unknown = R"({"__type":"com.amazon.coral.service#UnknownOperationException"})";
  EXPECT_EQ(post("", "{}").body, unknown);
  EXPECT_EQ(post("DynamoDB_20120810.MakeCoffee", "{}").body, unknown);
  const std::string serialization =
      R"({"__type":"com.amazon.coral.service#SerializationException"})";
  for (const char* body : {"", "{", "[]", "5", "{\"a\":}", "\xff\xfe", "{\"a\":\"\xff\"}"})
    EXPECT_EQ(call("ListTables", body).body, serialization) << body;
  EXPECT_EQ(call("ListTables", std::string(100'000, '[')).body, serialization);
}

TEST_F(DynamoDispatcherTest, AnItemIsWrittenReadUpdatedAndDeleted) {
  EXPECT_EQ(call("PutItem", R"({"TableName":"Orders","Item":{"id":{"S":"a"},"n":{"N":"1"}}})").body,
            "{}");
  EXPECT_EQ(call("GetItem", R"({"TableName":"Orders","Key":{"id":{"S":"a"}}})").body,
            R"({"Item":{"id":{"S":"a"},"n":{"N":"1"}}})");
  EXPECT_EQ(
      call(
          "UpdateItem",
          R"({"TableName":"Orders","Key":{"id":{"S":"a"}},)"
          R"("UpdateExpression":"SET n = n + :one","ExpressionAttributeValues":{":one":{"N":"1"}},)"
          R"("ReturnValues":"UPDATED_NEW","ReturnConsumedCapacity":"TOTAL"})")
          .body,
      R"({"Attributes":{"n":{"N":"2"}},"ConsumedCapacity":{"TableName":"Orders",)"
      R"("CapacityUnits":1E0}})");
  EXPECT_EQ(call("DeleteItem", R"({"TableName":"Orders","Key":{"id":{"S":"a"}},)"
                               R"("ReturnValues":"ALL_OLD"})")
                .body,
            R"({"Attributes":{"id":{"S":"a"},"n":{"N":"2"}}})");
  EXPECT_EQ(call("GetItem", R"({"TableName":"Orders","Key":{"id":{"S":"a"}}})").body, "{}");
}

TEST_F(DynamoDispatcherTest, ARefusedConditionShowsTheItemWhereThatIsAsked) {
  call("PutItem", R"({"TableName":"Orders","Item":{"id":{"S":"a"}}})");
  const std::string again = R"({"TableName":"Orders","Item":{"id":{"S":"a"}},)"
                            R"("ConditionExpression":"attribute_not_exists(id) ")";
  EXPECT_EQ(call("PutItem", again + "}").body,
            R"({"__type":"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException",)"
            R"("message":"The conditional request failed"})");
  EXPECT_EQ(call("PutItem", again + R"(,"ReturnValuesOnConditionCheckFailure":"ALL_OLD"})").body,
            R"({"__type":"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException",)"
            R"("message":"The conditional request failed","Item":{"id":{"S":"a"}}})");
}

TEST_F(DynamoDispatcherTest, LegacyParametersMeanWhatExpressionsMean) {
  call("PutItem", R"({"TableName":"Orders","Item":{"id":{"S":"a"},"n":{"N":"1"}}})");
  EXPECT_EQ(
      answer(
          200, "UpdateItem",
          R"({"TableName":"Orders","Key":{"id":{"S":"a"}},)"
          R"("AttributeUpdates":{"n":{"Action":"ADD","Value":{"N":"2"}},"x":{"Value":{"S":"y"}}},)"
          R"("Expected":{"n":{"ComparisonOperator":"LT","AttributeValueList":[{"N":"5"}]}},)"
          R"("ReturnValues":"ALL_NEW"})")
          .at("Attributes"),
      json::parse(R"({"id":{"S":"a"},"n":{"N":"3"},"x":{"S":"y"}})"));
  EXPECT_EQ(
      answer(
          200, "Query",
          R"({"TableName":"Orders","AttributesToGet":["x"],)"
          R"("KeyConditions":{"id":{"ComparisonOperator":"EQ","AttributeValueList":[{"S":"a"}]}}})")
          .at("Items"),
      json::parse(R"([{"x":{"S":"y"}}])"));
  EXPECT_THAT(
      error_of(
          "PutItem",
          R"({"TableName":"Orders","Item":{"id":{"S":"a"}},)"
          R"("Expected":{"id":{"Exists":false}},"ConditionExpression":"attribute_exists(id) "})"),
      testing::HasSubstr("Can not use both expression and non-expression parameters"));
  EXPECT_THAT(error_of("PutItem", R"({"TableName":"Orders","Item":{"id":{"S":"a"}},)"
                                  R"("Expected":{"id":{"Exists":false}}})"),
              testing::StartsWith("ConditionalCheckFailedException"));
}

TEST_F(DynamoDispatcherTest, MistakesOfARequestAreNamed) {
  EXPECT_EQ(error_of("GetItem", R"({"Key":{"id":{"S":"a"}}})"),
            "ValidationException: The parameter 'TableName' is required but was not present in the "
            "request");
  EXPECT_EQ(error_of("GetItem", R"({"TableName":"Nowhere","Key":{"id":{"S":"a"}}})"),
            "ResourceNotFoundException: Requested resource not found: Table: Nowhere not found");
  EXPECT_EQ(error_of("GetItem", R"({"TableName":7,"Key":{"id":{"S":"a"}}})"),
            "SerializationException: NUMBER_VALUE cannot be converted to String");
  EXPECT_EQ(error_of("PutItem", R"({"TableName":"Orders","Item":{"id":{"S":""}}})"),
            "ValidationException: One or more parameter values are not valid. The AttributeValue "
            "for a key attribute cannot contain an empty string value. Key: id");
  EXPECT_EQ(error_of("Scan", R"({"TableName":"Orders","Limit":0})"),
            "ValidationException: 1 validation error detected: Value '0' at 'limit' failed to "
            "satisfy constraint: Member must have value greater than or equal to 1");
  EXPECT_EQ(error_of("Scan", R"({"TableName":"Orders","FilterExpression":"a = :a",)"
                             R"("ExpressionAttributeValues":{":a":{"S":"x"},":b":{"S":"y"}}})"),
            "ValidationException: Value provided in ExpressionAttributeValues unused in "
            "expressions: keys: {:b}");
  EXPECT_THAT(error_of("CreateTable",
                       R"({"TableName":"Orders","BillingMode":"PAY_PER_REQUEST",)"
                       R"("KeySchema":[{"AttributeName":"id","KeyType":"HASH"}],)"
                       R"("AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"}]})"),
              testing::StartsWith("ResourceInUseException"));
}

TEST_F(DynamoDispatcherTest, BatchesWriteAndReadManyItems) {
  EXPECT_EQ(
      answer(
          200, "BatchWriteItem",
          R"({"RequestItems":{"Orders":[)"
          R"({"PutRequest":{"Item":{"id":{"S":"a"}}}},{"PutRequest":{"Item":{"id":{"S":"b"}}}}]}})"),
      json::parse(R"({"UnprocessedItems":{}})"));
  EXPECT_EQ(answer(200, "BatchGetItem",
                   R"({"RequestItems":{"Orders":{"Keys":[)"
                   R"({"id":{"S":"b"}},{"id":{"S":"none"}},{"id":{"S":"a"}}]}}})"),
            json::parse(R"({"Responses":{"Orders":[{"id":{"S":"b"}},{"id":{"S":"a"}}]},)"
                        R"("UnprocessedKeys":{}})"));
  EXPECT_EQ(
      error_of(
          "BatchWriteItem",
          R"({"RequestItems":{"Orders":[)"
          R"({"PutRequest":{"Item":{"id":{"S":"a"}}}},{"DeleteRequest":{"Key":{"id":{"S":"a"}}}}]}})"),
      "ValidationException: Provided list of item keys contains duplicates");
}

TEST_F(DynamoDispatcherTest, ATransactionTellsWhyItWasCancelled) {
  call("PutItem", R"({"TableName":"Orders","Item":{"id":{"S":"a"}}})");
  const json::object told = answer(400, "TransactWriteItems",
                                   R"({"TransactItems":[)"
                                   R"({"Put":{"TableName":"Orders","Item":{"id":{"S":"b"}}}},)"
                                   R"({"Put":{"TableName":"Orders","Item":{"id":{"S":"a"}},)"
                                   R"("ConditionExpression":"attribute_not_exists(id) ",)"
                                   R"("ReturnValuesOnConditionCheckFailure":"ALL_OLD"}}]})");
  EXPECT_EQ(told.at("Message").as_string(),
            "Transaction cancelled, please refer cancellation reasons for specific reasons [None, "
            "ConditionalCheckFailed]");
  EXPECT_EQ(told.at("CancellationReasons"),
            json::parse(R"([{"Code":"None"},{"Code":"ConditionalCheckFailed",)"
                        R"("Message":"The conditional request failed","Item":{"id":{"S":"a"}}}])"));
  EXPECT_EQ(call("GetItem", R"({"TableName":"Orders","Key":{"id":{"S":"b"}}})").body, "{}");
}

// Found by fuzzing: a message that quotes half a character is no JSON.
TEST_F(DynamoDispatcherTest, WhatAMessageQuotesIsWholeCharacters) {
  EXPECT_THAT(error_of("GetItem", R"({"TableName":"Orders","Key":{"id":{"S":"a"}},)"
                                  R"("ProjectionExpression":"a, ä"})"),
              testing::HasSubstr("token: \"ä\", near: \", ä\""));
  const std::string number = std::string(99, 'x') + "ä";
  EXPECT_THAT(error_of("GetItem", R"({"TableName":"Orders","Key":{"id":{"N":")" + number + "\"}}}"),
              testing::EndsWith("x"));
}

TEST_F(DynamoDispatcherTest, BodiesMayBePackedEitherWay) {
  const std::string item = R"({"TableName":"Orders","Item":{"id":{"S":"packed"},"text":{"S":")" +
                           std::string(5'000, 'x') + "\"}}}";
  const std::string key = R"({"TableName":"Orders","Key":{"id":{"S":"packed"}}})";
  const auto request = [](const std::string& operation, const std::string& name,
                          const std::string& body) {
    return HttpRequest{"POST",
                       "/",
                       {{"content-type", "application/x-amz-json-1.0"},
                        {"x-amz-target", "DynamoDB_20120810." + operation},
                        {name, "gzip"}},
                       body};
  };
  EXPECT_EQ(send(request("PutItem", "content-encoding", gzip(item))).status, 200);
  const HttpResponse response = send(request("GetItem", "accept-encoding", key));
  EXPECT_EQ(header(response, "Content-Encoding"), "gzip");
  EXPECT_LT(response.body.size(), 1'000U);
  boost::crc_32_type crc;
  crc.process_bytes(response.body.data(), response.body.size());
  EXPECT_EQ(header(response, "x-amz-crc32"), std::to_string(crc.checksum()));
  EXPECT_THAT(gunzip(response.body, 10'000).value(), testing::HasSubstr("xxx"));
  const HttpResponse small = send(request("ListTables", "accept-encoding", "{}"));
  EXPECT_EQ(header(small, "Content-Encoding"), "");
  EXPECT_THAT(send(request("PutItem", "content-encoding", item)).body,
              testing::HasSubstr("SerializationException"));
}

TEST_F(DynamoDispatcherTest, WithKeysConfiguredOnlyTheSignedAreAnswered) {
  const Credentials keys(std::map<std::string, std::string, std::less<>>{{"A", "s"}});
  const SignatureCheck check(keys, RegionName("eu-west-1"), clock_);
  DynamoDispatcher guarded({scheduler_, commits_, *engine_}, &check);
  HttpResponse response;
  guarded.handle({"POST",
                  "/",
                  {{"content-type", "application/x-amz-json-1.0"},
                   {"x-amz-target", "DynamoDB_20120810.ListTables"}},
                  "{}"},
                 [&](HttpHandler::Render render) { response = render(); });
  EXPECT_EQ(response.status, 400);
  EXPECT_EQ(response.body,
            R"({"__type":"com.amazon.coral.service#MissingAuthenticationTokenException",)"
            R"("message":"Request is missing Authentication Token"})");
}

}  // namespace
}  // namespace lastwrite
