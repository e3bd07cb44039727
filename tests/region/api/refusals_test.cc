// Requests that DynamoDB refuses, in its words.
#include <gmock/gmock.h>

#include "region/api/http_server.h"
#include "tests/region/api/api_fixture.h"

namespace lastwrite {
namespace {

using ::testing::HasSubstr;

class Refusals : public ApiFixture {
 protected:
  // Of a request about the table Orders and the item "a".
  std::string of_item(const std::string& operation, const std::string& members) {
    const bool put = operation == "PutItem";
    return error(operation, std::string(R"({"TableName":"Orders",")") + (put ? "Item" : "Key") +
                                R"(":{"id":{"S":"a"}},)" + members + "}");
  }
  static std::string puts(int count) {
    std::string list;
    for (int i = 0; i < count; ++i)
      list += (i == 0 ? "" : ",") + (R"({"PutRequest":{"Item":{"id":{"S":")" + std::to_string(i)) +
              R"("}}}})";
    return list;
  }
};

constexpr char kValidation[] = "ValidationException: ";

TEST_F(Refusals, ABatchHasSomethingToWriteAndNotTooMuch) {
  const auto batch = [&](const std::string& list) {
    return error("BatchWriteItem", R"({"RequestItems":{"Orders":[)" + list + "]}}");
  };
  const std::string at = std::string(kValidation) +
                         "1 validation error detected: Value at 'RequestItems.Orders.member' "
                         "failed to satisfy constraint: Member must have length ";
  EXPECT_EQ(batch(""), at + "greater than or equal to 1");
  EXPECT_EQ(batch(puts(26)), at + "less than or equal to 25");
  EXPECT_EQ(error("BatchWriteItem", R"({"RequestItems":{}})"),
            std::string(kValidation) +
                "1 validation error detected: Value at 'RequestItems' failed to satisfy "
                "constraint: Member must have length greater than or equal to 1");
  EXPECT_EQ(error("BatchWriteItem", R"({"RequestItems":{"Orders":[)" + puts(20) +
                                        R"(],"Others":[)" + puts(6) + "]}}"),
            std::string(kValidation) + "Too many items requested for the BatchWriteItem call");
}

TEST_F(Refusals, PutAndDeleteReturnOldValuesAlone) {
  for (const char* wish : {"UPDATED_OLD", "ALL_NEW", "UPDATED_NEW"}) {
    const std::string member = std::string(R"("ReturnValues":")") + wish + "\"";
    for (const char* operation : {"PutItem", "DeleteItem"})
      EXPECT_EQ(of_item(operation, member),
                std::string(kValidation) + "ReturnValues can only be ALL_OLD or NONE");
  }
  EXPECT_THAT(of_item("PutItem", R"("ReturnValues":"GARBAGE")"), HasSubstr("enum value set"));
}

