// What a query may ask of a key.
#include "region/expression/key_condition.h"

#include <string>

#include <gtest/gtest.h>

#include "region/expression/parse_condition.h"

namespace lastwrite {
namespace {

const KeySchema kSchema{.partition = {"id", KeyType::kString},
                        .sort = KeyAttribute{"seq", KeyType::kNumber}};

Result<KeyCondition> read(const std::string& text, const KeySchema& schema = kSchema) {
  Placeholders given({}, {{":id", "x"}, {":one", Number(1)}, {":five", Number(5)}, {":t", "t"}});
  const auto condition = parse_condition("KeyConditionExpression", text, given);
  if (!condition) return propagate(condition);
  return key_condition(*condition, schema);
}

bool takes(const std::string& range, int sort_key) {
  const auto condition = read("id = :id AND " + range);
  EXPECT_TRUE(condition) << condition.error().message;
  return condition && contains(*condition->range, Number(sort_key));
}

TEST(KeyCondition, ThePartitionAlone) {
  const auto condition = read("id = :id");
  ASSERT_TRUE(condition);
  EXPECT_EQ(condition->partition, AttributeValue("x"));
  EXPECT_FALSE(condition->range);
}

TEST(KeyCondition, RangesOfTheSortKey) {
  EXPECT_TRUE(takes("seq = :five", 5));
  EXPECT_FALSE(takes("seq = :five", 4));
  EXPECT_TRUE(takes("seq < :five", 4));
  EXPECT_FALSE(takes("seq < :five", 5));
  EXPECT_TRUE(takes("seq <= :five", 5));
  EXPECT_TRUE(takes("seq > :one", 2));
  EXPECT_TRUE(takes("seq >= :one", 1));
  EXPECT_TRUE(takes("seq BETWEEN :one AND :five", 5));
  EXPECT_FALSE(takes("seq BETWEEN :one AND :five", 6));
  EXPECT_TRUE(takes(":five > seq", 4)) << "the other way round";
  EXPECT_TRUE(takes("(seq < :five)", 4));
}

TEST(KeyCondition, APrefixOfAText) {
  const KeySchema schema{.partition = {"id", KeyType::kString},
                         .sort = KeyAttribute{"seq", KeyType::kString}};
  const auto condition = read("id = :id AND begins_with(seq, :t)", schema);
  ASSERT_TRUE(condition);
  EXPECT_TRUE(contains(*condition->range, "ten"));
  EXPECT_FALSE(contains(*condition->range, "nine"));
}

TEST(KeyCondition, RefusesWithDynamoDbsWords) {
  const auto message = [](const std::string& text) { return read(text).error().message; };
  EXPECT_EQ(message("seq = :one"), "Query condition missed key schema element: id");
  EXPECT_EQ(message("id > :id"), "Query key condition not supported");
  EXPECT_EQ(message("id = :one"),
            "One or more parameter values were invalid: Condition parameter type does not match "
            "schema type");
  EXPECT_EQ(message("id = :id AND more = :one"), "Query condition missed key schema element: seq");
  EXPECT_EQ(message("id = :id OR seq = :one"),
            "Invalid operator used in KeyConditionExpression: OR");
  EXPECT_EQ(message("id = :id AND seq IN (:one)"),
            "Invalid operator used in KeyConditionExpression: IN");
  EXPECT_EQ(message("id = :id AND NOT seq = :one"),
            "Invalid operator used in KeyConditionExpression: NOT");
  EXPECT_EQ(message("id = :id AND seq <> :one"),
            "Invalid operator used in KeyConditionExpression: <>");
  EXPECT_EQ(message("id = :id AND seq > :one AND seq < :five"),
            "KeyConditionExpressions must only contain one condition per key");
  EXPECT_EQ(message("id.x = :id"),
            "KeyConditionExpressions cannot have conditions on nested attributes");
  EXPECT_EQ(message("size(id) = :one"), "KeyConditionExpressions cannot contain nested operations");
}

}  // namespace
}  // namespace lastwrite
