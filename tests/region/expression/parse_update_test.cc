// Update texts: what they do to an item, and DynamoDB's words for what they must not say.
#include "region/expression/parse_update.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "region/expression/parse_projection.h"
#include "region/expression/projection.h"

namespace lastwrite {
namespace {

const KeySchema kUpdateKey{.partition = {"id", KeyType::kString}, .sort = std::nullopt};

Placeholders update_placeholders() {
  return Placeholders({{"#c", "count"}, {"#t", "tags"}}, {{":one", Number(1)},
                                                          {":zero", Number(0)},
                                                          {":a", "a"},
                                                          {":set", StringSet{"a", "b"}},
                                                          {":more", List{"z"}},
                                                          {":none", List{}}});
}

Result<Item> updated(const std::string& text, const Item& item) {
  Placeholders given = update_placeholders();
  const auto update = parse_update(text, given);
  if (!update) return propagate(update);
  return apply(*update, item, kUpdateKey);
}

std::string update_complaint(const std::string& text, const Item& item = {{"id", "x"}}) {
  const auto result = updated(text, item);
  if (result) return "none";
  EXPECT_EQ(result.error().code, ErrorCode::kValidation);
  return result.error().message;
}

TEST(ParseUpdate, CountsWithIfNotExists) {
  const std::string bump = "SET #c = if_not_exists(#c, :zero) + :one";
  const Item first = updated(bump, {{"id", "x"}}).value();
  EXPECT_EQ(first.at("count"), AttributeValue(Number(1)));
  EXPECT_EQ(updated(bump, first)->at("count"), AttributeValue(Number(2)));
}

TEST(ParseUpdate, EveryClauseAtOnce) {
  const Item before{
      {"id", "x"}, {"a", "old"}, {"n", Number(5)}, {"gone", true}, {"tags", StringSet{"a", "c"}}};
  const Item after =
      updated("set b = a, a = :a Remove gone add n :one DELETE #t :set", before).value();
  EXPECT_EQ(
      after,
      (Item{{"id", "x"}, {"a", "a"}, {"b", "old"}, {"n", Number(6)}, {"tags", StringSet{"c"}}}));
}

TEST(ParseUpdate, ListsGrowAtEitherEnd) {
  const Item before{{"id", "x"}, {"l", List{"a"}}};
  EXPECT_EQ(updated("SET l = list_append(l, :more)", before)->at("l"),
            AttributeValue(List{"a", "z"}));
  EXPECT_EQ(updated("SET l = list_append(:more, l)", before)->at("l"),
            AttributeValue(List{"z", "a"}));
  EXPECT_EQ(updated("SET k = list_append(if_not_exists(k, :none), :more)", before)->at("k"),
            AttributeValue(List{"z"}));
}

TEST(ParseUpdate, ASetThatLosesItsLastElementGoes) {
  const Item before{{"id", "x"}, {"tags", StringSet{"a"}}};
  EXPECT_EQ(updated("DELETE #t :set", before).value(), (Item{{"id", "x"}}));
  EXPECT_EQ(updated("DELETE nothing :set", before).value(), before);
}

TEST(ParseUpdate, NamesWhatItReads) {
  Placeholders given = update_placeholders();
  const auto update = parse_update("SET #c = #c + :one, b = a, d = :a", given);
  ASSERT_TRUE(update);
  EXPECT_TRUE(update->reads_stored_value());
  EXPECT_THAT(update->computed_attributes(), testing::ElementsAre("count"));
}

TEST(ParseUpdate, SaysWhatTheItemLacks) {
  EXPECT_EQ(update_complaint("SET a = b"),
            "The provided expression refers to an attribute that does not exist in the item");
  EXPECT_EQ(update_complaint("SET a = a + :one", {{"id", "x"}, {"a", "text"}}),
            "An operand in the update expression has an incorrect data type");
  EXPECT_EQ(update_complaint("SET a = list_append(a, :more)", {{"id", "x"}, {"a", "text"}}),
            "An operand in the update expression has an incorrect data type");
}

TEST(ParseUpdate, RefusesWithDynamoDbsWords) {
  const std::string invalid = "Invalid UpdateExpression: ";
  EXPECT_EQ(update_complaint(""), invalid + "The expression can not be empty;");
  EXPECT_EQ(update_complaint("a = :a"), invalid + R"(Syntax error; token: "a", near: "a =")");
  EXPECT_EQ(update_complaint("SET a"), invalid + R"(Syntax error; token: "<EOF>", near: "a")");
  EXPECT_EQ(update_complaint("SET a = :a,"),
            invalid + R"(Syntax error; token: "<EOF>", near: ",")");
  EXPECT_EQ(update_complaint("SET a = :a SET b = :a"),
            invalid + "The \"SET\" section can only be used once in an update expression;");
  EXPECT_EQ(update_complaint("SET a = foo(b, :a)"),
            invalid + "Invalid function name; function: foo");
  EXPECT_EQ(update_complaint("SET count = :a"),
            invalid + "Attribute name is a reserved keyword; reserved keyword: count");
  EXPECT_EQ(update_complaint("SET a = :a, a.b = :a"),
            invalid +
                "Two document paths overlap with each other; must remove or rewrite one of "
                "these paths; path one: [a], path two: [a, b]");
  EXPECT_EQ(update_complaint("SET a[1] = :a, a.b = :a"),
            invalid +
                "Two document paths conflict with each other; must remove or rewrite one of "
                "these paths; path one: [a, [1]], path two: [a, b]");
  EXPECT_EQ(update_complaint("ADD a :a"),
            invalid +
                "Incorrect operand type for operator or function; operator: ADD, operand "
                "type: STRING");
  EXPECT_EQ(update_complaint("DELETE a :one"),
            invalid +
                "Incorrect operand type for operator or function; operator: DELETE, operand "
                "type: NUMBER");
  EXPECT_EQ(update_complaint("SET a = b + :a"),
            invalid +
                "Incorrect operand type for operator or function; operator or function: +, "
                "operand type: S");
  EXPECT_EQ(update_complaint("SET id = :a"),
            "One or more parameter values were invalid: Cannot update attribute id. This attribute "
            "is part of the key");
}

TEST(Projection, KeepsWhatIsNamedAndItsParents) {
  Placeholders given = update_placeholders();
  const auto paths = parse_projection("id, info.l[2], info.l[0], #t, nothing", given);
  ASSERT_TRUE(paths) << paths.error().message;
  const Item item{{"id", "x"},
                  {"other", true},
                  {"tags", StringSet{"a"}},
                  {"info", Map{{"l", List{"a", "b", "c"}}, {"m", "x"}}}};
  EXPECT_EQ(project(item, *paths),
            (Item{{"id", "x"}, {"tags", StringSet{"a"}}, {"info", Map{{"l", List{"a", "c"}}}}}));
}

TEST(Projection, OverlappingPathsAreRefused) {
  Placeholders given = update_placeholders();
  EXPECT_EQ(parse_projection("a, b, a", given).error().message,
            "Invalid ProjectionExpression: Two document paths overlap with each other; must remove "
            "or rewrite one of these paths; path one: [a], path two: [a]");
}

}  // namespace
}  // namespace lastwrite