TEST_F(Refusals, PlaceholdersNeedAnExpression) {
  const std::string values = R"("ExpressionAttributeValues":{":v":{"N":"1"}})";
  const std::string names = R"("ExpressionAttributeNames":{"#n":"n"})";
  const std::string only = " can only be specified when using expressions";
  const auto values_need = [&](const std::string& what) {
    return kValidation + ("ExpressionAttributeValues" + only + ": ") + what;
  };
  EXPECT_EQ(of_item("PutItem", values), values_need("ConditionExpression is null"));
  EXPECT_EQ(of_item("DeleteItem", values), values_need("ConditionExpression is null"));
  EXPECT_EQ(of_item("UpdateItem", values),
            values_need("UpdateExpression and ConditionExpression are null"));
  EXPECT_EQ(error("Scan", R"({"TableName":"Orders",)" + values + "}"),
            values_need("FilterExpression is null"));
  EXPECT_EQ(error("Scan", R"({"TableName":"Orders","ProjectionExpression":"a",)" + values + "}"),
            values_need("FilterExpression is null"));
  EXPECT_EQ(error("Query", R"({"TableName":"Orders",)" + values + "}"),
            values_need("FilterExpression and KeyConditionExpression are null"));
  for (const char* operation : {"PutItem", "GetItem", "UpdateItem", "DeleteItem"})
    EXPECT_EQ(of_item(operation, names + "," + values),
              kValidation + ("ExpressionAttributeNames" + only));
  EXPECT_EQ(
      call("Scan", R"({"TableName":"Orders","ProjectionExpression":"#n",)" + names + "}").status,
      200);
}

TEST_F(Refusals, APathIntoNothingIsInvalidForUpdate) {
  EXPECT_EQ(of_item("UpdateItem", R"("UpdateExpression":"SET zz.a = :v",)"
                                  R"("ExpressionAttributeValues":{":v":{"N":"1"}})"),
            std::string(kValidation) +
                "The document path provided in the update expression is invalid for update");
}

TEST_F(Refusals, AnExpressionHasAtMostThreeHundredOperators) {
  const auto compared = [](int times) {
    std::string text = "a<b";
    for (int i = 1; i < times; ++i) text += " or a<b";
    return R"("ConditionExpression":")" + text + "\"";
  };
  EXPECT_EQ(of_item("DeleteItem", compared(151)),
            std::string(kValidation) +
                "Invalid ConditionExpression: The expression contains too many operators; operator "
                "count: 301");
  EXPECT_THAT(of_item("DeleteItem", compared(150)), HasSubstr("The conditional request failed"))
      << "150 comparisons and 149 times OR";
  std::string update = "SET a0 = :v + :v";
  for (int i = 1; i <= 300; ++i) update += fmt::format(",a{0}=:v+:v", i);
  EXPECT_THAT(of_item("UpdateItem", R"("UpdateExpression":")" + update +
                                        R"(","ExpressionAttributeValues":{":v":{"N":"1"}})"),
              HasSubstr("Invalid UpdateExpression: The expression contains too many operators"));
}

TEST_F(Refusals, NamesOfAttributesHaveOneByteTo64Kilobytes) {
  const std::string long_name(65'536, 'n');
  const std::string too_large =
      std::string(kValidation) + "Attribute name is too large, must be less than 65536 bytes";
  const auto put = [&](const std::string& attribute) {
    return error("PutItem", R"({"TableName":"Orders","Item":{"id":{"S":"a"},)" + attribute + "}}");
  };
  EXPECT_EQ(put("\"" + long_name + R"(":{"N":"1"})"), too_large);
  EXPECT_EQ(put(R"("m":{"M":{")" + long_name + R"(":{"N":"1"}}})"), too_large);
  EXPECT_EQ(put(R"("":{"N":"1"})"), std::string(kValidation) + "Empty attribute name");
  EXPECT_EQ(of_item("UpdateItem", R"("UpdateExpression":"REMOVE #n",)"
                                  R"("ExpressionAttributeNames":{"#n":")" +
                                      long_name + "\"}"),
            too_large);
  EXPECT_EQ(call("PutItem", R"({"TableName":"Orders","Item":{"id":{"S":"a"},")" +
                                long_name.substr(1) + R"(":{"N":"1"}}})")
                .status,
            200);
}

