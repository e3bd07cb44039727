// Labels and ARNs of streams.
#include "region/stream/stream_id.h"

#include <gtest/gtest.h>

namespace lastwrite {
namespace {

const RegionName kHere("eu-west-1");
const StreamId kStream{TableName("Orders"), WallTime{1'431'379'293'291'000'000}};
constexpr char kArn[] =
    "arn:aws:dynamodb:eu-west-1:000000000000:table/Orders/stream/2015-05-11T21:21:33.291";

TEST(StreamId, ALabelIsTheMomentToTheMillisecond) {
  EXPECT_EQ(label_text(kStream.label), "2015-05-11T21:21:33.291");
  EXPECT_EQ(label_text(WallTime{0}), "1970-01-01T00:00:00.000");
  EXPECT_EQ(label_text(WallTime{1'709'251'199'999'999'999}), "2024-02-29T23:59:59.999");
  EXPECT_EQ(stream_id(TableName("Orders"), {.label = WallTime{kStream.label.ns + 999'999}}),
            kStream);
}

TEST(StreamId, ALabelComesBack) {
  for (const std::int64_t ms : {0L, 1L, 951'782'400'000L, 1'431'379'293'291L, 9'214'646'399'999L}) {
    const WallTime time{ms * 1'000'000};
    EXPECT_EQ(parse_label(label_text(time)).value(), time) << label_text(time);
  }
}

TEST(StreamId, WhatIsNoLabelIsRefused) {
  for (const char* text :
       {"", "2015-05-11", "2015-05-11T21:21:33.29", "2015-13-11T21:21:33.291",
        "2015-02-29T21:21:33.291", "2015-05-11T24:21:33.291", "2015-05-11T21:60:33.291",
        "2015-05-11t21:21:33.291", "1969-05-11T21:21:33.291", "9999-05-11T21:21:33.291",
        "2015-05-11T21:21:33.291Z", "-015-05-11T21:21:33.291"}) {
    EXPECT_FALSE(parse_label(text)) << text;
  }
}

TEST(StreamId, AnArnComesBack) {
  EXPECT_EQ(stream_arn(kHere, kStream), kArn);
  EXPECT_EQ(parse_stream_arn(kHere, kArn).value(), kStream);
}

TEST(StreamId, AStreamOfAnotherRegionIsNotFoundHere) {
  EXPECT_EQ(parse_stream_arn(RegionName("us-east-1"), kArn).error().code,
            ErrorCode::kResourceNotFound);
}

TEST(StreamId, WhatIsNoArnIsRefused) {
  const std::string arn = kArn;
  for (const std::string& text :
       {std::string(), std::string("Orders"), arn.substr(0, arn.find("/stream/")), arn.substr(4),
        arn + "x", "arn:aws:s3" + arn.substr(arn.find(":eu-")),
        std::string("arn:aws:dynamodb:eu-west-1:0:table/x/stream/2015-05-11T21:21:33.291")}) {
    EXPECT_EQ(parse_stream_arn(kHere, text).error().code, ErrorCode::kValidation) << text;
  }
}

}  // namespace
}  // namespace lastwrite
