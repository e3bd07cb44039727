// Attribute values as DynamoDB's JSON and back; and what no client should send.
#include "region/api/json_value.h"

#include <boost/json.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/property.h"
#include "tests/support/value_generators.h"

namespace lastwrite {
namespace {

namespace json = boost::json;

Result<AttributeValue> read(const std::string& text) {
  return attribute_value_from_json(json::parse(text));
}

std::string complaint(const std::string& text) {
  const auto value = read(text);
  return value ? "none" : value.error().message;
}

TEST(JsonValue, ComesBackAsItWas) {
  expect_property([] {
    const AttributeValue value = *any_value(3);
    const std::string text = json::serialize(to_json(value));
    const auto back = attribute_value_from_json(json::parse(text));
    RC_ASSERT(back.has_value());
    RC_ASSERT(*back == value);
  });
}

TEST(JsonValue, ReadsEveryType) {
  EXPECT_EQ(read(R"({"S":"x"})").value(), AttributeValue("x"));
  EXPECT_EQ(read(R"({"N":"-1.50"})").value(), AttributeValue(*Number::parse("-1.5")));
  EXPECT_EQ(read(R"({"B":"AP8="})").value(), AttributeValue(Binary{std::string("\0\xff", 2)}));
  EXPECT_EQ(read(R"({"BOOL":true})").value(), AttributeValue(true));
  EXPECT_EQ(read(R"({"NULL":true})").value(), AttributeValue(Null{}));
  EXPECT_EQ(read(R"({"SS":["b","a"]})").value(), AttributeValue(StringSet{"a", "b"}));
  EXPECT_EQ(read(R"({"L":[{"S":"x"},{"M":{"a":{"N":"1"}}}]})").value(),
            AttributeValue(List{"x", Map{{"a", Number(1)}}}));
}

TEST(JsonValue, RefusesOtherShapes) {
  EXPECT_EQ(read(R"({"S":5})").error().code, ErrorCode::kSerialization);
  EXPECT_EQ(complaint(R"({"S":5})"), "NUMBER_VALUE cannot be converted to String");
  EXPECT_EQ(complaint(R"({"S":true})"), "TRUE_VALUE cannot be converted to String");
  EXPECT_EQ(read(R"({"L":{}})").error().code, ErrorCode::kSerialization);
  EXPECT_EQ(read(R"({"B":"not base64!"})").error().code, ErrorCode::kSerialization);
  EXPECT_EQ(read(R"({"B":"AP8"})").error().code, ErrorCode::kSerialization);
  EXPECT_EQ(read(R"("x")").error().code, ErrorCode::kSerialization);
}

TEST(JsonValue, RefusesWrongValuesWithDynamoDbsWords) {
  EXPECT_EQ(complaint("{}"),
            "Supplied AttributeValue is empty, must contain exactly one of the supported "
            "datatypes");
  EXPECT_EQ(complaint(R"({"S":"x","N":"1"})"),
            "Supplied AttributeValue has more than one datatypes set, must contain exactly one of "
            "the supported datatypes");
  EXPECT_EQ(complaint(R"({"NULL":false})"),
            "One or more parameter values were invalid: Null attribute value types must have the "
            "value of true");
  EXPECT_EQ(complaint(R"({"SS":[]})"),
            "One or more parameter values were invalid: An string set  may not be empty");
  EXPECT_EQ(complaint(R"({"SS":["a","a"]})"),
            "One or more parameter values were invalid: Input collection [\"a\",\"a\"] contains "
            "duplicates.");
  EXPECT_EQ(read(R"({"N":"abc"})").error().code, ErrorCode::kValidation);
}

TEST(JsonValue, DeepDocumentsAreRefused) {
  std::string text = R"({"S":"x"})";
  for (int i = 0; i < 33; ++i) text = R"({"L":[)" + text + "]}";
  json::parse_options options;
  options.max_depth = 200;
  const auto value = attribute_value_from_json(json::parse(text, {}, options));
  ASSERT_FALSE(value);
  EXPECT_EQ(value.error().code, ErrorCode::kValidation);
}

}  // namespace
}  // namespace lastwrite