TEST_F(Refusals, WhatPlaceholdersStandForHasAtMostTwoMegabytes) {
  const auto update = [&](const std::string& placeholder, std::size_t bytes) {
    return of_item("UpdateItem", R"("UpdateExpression":"SET v = )" + placeholder +
                                     R"(","ExpressionAttributeValues":{")" + placeholder +
                                     R"(":{"S":")" + std::string(bytes, 'x') + "\"}}");
  };
  EXPECT_EQ(update(":v", 2 * 1024 * 1024),
            std::string(kValidation) + "ExpressionAttributeValues exceeds max size");
  EXPECT_THAT(update(":v", 2 * 1024 * 1024 - 2), HasSubstr("Item size"))
      << "then it is the item that is too large";
  EXPECT_EQ(
      update(":" + std::string(255, 'v'), 1),
      std::string(kValidation) + "The expression attribute map contains a key that is too long");
}

TEST_F(Refusals, ATransactionReadsAnItemOnce) {
  const std::string get = R"({"Get":{"TableName":"Orders","Key":{"id":{"S":"a"}}}})";
  EXPECT_EQ(error("TransactGetItems", R"({"TransactItems":[)" + get + "," + get + "]}"),
            std::string(kValidation) +
                "Transaction request cannot include multiple operations on one item");
}

TEST_F(Refusals, ANullIsNoValue) {
  const std::string empty =
      "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes";
  for (const char* value : {"null", R"({"S":null})", R"({"L":[null]})", R"({"M":{"x":null}})",
                            R"({"L":[{"N":null}]})", "{}"})
    EXPECT_EQ(error("PutItem", std::string(R"({"TableName":"Orders","Item":{"id":{"S":"a"},"v":)") +
                                   value + "}}"),
              kValidation + empty)
        << value;
  EXPECT_THAT(error("Scan", R"({"TableName":"Orders","FilterExpression":"a = :v",)"
                            R"("ExpressionAttributeValues":{":v":null}})"),
              HasSubstr(empty + " for key :v"));
}

TEST_F(Refusals, ANullMemberIsAsIfItWereNotThere) {
  EXPECT_EQ(call("PutItem", R"({"TableName":"Orders","ConditionExpression":null,)"
                            R"("Item":{"id":{"S":"a","N":null},"n":{"NULL":true}}})")
                .status,
            200);
  EXPECT_EQ(call("GetItem", R"({"TableName":"Orders","Key":{"id":{"S":"a"}}})").body,
            R"({"Item":{"id":{"S":"a"},"n":{"NULL":true}}})");
}

TEST_F(Refusals, BodiesHaveAtMostSixteenMebibytes) {
  EXPECT_EQ(HttpLimits{}.body_bytes, 16U * 1024 * 1024);
}

// --- pages that begin where no page could have ended ---------------------------------------------

class StartKeys : public ApiFixture {
 protected:
  StartKeys() {
    answer("CreateTable", R"({"TableName":"Lines","BillingMode":"PAY_PER_REQUEST",)"
                          R"("KeySchema":[{"AttributeName":"id","KeyType":"HASH"},)"
                          R"({"AttributeName":"line","KeyType":"RANGE"}],"AttributeDefinitions":[)"
                          R"({"AttributeName":"id","AttributeType":"S"},)"
                          R"({"AttributeName":"line","AttributeType":"N"}]})");
  }
  static std::string query(const std::string& condition, const std::string& start) {
    return R"({"TableName":"Lines","KeyConditionExpression":")" + condition +
           R"(","ExpressionAttributeValues":{":i":{"S":"a"})" +
           (condition.find(":l") == condition.npos ? "" : R"(,":l":{"N":"5"})") +
           R"(},"ExclusiveStartKey":)" + start + "}";
  }
};

TEST_F(StartKeys, OfAnotherPartitionAreOutsideTheQuery) {
  EXPECT_EQ(error("Query", query("id = :i", R"({"id":{"S":"b"},"line":{"N":"7"}})")),
            std::string(kValidation) +
                "The provided starting key is outside query boundaries based on provided "
                "conditions");
}

TEST_F(StartKeys, ThatTheSortConditionDoesNotTakeDoNotMatchIt) {
  for (const char* condition : {"id = :i and line > :l", "line > :l and id = :i"})
    EXPECT_EQ(error("Query", query(condition, R"({"id":{"S":"a"},"line":{"N":"3"}})")),
              std::string(kValidation) +
                  "The provided starting key does not match the range key predicate");
  EXPECT_EQ(
      call("Query", query("id = :i and line > :l", R"({"id":{"S":"a"},"line":{"N":"7"}})")).status,
      200);
}

TEST_F(StartKeys, ThatAreNoKeysAreInvalid) {
  for (const char* start : {R"({"id":{"S":"a"}})", R"({"id":{"S":"a"},"line":{"S":"7"}})",
                            R"({"id":{"S":"a"},"line":{"N":"7"},"x":{"N":"1"}})"})
    EXPECT_THAT(error("Query", query("id = :i", start)),
                HasSubstr("The provided starting key is invalid"))
        << start;
}

