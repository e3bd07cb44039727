// DynamoDB Streams as its clients see it.
#include "region/api/stream_operations.h"

#include <gmock/gmock.h>

#include "tests/region/api/api_fixture.h"

namespace lastwrite {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

class StreamOperations : public ApiFixture {
 protected:
  StreamOperations() { enable(StreamView::kNewAndOldImages); }

  void enable(StreamView view) {
    TableDescription changed = table();
    changed.stream = StreamSettings{view, scheduler_.wall_now()};
    change(changed);
    const Json list = stream("ListStreams", R"({"TableName":"Orders"})");
    arn_ = list.at("Streams").as_array().back().at("StreamArn").as_string().c_str();
  }
  void disable() {
    TableDescription changed = table();
    changed.stream->enabled = false;
    change(changed);
  }
  Json stream(const std::string& operation, const std::string& body) {
    return answer("DynamoDBStreams_20120810." + operation, body);
  }
  std::string stream_error(const std::string& operation, const std::string& body) {
    return error("DynamoDBStreams_20120810." + operation, body);
  }
  void put(const std::string& id, int n) {
    answer("PutItem",
           fmt::format(R"({{"TableName":"Orders","Item":{{"id":{{"S":"{}"}},"n":{{"N":"{}"}}}}}})",
                       id, n));
  }
  Json describe(const std::string& more = "") {
    return stream("DescribeStream", R"({"StreamArn":")" + arn_ + '"' + more + '}')
        .at("StreamDescription")
        .as_object();
  }
  std::string start(const std::string& type, const std::string& sequence = "") {
    const Json described = describe();
    const std::string shard(described.at("Shards").at(0).at("ShardId").as_string());
    std::string body = fmt::format(R"({{"StreamArn":"{}","ShardId":"{}","ShardIteratorType":"{}")",
                                   arn_, shard, type);
    if (!sequence.empty()) body += R"(,"SequenceNumber":")" + sequence + '"';
    return body + '}';
  }
  std::string iterator(const std::string& type, const std::string& sequence = "") {
    return stream("GetShardIterator", start(type, sequence))
        .at("ShardIterator")
        .as_string()
        .c_str();
  }
  static std::string from(const std::string& iterator, const std::string& more = "") {
    return R"({"ShardIterator":")" + iterator + '"' + more + '}';
  }
  Json records(const std::string& iterator, const std::string& more = "") {
    return stream("GetRecords", from(iterator, more));
  }
  // "INSERT a, REMOVE a"
  static std::string summary(const Json& page) {
    std::string out;
    for (const auto& one : page.at("Records").as_array()) {
      const auto& keys = one.at("dynamodb").at("Keys");
      out += (out.empty() ? "" : ", ") + std::string(one.at("eventName").as_string()) + ' ' +
             std::string(keys.at("id").at("S").as_string());
    }
    return out;
  }

  std::string arn_;
};

TEST_F(StreamOperations, AStreamIsListedAndDescribed) {
  const Json list = stream("ListStreams", "{}");
  EXPECT_THAT(boost::json::serialize(list),
              HasSubstr(R"("TableName":"Orders","StreamLabel":"2027-01-15T08:00:01.000")"));
  EXPECT_EQ(arn_,
            "arn:aws:dynamodb:eu-west-1:000000000000:table/Orders/stream/2027-01-15T08:00:01.000");
  const Json described = describe();
  EXPECT_EQ(described.at("StreamArn").as_string(), arn_);
  EXPECT_EQ(described.at("StreamStatus").as_string(), "ENABLED");
  EXPECT_EQ(described.at("StreamViewType").as_string(), "NEW_AND_OLD_IMAGES");
  EXPECT_EQ(boost::json::serialize(described.at("KeySchema")),
            R"([{"AttributeName":"id","KeyType":"HASH"}])");
  ASSERT_EQ(described.at("Shards").as_array().size(), 1U);
  const std::string shard(described.at("Shards").at(0).at("ShardId").as_string());
  EXPECT_THAT(shard, StartsWith("shardId-"));
  EXPECT_GE(shard.size(), 28U);
  EXPECT_LE(shard.size(), 65U);
}

TEST_F(StreamOperations, ARecordHasTheShapeThatClientsKnow) {
  put("a", 1);
  scheduler_.run_for(2500ms);
  put("a", 2);
  const Json page = records(iterator("TRIM_HORIZON"));
  EXPECT_EQ(summary(page), "INSERT a, MODIFY a");
  const Json one = page.at("Records").at(1).as_object();
  EXPECT_EQ(one.at("eventID").as_string().size(), 32U);
  EXPECT_NE(one.at("eventID"), page.at("Records").at(0).at("eventID"));
  EXPECT_EQ(one.at("eventVersion").as_string(), "1.1");
  EXPECT_EQ(one.at("eventSource").as_string(), "aws:dynamodb");
  EXPECT_EQ(one.at("awsRegion").as_string(), "eu-west-1");
  EXPECT_FALSE(one.contains("userIdentity"));
  EXPECT_EQ(boost::json::serialize(one.at("dynamodb")),
            R"({"ApproximateCreationDateTime":1800000003,"Keys":{"id":{"S":"a"}},)"
            R"("NewImage":{"id":{"S":"a"},"n":{"N":"2"}},"OldImage":{"id":{"S":"a"},)"
            R"("n":{"N":"1"}},"SequenceNumber":"100000000000000000002","SizeBytes":15,)"
            R"("StreamViewType":"NEW_AND_OLD_IMAGES"})");
}

