// Condition texts: what they mean, and DynamoDB's words for what they must not say.
#include "region/expression/parse_condition.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lastwrite {
namespace {

Placeholders placeholders() {
  return Placeholders({{"#n", "name"}, {"#s", "size"}, {"#d", "a.b"}}, {{":one", Number(1)},
                                                                        {":two", Number(2)},
                                                                        {":a", "a"},
                                                                        {":yes", true},
                                                                        {":type", "SS"},
                                                                        {":list", List{"x"}}});
}

Result<Condition> parsed(const std::string& text) {
  Placeholders given = placeholders();
  return parse_condition("ConditionExpression", text, given);
}

bool holds(const std::string& text, const Item& item) {
  const auto condition = parsed(text);
  EXPECT_TRUE(condition) << text << ": " << condition.error().message;
  return condition && evaluate(*condition, &item).value();
}

std::string complaint(const std::string& text) {
  const auto condition = parsed(text);
  if (condition) return "none";
  EXPECT_EQ(condition.error().code, ErrorCode::kValidation);
  const std::string& message = condition.error().message;
  const std::string prefix = "Invalid ConditionExpression: ";
  EXPECT_THAT(message, testing::StartsWith(prefix));
  return message.substr(prefix.size());
}

const Item kParsedItem{{"name", "abc"},
                       {"size", Number(2)},
                       {"a.b", "dotted"},
                       {"count", Number(1)},
                       {"tags", StringSet{"a", "b"}},
                       {"info", Map{{"things", List{"x", Number(2)}}}}};

TEST(ParseCondition, UnderstandsEveryTest) {
  EXPECT_TRUE(holds("attribute_exists(#n)", kParsedItem));
  EXPECT_TRUE(holds("attribute_not_exists(info.absent)", kParsedItem));
  EXPECT_TRUE(holds("attribute_type(tags, :type)", kParsedItem));
  EXPECT_TRUE(holds("begins_with(#n, :a)", kParsedItem));
  EXPECT_TRUE(holds("contains(tags, :a)", kParsedItem));
  EXPECT_TRUE(holds("contains(info.things, :two)", kParsedItem));
  EXPECT_TRUE(holds("size(tags) = :two", kParsedItem));
  EXPECT_TRUE(holds("info.things[1] = #s", kParsedItem));
}

TEST(ParseCondition, WordsOfTheLanguageMayBeWrittenInAnyCase) {
  EXPECT_TRUE(holds("#s between :one and :two", kParsedItem));
  EXPECT_TRUE(
      holds("#s In (:a, :two) aNd nOt attribute_exists(nothing) oR :one = :two", kParsedItem));
}

TEST(ParseCondition, NotBindsBeforeAndAndAndBeforeOr) {
  EXPECT_TRUE(
      holds("attribute_exists(#n) OR attribute_exists(x) AND attribute_exists(y)", kParsedItem));
  EXPECT_FALSE(
      holds("(attribute_exists(#n) OR attribute_exists(x)) AND attribute_exists(y)", kParsedItem));
  EXPECT_TRUE(holds("NOT attribute_exists(x) AND attribute_exists(#n)", kParsedItem));
  EXPECT_FALSE(holds("NOT (attribute_exists(x) OR attribute_exists(#n))", kParsedItem));
}

TEST(ParseCondition, ParenthesesMayHoldOperandsToo) {
  EXPECT_TRUE(holds("(#s) = (:two)", kParsedItem));
  EXPECT_TRUE(holds("(#n) IN ((:a), #n) AND (size(tags)) < (:two) OR (#s = :two)", kParsedItem));
}

TEST(ParseCondition, ANamePlaceholderIsOneElementWhateverItHolds) {
  Placeholders given({{"#d", "a.b"}}, {{":v", "dotted"}});
  const auto condition = parse_condition("ConditionExpression", "#d = :v", given);
  ASSERT_TRUE(condition);
  EXPECT_TRUE(evaluate(*condition, &kParsedItem).value());
}

TEST(ParseCondition, SyntaxErrorsNameTheTokenAndItsNeighbours) {
  EXPECT_EQ(complaint(""), "The expression can not be empty;");
  EXPECT_EQ(complaint("#n ="), R"(Syntax error; token: "<EOF>", near: "=")");
  EXPECT_EQ(complaint("#n = = :a"), R"(Syntax error; token: "=", near: "= = :a")");
  EXPECT_EQ(complaint("#n = :a :two"), R"(Syntax error; token: ":two", near: ":a :two")");
  EXPECT_EQ(complaint("#n ! :a"), R"(Syntax error; token: "!", near: "#n !")");
  EXPECT_EQ(complaint("#n"), R"(Syntax error; token: "<EOF>", near: "#n")");
  EXPECT_EQ(complaint("(#n = :a"), R"(Syntax error; token: "<EOF>", near: ":a")");
}

TEST(ParseCondition, TellsTheFirstMistakeInTheOrderOfTheirKinds) {
  EXPECT_EQ(complaint("((#n = :a))"), "The expression has redundant parentheses;");
  EXPECT_EQ(complaint("foo(#n)"), "Invalid function name; function: foo");
  EXPECT_EQ(complaint("size(#n)"),
            "The function is not allowed to be used this way in an expression; function: size");
  EXPECT_EQ(complaint("begins_with(#n, :a) = :a"),
            "The function is not allowed to be used this way in an expression; function: "
            "begins_with");
  EXPECT_EQ(complaint("name = :a"), "Attribute name is a reserved keyword; reserved keyword: name");
  EXPECT_EQ(complaint("#x = :a"),
            "An expression attribute name used in the document path is not defined; attribute "
            "name: #x");
  EXPECT_EQ(complaint("#n = :x"),
            "An expression attribute value used in expression is not defined; attribute value: :x");
  EXPECT_EQ(complaint("contains(#n)"),
            "Incorrect number of operands for operator or function; operator or function: "
            "contains, number of operands: 1");
  EXPECT_EQ(complaint("#n = #n"),
            "The first operand must be distinct from the remaining operands for this operator or "
            "function; operator: =, first operand: [name]");
}

TEST(ParseCondition, ChecksTheTypesThatTheRequestGives) {
  EXPECT_EQ(complaint("begins_with(#n, :one)"),
            "Incorrect operand type for operator or function; operator or function: begins_with, "
            "operand type: N");
  EXPECT_EQ(complaint("#n < :yes"),
            "Incorrect operand type for operator or function; operator: <, operand type: BOOL");
  EXPECT_EQ(complaint("attribute_type(#n, :a)"),
            "Invalid attribute type name found; type: a, valid types: "
            "{B,NULL,SS,BOOL,L,BS,N,NS,S,M}");
  EXPECT_EQ(complaint("attribute_exists(:a)"),
            "Operator or function requires a document path; operator or function: "
            "attribute_exists");
  EXPECT_EQ(complaint("#s BETWEEN :two AND :one"),
            "The BETWEEN operator requires upper bound to be greater than or equal to lower bound; "
            "lower bound operand: AttributeValue: {N:2}, upper bound operand: AttributeValue: "
            "{N:1}");
  EXPECT_EQ(complaint("#s BETWEEN :a AND :one"),
            "The BETWEEN operator requires same data type for lower and upper bounds; lower bound "
            "operand: AttributeValue: {S:a}, upper bound operand: AttributeValue: {N:1}");
}

TEST(ParseCondition, LongAndDeepTextsAreRefused) {
  EXPECT_THAT(complaint(std::string(4097, 'a')),
              testing::HasSubstr("maximum allowed size; expression size: 4097"));
  std::string deep;
  for (int i = 0; i < 1000; ++i) deep += "NOT ";
  EXPECT_THAT(complaint(deep + ":one = :two"), testing::HasSubstr("nested more than 150 levels"));
  EXPECT_THAT(complaint(std::string(4000, '(')), testing::HasSubstr("nested more than"));
}

TEST(Placeholders, WhatNoExpressionUsedIsTold) {
  Placeholders given({{"#n", "name"}, {"#x", "x"}}, {{":a", "a"}});
  ASSERT_TRUE(parse_condition("ConditionExpression", "#n = :a", given));
  EXPECT_EQ(given.check_all_used().error().message,
            "Value provided in ExpressionAttributeNames unused in expressions: keys: {#x}");
  Placeholders values({}, {{":a", "a"}, {":b", "b"}});
  EXPECT_EQ(values.check_all_used().error().message,
            "Value provided in ExpressionAttributeValues unused in expressions: keys: {:a, :b}");
}

}  // namespace
}  // namespace lastwrite
