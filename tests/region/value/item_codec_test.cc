#include "region/value/item_codec.h"

#include <google/protobuf/stubs/logging.h>
#include <gtest/gtest.h>

#include "proto/value.pb.h"
#include "region/value/item_size.h"
#include "region/value/proto_value.h"
#include "tests/support/property.h"
#include "tests/support/value_generators.h"

namespace lastwrite {
namespace {

Item nested_maps(int levels) {
  Item item{{"end", Number(1)}};
  for (int i = 0; i < levels; ++i) item = Item{{"m", Map(std::move(item))}};
  return item;
}

std::string failure_of(const v1::AttributeValue& message) {
  const auto value = attribute_value_from_proto(message);
  if (value) return "none";
  EXPECT_EQ(value.error().code, ErrorCode::kValidation);
  return value.error().message;
}

TEST(TypeName, IsDynamoDbs) {
  EXPECT_EQ(AttributeValue("x").type_name(), "S");
  EXPECT_EQ(AttributeValue(Number(1)).type_name(), "N");
  EXPECT_EQ(AttributeValue(Binary{"x"}).type_name(), "B");
  EXPECT_EQ(AttributeValue(true).type_name(), "BOOL");
  EXPECT_EQ(AttributeValue().type_name(), "NULL");
  EXPECT_EQ(AttributeValue(StringSet{"x"}).type_name(), "SS");
  EXPECT_EQ(AttributeValue(NumberSet{Number(1)}).type_name(), "NS");
  EXPECT_EQ(AttributeValue(BinarySet{Binary{"x"}}).type_name(), "BS");
  EXPECT_EQ(AttributeValue(List{}).type_name(), "L");
  EXPECT_EQ(AttributeValue(Map{}).type_name(), "M");
}

TEST(ItemCodec, GivesEveryItemBack) {
  expect_property([] {
    const Item item = *any_item();
    const std::string bytes = encode_item(item);
    const auto decoded = decode_item(bytes);
    RC_ASSERT(decoded.has_value());
    RC_ASSERT(*decoded == item);
    RC_ASSERT(encode_item(*decoded) == bytes);
  });
}

TEST(ItemCodec, NeverCrashesOnDamage) {
  const google::protobuf::LogSilencer quiet;  // it reports every byte that is no UTF-8
  expect_property(
      [] {
        std::string bytes = encode_item(*any_item());
        RC_PRE(!bytes.empty());
        const auto at = *rc::gen::inRange<std::size_t>(0, bytes.size());
        bytes[at] = *rc::gen::arbitrary<char>();
        if (*rc::gen::arbitrary<bool>()) bytes.resize(at);
        const auto decoded = decode_item(bytes);
        if (!decoded) RC_ASSERT(decoded.error().code == ErrorCode::kCorrupt);
      },
      {.runs = 1000});
}

TEST(ItemCodec, RefusesTruncatedBytes) {
  const std::string bytes = encode_item(Item{{"id", "ord-001"}});
  for (std::size_t length = 1; length < bytes.size(); ++length)
    EXPECT_FALSE(decode_item(bytes.substr(0, length))) << length;
}

TEST(ItemCodec, TakesThirtyTwoLevelsAndNoMore) {
  EXPECT_EQ(*decode_item(encode_item(nested_maps(32))), nested_maps(32));
  const auto deeper = decode_item(encode_item(nested_maps(33)));
  ASSERT_FALSE(deeper);
  EXPECT_EQ(deeper.error().code, ErrorCode::kCorrupt);
  EXPECT_FALSE(decode_item(encode_item(nested_maps(500))));
}

TEST(ItemFromProto, RefusesWhatDynamoDbRefuses) {
  v1::AttributeValue message;
  EXPECT_THAT(failure_of(message), testing::StartsWith("Supplied AttributeValue is empty"));
  message.set_n("one");
  EXPECT_THAT(failure_of(message), testing::HasSubstr("numeric value: one"));
  message.mutable_ss();
  EXPECT_THAT(failure_of(message), testing::HasSubstr("An string set  may not be empty"));
  message.mutable_ns()->add_values("1");
  message.mutable_ns()->add_values("1.0");
  EXPECT_THAT(failure_of(message), testing::HasSubstr("duplicates"));
  to_proto(AttributeValue(nested_maps(32)), &message);
  EXPECT_THAT(failure_of(message), testing::StartsWith("Nesting Levels have exceeded"));
}

TEST(ItemFromProto, RefusesAnAttributeGivenTwice) {
  v1::Item message;
  for (int i = 0; i < 2; ++i) {
    auto* attribute = message.add_attributes();
    attribute->set_name("id");
    attribute->mutable_value()->set_s("x");
  }
  EXPECT_EQ(item_from_proto(message).error().message, "The attribute id is given twice");
}

TEST(KeySchemaFromProto, GivesEverySchemaBack) {
  const KeySchema simple{.partition = {"id", KeyType::kBinary}, .sort = std::nullopt};
  const KeySchema both{.partition = {"id", KeyType::kString},
                       .sort = KeyAttribute{"at", KeyType::kNumber}};
  for (const KeySchema& schema : {simple, both}) {
    v1::KeySchema message;
    to_proto(schema, &message);
    EXPECT_EQ(*key_schema_from_proto(message), schema);
  }
}

TEST(KeySchemaFromProto, RefusesUnknownTypesAndOneNameTwice) {
  v1::KeySchema message;
  EXPECT_FALSE(key_schema_from_proto(message));
  message.mutable_partition()->set_name("id");
  message.mutable_partition()->set_type("BOOL");
  EXPECT_FALSE(key_schema_from_proto(message));
  message.mutable_partition()->set_type("S");
  EXPECT_TRUE(key_schema_from_proto(message));
  *message.mutable_sort() = message.partition();
  EXPECT_FALSE(key_schema_from_proto(message));
}

TEST(ItemSize, FollowsTheDeveloperGuide) {
  EXPECT_EQ(item_size_bytes(Item{}), 0U);
  EXPECT_EQ(item_size_bytes(Item{{"orderId", "ord-001"}}), 14U);
  EXPECT_EQ(item_size_bytes(Item{{"é", "é"}}), 4U);
  EXPECT_EQ(value_size_bytes(Number(0)), 1U);
  EXPECT_EQ(value_size_bytes(Number(123)), 3U);
  EXPECT_EQ(value_size_bytes(Number(-123)), 4U);
  EXPECT_EQ(value_size_bytes(true), 1U);
  EXPECT_EQ(value_size_bytes(Null{}), 1U);
  EXPECT_EQ(value_size_bytes(StringSet{"a", "bc"}), 3U);
  EXPECT_EQ(value_size_bytes(List{}), 3U);
  EXPECT_EQ(value_size_bytes(List{"ab", true}), 3U + 2U + 2U + 1U);
  EXPECT_EQ(value_size_bytes(Map{{"k", "v"}}), 3U + 1U + 2U);
}

TEST(CheckItem, RefusesWhatIsTooLargeOrTooDeep) {
  EXPECT_TRUE(check_item(Item{{"k", String(kItemBytesMax - 1, 'x')}}));
  EXPECT_EQ(check_item(Item{{"k", String(kItemBytesMax, 'x')}}).error().code,
            ErrorCode::kItemTooLarge);
  EXPECT_TRUE(check_item(nested_maps(32)));
  EXPECT_EQ(check_item(nested_maps(33)).error().code, ErrorCode::kValidation);
}

}  // namespace
}  // namespace lastwrite