TEST_F(StreamOperations, EachViewShowsItsImages) {
  struct Case {
    StreamView view;
    bool old_image, new_image;
  };
  for (const Case& one :
       {Case{StreamView::kKeysOnly, false, false}, Case{StreamView::kNewImage, false, true},
        Case{StreamView::kOldImage, true, false}}) {
    scheduler_.run_for(1s);
    enable(one.view);
    put("v", 1);
    put("v", 2);
    const Json page = records(iterator("TRIM_HORIZON"));
    const Json change = page.at("Records").as_array().back().at("dynamodb").as_object();
    EXPECT_EQ(change.contains("OldImage"), one.old_image);
    EXPECT_EQ(change.contains("NewImage"), one.new_image);
    answer("DeleteItem", R"({"TableName":"Orders","Key":{"id":{"S":"v"}}})");
  }
}

TEST_F(StreamOperations, EachKindOfIteratorBeginsWhereItShould) {
  for (const char* id : {"a", "b", "c"}) put(id, 1);
  const std::string second = "100000000000000000002";
  const std::string latest = iterator("LATEST");
  put("d", 1);
  EXPECT_EQ(summary(records(iterator("TRIM_HORIZON"))), "INSERT a, INSERT b, INSERT c, INSERT d");
  EXPECT_EQ(summary(records(iterator("AT_SEQUENCE_NUMBER", second))),
            "INSERT b, INSERT c, INSERT d");
  EXPECT_EQ(summary(records(iterator("AFTER_SEQUENCE_NUMBER", second))), "INSERT c, INSERT d");
  EXPECT_EQ(summary(records(latest)), "INSERT d");
}

TEST_F(StreamOperations, PagesFollowOneAnotherToTheEndAndWait) {
  for (const char* id : {"a", "b", "c"}) put(id, 1);
  Json page = records(iterator("TRIM_HORIZON"), R"(,"Limit":2)");
  EXPECT_EQ(summary(page), "INSERT a, INSERT b");
  page = records(page.at("NextShardIterator").as_string().c_str(), R"(,"Limit":2)");
  EXPECT_EQ(summary(page), "INSERT c");
  page = records(page.at("NextShardIterator").as_string().c_str());
  EXPECT_EQ(summary(page), "");
  put("d", 1);
  EXPECT_EQ(summary(records(page.at("NextShardIterator").as_string().c_str())), "INSERT d");
}