TEST_F(StartKeys, OfAnotherSegmentAreRefusedWithTheSegment) {
  int refused = 0;
  for (const int segment : {0, 1}) {
    const HttpResponse response =
        call("Scan", fmt::format(R"({{"TableName":"Lines","TotalSegments":2,"Segment":{},)"
                                 R"("ExclusiveStartKey":{{"id":{{"S":"a"}},"line":{{"N":"7"}}}}}})",
                                 segment));
    if (response.status == 200) continue;
    ++refused;
    EXPECT_THAT(response.body,
                HasSubstr(fmt::format("The provided starting key is invalid: Invalid "
                                      "ExclusiveStartKey. Please use ExclusiveStartKey with "
                                      "correct Segment. TotalSegments: 2 Segment: {}",
                                      segment)));
  }
  EXPECT_EQ(refused, 1) << "it is of one of the two";
}

// --- BatchGetItem beyond what fits ---------------------------------------------------------------

TEST_F(Refusals, ABatchReadsSixteenMebibytesAndLeavesTheRestWithItsWishes) {
  const std::string body(400'000, 'x');
  std::string keys;
  for (int i = 0; i < 45; ++i) {
    answer("PutItem", fmt::format(R"({{"TableName":"Orders","Item":{{"id":{{"S":"{}"}},)"
                                  R"("body":{{"S":"{}"}}}}}})",
                                  i, body));
    keys += fmt::format(R"({}{{"id":{{"S":"{}"}}}})", i == 0 ? "" : ",", i);
  }
  const Json read =
      answer("BatchGetItem", R"({"RequestItems":{"Orders":{"Keys":[)" + keys +
                                 R"(],"ConsistentRead":true,"ProjectionExpression":"#i",)"
                                 R"("ExpressionAttributeNames":{"#i":"id"}}}})");
  const std::size_t fit = 16 * 1024 * 1024 / 400'009;
  EXPECT_EQ(read.at("Responses").at("Orders").as_array().size(), fit);
  const Json left = read.at("UnprocessedKeys").at("Orders").as_object();
  EXPECT_EQ(left.at("Keys").as_array().size(), 45 - fit);
  EXPECT_EQ(left.at("ConsistentRead"), true);
  EXPECT_EQ(left.at("ProjectionExpression"), "#i");
  EXPECT_EQ(left.at("ExpressionAttributeNames").at("#i"), "id");
}

TEST_F(Refusals, APathThatIsDeeperThanItemsCanBe) {
  std::string path = "a";
  for (int i = 0; i < 31; ++i) path += ".b";
  answer("GetItem", R"({"TableName":"Orders","Key":{"id":{"S":"a"}},"ProjectionExpression":")" +
                        path + R"("})");
  path += ".b";
  EXPECT_EQ(of_item("GetItem", R"("ProjectionExpression":")" + path + '"'),
            std::string(kValidation) +
                "Invalid ProjectionExpression: The document path has too many nesting levels; "
                "nesting levels: 33");
  EXPECT_THAT(of_item("DeleteItem", R"("ConditionExpression":"attribute_exists()" + path + ")\""),
              HasSubstr("Invalid ConditionExpression: The document path has too many nesting"));
}

TEST_F(Refusals, ATableNamedTwiceInOneBatch) {
  const std::string arn = "arn:aws:dynamodb:eu-west-1:000000000000:table/Orders";
  const std::string keys = R"({"Keys":[{"id":{"S":"a"}}]})";
  EXPECT_THAT(error("BatchGetItem",
                    R"({"RequestItems":{"Orders":)" + keys + R"(,")" + arn + R"(":)" + keys + "}}"),
              HasSubstr("names the table Orders twice"));
  const std::string put = R"([{"PutRequest":{"Item":{"id":{"S":"a"}}}}])";
  EXPECT_THAT(error("BatchWriteItem",
                    R"({"RequestItems":{"Orders":)" + put + R"(,")" + arn + R"(":)" + put + "}}"),
              HasSubstr("names the table Orders twice"));
}

}  // namespace
}  // namespace lastwrite