TEST_F(StreamOperations, APageIsBoundedByItsBytes) {
  const std::string large(300'000, 'x');
  for (const char* id : {"a", "b", "c", "d", "e"}) {
    answer("PutItem", fmt::format(R"({{"TableName":"Orders","Item":{{"id":{{"S":"{}"}},)"
                                  R"("x":{{"S":"{}"}}}}}})",
                                  id, large));
  }
  const Json page = records(iterator("TRIM_HORIZON"));
  EXPECT_EQ(summary(page), "INSERT a, INSERT b, INSERT c");
  EXPECT_EQ(summary(records(page.at("NextShardIterator").as_string().c_str())),
            "INSERT d, INSERT e");
}

TEST_F(StreamOperations, ADisabledStreamIsReadToItsEndAndNoFurther) {
  put("a", 1);
  const std::string begin = iterator("TRIM_HORIZON");
  disable();
  put("b", 1);
  const Json described = describe();
  EXPECT_EQ(described.at("StreamStatus").as_string(), "DISABLED");
  EXPECT_EQ(
      boost::json::serialize(described.at("Shards").at(0).at("SequenceNumberRange")),
      R"({"StartingSequenceNumber":"100000000000000000001","EndingSequenceNumber":"100000000000000000001"})");
  const Json page = records(begin);
  EXPECT_EQ(summary(page), "INSERT a");
  EXPECT_FALSE(page.contains("NextShardIterator"));
}

TEST_F(StreamOperations, AnIteratorLivesFifteenMinutes) {
  const std::string old = iterator("TRIM_HORIZON");
  scheduler_.run_for(15min);
  const Json page = records(old);
  scheduler_.run_for(1s);
  EXPECT_THAT(stream_error("GetRecords", from(old)), StartsWith("ExpiredIteratorException: "));
  records(page.at("NextShardIterator").as_string().c_str());
}

TEST_F(StreamOperations, WhatWasTrimmedIsToldAsSuch) {
  put("a", 1);
  const std::string old = iterator("TRIM_HORIZON");
  const auto trimmed = engine_->streams().trim(
      store_, {scheduler_.wall_now(), scheduler_.wall_now(), 10}, [](const auto&) { return true; });
  ASSERT_TRUE(trimmed);
  put("b", 1);
  EXPECT_THAT(stream_error("GetRecords", from(old)), StartsWith("TrimmedDataAccessException: "));
  EXPECT_THAT(stream_error("GetShardIterator", start("AT_SEQUENCE_NUMBER", sequence_text(1))),
              StartsWith("TrimmedDataAccessException: "));
  EXPECT_EQ(summary(records(iterator("TRIM_HORIZON"))), "INSERT b");
  EXPECT_EQ(summary(records(iterator("AFTER_SEQUENCE_NUMBER", sequence_text(1)))), "INSERT b");
}

TEST_F(StreamOperations, WhatIsNoIteratorIsRefused) {
  const std::string good = iterator("LATEST");
  for (const std::string& text :
       {std::string("x"), good.substr(0, good.size() - 3), good + "!", "arn" + good,
        good.substr(0, good.find('|')), good.substr(0, good.rfind('|')) + "|MQ=="}) {
    EXPECT_EQ(stream_error("GetRecords", from(text)), "ValidationException: Invalid ShardIterator")
        << text;
  }
  EXPECT_THAT(stream_error("GetRecords", "{}"), StartsWith("ValidationException: "));
  EXPECT_THAT(stream_error("GetRecords", from(good, R"(,"Limit":1001)")),
              HasSubstr("Member must have value less than or equal to 1000"));
}

TEST_F(StreamOperations, WhatDoesNotExistIsNotFound) {
  std::string gone = arn_;
  gone.back() = '7';
  const std::string described = R"({"StreamArn":")" + gone + "\"}";
  EXPECT_THAT(stream_error("DescribeStream", described),
              StartsWith("ResourceNotFoundException: Requested resource not found: Stream: "));
  EXPECT_THAT(stream_error("DescribeStream", R"({"StreamArn":"x"})"),
              StartsWith("ValidationException: Invalid StreamArn"));
  EXPECT_THAT(
      stream_error("GetShardIterator", R"({"StreamArn":")" + arn_ +
                                           R"(","ShardId":"shardId-00000000000000000000-00000009",)"
                                           R"("ShardIteratorType":"LATEST"})"),
      StartsWith("ResourceNotFoundException: Requested resource not found: Shard"));
}

TEST_F(StreamOperations, AnIteratorByNumberNeedsOneOfTheStream) {
  put("a", 1);
  EXPECT_EQ(stream_error("GetShardIterator", start("AT_SEQUENCE_NUMBER")),
            "ValidationException: SequenceNumber is required for ShardIteratorType "
            "AT_SEQUENCE_NUMBER");
  EXPECT_THAT(stream_error("GetShardIterator", start("AFTER_SEQUENCE_NUMBER", sequence_text(9))),
              StartsWith("ValidationException: Invalid SequenceNumber"));
  EXPECT_THAT(stream_error("GetShardIterator", start("AT_SEQUENCE_NUMBER", "12")),
              StartsWith("ValidationException: Invalid SequenceNumber"));
  EXPECT_THAT(stream_error("GetShardIterator", start("NEWEST")),
              HasSubstr("Member must satisfy enum value set"));
}

TEST_F(StreamOperations, ListsOfStreamsComeInPages) {
  for (const StreamView view : {StreamView::kKeysOnly, StreamView::kNewImage}) {
    scheduler_.run_for(1s);
    enable(view);
  }
  const Json page = stream("ListStreams", R"({"Limit":2})");
  EXPECT_EQ(page.at("Streams").as_array().size(), 2U);
  const std::string last(page.at("LastEvaluatedStreamArn").as_string());
  const Json rest = stream("ListStreams", R"({"ExclusiveStartStreamArn":")" + last + "\"}");
  EXPECT_EQ(rest.at("Streams").as_array().size(), 1U);
  EXPECT_FALSE(rest.contains("LastEvaluatedStreamArn"));
  EXPECT_EQ(boost::json::serialize(stream("ListStreams", R"({"TableName":"Others"})")),
            R"({"Streams":[]})");
}

TEST_F(StreamOperations, TheOneShardHasNoSuccessorsAndNoChildren) {
  const std::string shard(describe().at("Shards").at(0).at("ShardId").as_string());
  EXPECT_TRUE(
      describe(R"(,"ExclusiveStartShardId":")" + shard + '"').at("Shards").as_array().empty());
  EXPECT_TRUE(describe(R"(,"ShardFilter":{"Type":"CHILD_SHARDS","ShardId":")" + shard + "\"}")
                  .at("Shards")
                  .as_array()
                  .empty());
}

TEST_F(StreamOperations, EachPrefixHasItsOwnOperations) {
  EXPECT_EQ(error("ListStreams", "{}"), "UnknownOperationException: ");
  EXPECT_EQ(stream_error("ListTables", "{}"), "UnknownOperationException: ");
}

}  // namespace
}  // namespace lastwrite
