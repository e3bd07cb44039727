// Statements: what they are parsed into, and DynamoDB's words for what is none.
#include "region/partiql/parse_statement.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "region/expression/path.h"

namespace lastwrite {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

const std::string kMalformed = "Statement wasn't well formed, can't be processed: ";

template <typename Kind>
Kind parsed(const std::string& text, const std::vector<AttributeValue>& parameters = {}) {
  const Result<Statement> statement = parse_statement(text, parameters);
  EXPECT_TRUE(statement) << text << ": " << statement.error().message;
  if (!statement || !std::holds_alternative<Kind>(*statement)) {
    ADD_FAILURE() << text << " is another statement";
    return Kind{};
  }
  return std::get<Kind>(*statement);
}

std::string complaint(const std::string& text, const std::vector<AttributeValue>& parameters = {}) {
  const Result<Statement> statement = parse_statement(text, parameters);
  if (statement) return "none";
  EXPECT_EQ(statement.error().code, ErrorCode::kValidation) << text;
  return statement.error().message;
}

Condition where(const std::string& condition, const std::vector<AttributeValue>& given = {}) {
  const auto select = parsed<SelectStatement>("SELECT * FROM Orders WHERE " + condition, given);
  return select.where.value_or(Condition{AnyOf{}});
}

std::string where_complaint(const std::string& condition,
                            const std::vector<AttributeValue>& given = {}) {
  return complaint("SELECT * FROM Orders WHERE " + condition, given);
}

bool holds(const std::string& condition, const Item& item,
           const std::vector<AttributeValue>& given = {}) {
  const Result<bool> result = evaluate(where(condition, given), &item);
  EXPECT_TRUE(result) << condition;
  return result.value_or(false);
}

// --- SELECT --------------------------------------------------------------------------------------

TEST(ParseSelect, ReadsTableIndexPathsAndOrder) {
  const auto select = parsed<SelectStatement>(
      "select id, \"a b\".c[2] from \"Orders\".\"by-date\" where id = 'x' order by id, line desc;");
  EXPECT_EQ(select.table.text, "Orders");
  EXPECT_EQ(select.index, "by-date");
  const std::vector<Path> paths = {attribute("id"), Path{{"a b", "c", 2U}}};
  EXPECT_EQ(select.paths, paths);
  ASSERT_EQ(select.order.size(), 2U);
  EXPECT_FALSE(select.order[0].descending);
  EXPECT_TRUE(select.order[1].descending);
  EXPECT_EQ(select.where, Condition::compare(attribute("id"), Comparator::kEqual, "x"));
}

TEST(ParseSelect, AStarIsEverything) {
  const auto select = parsed<SelectStatement>("SELECT * FROM Orders");
  EXPECT_TRUE(select.paths.empty());
  EXPECT_TRUE(select.index.empty());
  EXPECT_FALSE(select.where);
}

TEST(ParseSelect, CommentsAreBlanks) {
  EXPECT_EQ(
      parsed<SelectStatement>("SELECT/**/* FROM Orders -- the table\nWHERE/* */id = '--' --").where,
      Condition::compare(attribute("id"), Comparator::kEqual, "--"));
  EXPECT_EQ(complaint("SELECT * FROM Orders /* open"), kMalformed);
  EXPECT_EQ(complaint("SELECT * FROM Orders # no comment"), kMalformed);
}

TEST(ParseSelect, WhatTheServiceRefusesIsRefusedInItsWords) {
  EXPECT_EQ(complaint("SELECT * FROM Orders WHERE id = 1 foo"),
            kMalformed + "Unexpected token after expression");
  EXPECT_EQ(complaint("SELECT * FROM Orders ORDER BY id WHERE id = 1"),
            kMalformed + "Unexpected token after expression");
  EXPECT_EQ(complaint("SELECT * FROM Orders t WHERE id = 'x'"), "Aliasing is not supported");
  EXPECT_EQ(complaint("SELECT * FROM Orders AS t"), "Aliasing is not supported");
  EXPECT_EQ(complaint("SELECT * FROM"), kMalformed + "Unexpected term");
  EXPECT_EQ(complaint("SELECT * FROM \"\""), "Path component cannot be an empty string");
  EXPECT_EQ(complaint("SELECT * FROM a.b.c"),
            "A path may contain at most 2 components in the FROM clause");
  EXPECT_EQ(complaint("SELECT * FROM \"Orders"), kMalformed);
  EXPECT_EQ(complaint("SELECT *, id FROM Orders"),
            "Other attributes should not be present in the projection when '*' is used.");
  EXPECT_EQ(complaint("SELECT size(a) FROM Orders"), "Unexpected path component at 1:8:4");
  EXPECT_EQ(complaint("SELECT l[-1] FROM Orders"),
            "List index is not within the allowable range; index: [-1] at 1:11:1");
  EXPECT_EQ(complaint("SELECT l[2147483648] FROM Orders"),
            "List index is not within the allowable range; index: [2147483648] at 1:10:10");
  EXPECT_EQ(complaint("SELECT a, b.a FROM Orders"), "Duplicate identifiers in select clause: a");
  EXPECT_EQ(complaint("SELECT * FROM Orders LIMIT 5"), "Unsupported clause: LIMIT at 1:22:5");
  EXPECT_THAT(complaint("SELECT * FROM \"a b\""), StartsWith("Table name should be"));
}

TEST(ParseStatement, WhatIsNoStatementIsToldSo) {
  for (const char* text : {"", ";", "SLECT * FROM Orders", "42", "FROM", "x = 1", "EXISTS"}) {
    EXPECT_EQ(complaint(text), kMalformed + "Expected data manipulation") << text;
  }
}

// --- WHERE ---------------------------------------------------------------------------------------

TEST(ParseWhere, AndBindsMoreThanOrAndNotMoreThanBoth) {
  AllOf both;
  both.operands = {where("b = 2"), where("NOT c = 3")};
  AnyOf any;
  any.operands = {where("a = 1"), Condition{both}};
  EXPECT_EQ(where("a = 1 OR b = 2 AND NOT c = 3"), Condition{any});
}

TEST(ParseWhere, TestsHoldAsInConditionExpressions) {
  const Item item{{"n", Number(5)},
                  {"s", "text"},
                  {"gone", Null{}},
                  {"tags", StringSet{"a", "b"}},
                  {"m", Map{{"deep", List{"x", Number(1)}}}}};
  for (const char* condition : {"n BETWEEN 1 AND 5",
                                "n NOT BETWEEN 6 AND 7",
                                "n IN [1, 5]",
                                "n in (5)",
                                "n IN <<4, 5>>",
                                "n NOT IN [1, 2]",
                                "n != 4",
                                "n <> 4",
                                "5 = n",
                                "n >= +5",
                                "n > - - 4",
                                "n = 5.0e0",
                                "begins_with(s, 'te')",
                                "CONTAINS(tags, 'a')",
                                "size(s) = 4",
                                "attribute_type(s, 'S')",
                                "attribute_exists(m.deep[1])",
                                "m.deep[0] = 'x'",
                                "m['deep'][0] = 'x'",
                                "(n = 5)",
                                "((n)) = 5",
                                "gone IS NULL",
                                "absent IS MISSING",
                                "n IS NOT MISSING",
                                "s IS STRING",
                                "n IS NUMERIC",
                                "m IS STRUCT",
                                "absent IS NOT NULL",
                                "m = {'deep': ['x', 1]}",
                                "tags = <<'b', 'a'>>",
                                "s <> 'it''s'"}) {
    EXPECT_TRUE(holds(condition, item)) << condition;
  }
  for (const char* condition :
       {"absent IS NULL", "gone IS MISSING", "n = '5'", "NOT n = 5", "s IS NULL", "absent = 1",
        "n = 5 AND s = 'no'", "n = 4 OR s = 'no'"}) {
    EXPECT_FALSE(holds(condition, item)) << condition;
  }
}

TEST(ParseWhere, ParametersStandForValuesInTheirOrder) {
  EXPECT_TRUE(
      holds("n = ? AND s IN [?, ?]", {{"n", Number(1)}, {"s", "b"}}, {Number(1), "a", "b"}));
  const std::string wrong = "Number of parameters in request and statement don't match.";
  EXPECT_EQ(where_complaint("n = ?"), wrong);
  EXPECT_EQ(where_complaint("n = ?", {Number(1), Number(2)}), wrong);
  EXPECT_EQ(where_complaint("n = 1", {Number(1)}), wrong);
}

TEST(ParseWhere, WhatIsMissingIsNamed) {
  EXPECT_EQ(where_complaint(""), kMalformed + "Unexpected term");
  EXPECT_EQ(where_complaint(";"), kMalformed + "Unexpected term");
  EXPECT_EQ(where_complaint("NOT"), kMalformed + "Unexpected term");
  EXPECT_EQ(where_complaint("("), kMalformed + "Unexpected term");
  EXPECT_EQ(where_complaint("ORDER BY id"), kMalformed + "Unexpected keyword");
  EXPECT_EQ(where_complaint("IS NULL"), kMalformed + "Unexpected operator");
  EXPECT_EQ(where_complaint("id = LIKE"), kMalformed + "Unexpected operator");
  const std::string right = kMalformed + "Missing right-hand side expression of infix operator";
  EXPECT_EQ(where_complaint("id = 'a' AND"), right);
  EXPECT_EQ(where_complaint("id = 'a' OR"), right);
  EXPECT_EQ(where_complaint("x IS FOO"), kMalformed + "Expected type name");
  EXPECT_EQ(where_complaint("id IN []"),
            "IN operator must have a left hand argument of type Variable Reference and right hand "
            "argument of type Seq with at least one member");
  EXPECT_EQ(where_complaint("id"),
            "WHERE clause must contain an expression that resolves to a boolean");
}

TEST(ParseWhere, FunctionsAreCheckedAsInConditionExpressions) {
  EXPECT_EQ(where_complaint("EXISTS(ss)"), "Unrecognized function: exists at 1:28:6");
  EXPECT_EQ(where_complaint("set_add(a, 1) = 2"), "Unrecognized function: set_add at 1:28:7");
  EXPECT_EQ(where_complaint("attribute_exists('ss')"),
            "Operator or function requires a document path; operator or function: "
            "attribute_exists");
  EXPECT_EQ(where_complaint("attribute_exists()"),
            "Incorrect number of operands for operator or function; operator or function: "
            "attribute_exists, number of operands: 0");
  EXPECT_THAT(where_complaint("attribute_type(l, 1)"),
              HasSubstr("attribute_type, operand type: N"));
  EXPECT_THAT(where_complaint("n < true"), HasSubstr("operand type: BOOL"));
}

// --- literals ------------------------------------------------------------------------------------

Item inserted(const std::string& item, const std::vector<AttributeValue>& given = {}) {
  return parsed<InsertStatement>("INSERT INTO Orders VALUE " + item, given).item;
}

std::string insert_complaint(const std::string& item,
                             const std::vector<AttributeValue>& given = {}) {
  return complaint("INSERT INTO Orders VALUE " + item, given);
}

TEST(ParseInsert, ReadsEveryLiteral) {
  const Item item = inserted(
      "{'id': 'it''s', 'n': -1.5e-3, 'big': 12345678901234567890123456789012345678, 'yes': true, "
      "'no': FALSE, 'none': null, 'l': [1, 'a', []], 'm': {'x': {}}, 'ss': <<'a', 'b'>>, "
      "'ns': <<1, 2.5>>, 'p': ?}",
      {Binary{"\x01"}});
  const Item expected{{"id", "it's"},
                      {"n", *Number::parse("-0.0015")},
                      {"big", *Number::parse("12345678901234567890123456789012345678")},
                      {"yes", true},
                      {"no", false},
                      {"none", Null{}},
                      {"l", List{Number(1), "a", List{}}},
                      {"m", Map{{"x", Map{}}}},
                      {"ss", StringSet{"a", "b"}},
                      {"ns", NumberSet{Number(1), *Number::parse("2.5")}},
                      {"p", Binary{"\x01"}}};
  EXPECT_EQ(item, expected);
}

TEST(ParseInsert, NumbersKeepTheirRulesAndSayWhere) {
  EXPECT_THAT(insert_complaint("{'id': 1e126}"),
              HasSubstr("larger than supported range under root"));
  EXPECT_THAT(insert_complaint("{'id': 'a', 'm': {'x': 1e126}}"), HasSubstr("range under root.x"));
  EXPECT_THAT(insert_complaint("{'id': 'a', 'l': [1, 1e-131]}"),
              HasSubstr("smaller than supported range under root[1]"));
  EXPECT_EQ(insert_complaint("{'id': 123456789012345678901234567890123456789}"),
            "Attempting to store more than 38 significant digits in a Number under root");
}

TEST(ParseInsert, BagsAreSetsOfNumbersOrTexts) {
  EXPECT_EQ(insert_complaint("{'s': <<>>}"), "Empty bags are not supported");
  EXPECT_EQ(insert_complaint("{'s': <<1, 'a'>>}"),
            "Unsupported data type in Bag. DynamoDB only supports either numbers or strings in "
            "bags");
  EXPECT_EQ(insert_complaint("{'s': <<'a', 'a'>>}"),
            "One or more parameter values were invalid: Input collection [a, a] contains "
            "duplicates.");
}

TEST(ParseInsert, AParameterIsAWholeValue) {
  EXPECT_EQ(insert_complaint("{'m': {'k': ?}}", {"v"}),
            "Unsupported data type: Parameter under key root.k at 1:38:1");
  EXPECT_EQ(insert_complaint("{'l': [?]}", {"v"}),
            "Unsupported data type: Parameter under key root[0] at 1:33:1");
}

TEST(ParseInsert, WhatIsNoItemIsRefused) {
  EXPECT_THAT(insert_complaint("'a'"), StartsWith("Unsupported format in item expression."));
  EXPECT_EQ(insert_complaint("{'a': 1, 'a': 2}"), "Duplicate keys in tuple. Key: a under root");
  EXPECT_EQ(insert_complaint("{'a': 1} foo"), kMalformed + "Unexpected token after expression");
  EXPECT_EQ(complaint("INSERT INTO Orders t VALUE {'a': 1}"),
            kMalformed + "Unexpected token after expression");
  EXPECT_THAT(complaint("INSERT INTO Orders (id) VALUES (1)"),
              StartsWith("Unsupported operation: Inserting multiple items"));
  EXPECT_EQ(complaint("INSERT INTO Orders.idx VALUE {'a': 1}"),
            "This operation is not supported on an index");
}

std::string repeated(std::string_view text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

TEST(ParseStatement, DepthIsBounded) {
  EXPECT_EQ(insert_complaint("{'d': " + repeated("{'a':", 31) + "1" + repeated("}", 31) + "}"),
            "none");
  EXPECT_EQ(insert_complaint("{'d': " + repeated("[", 32) + "1" + repeated("]", 32) + "}"),
            "Nesting Levels have exceeded supported limits under root" + repeated("[0]", 32));
  const std::string deep = "The statement is nested more than 150 levels deep";
  EXPECT_EQ(where_complaint(repeated("(", 50'000) + "a = 1" + repeated(")", 50'000)), deep);
  EXPECT_EQ(where_complaint(repeated("NOT ", 50'000) + "a = 1"), deep);
  EXPECT_EQ(where_complaint(repeated("size(", 50'000) + "a"), deep);
  EXPECT_EQ(complaint("UPDATE Orders SET a = " + repeated("(", 50'000)), deep);
  EXPECT_EQ(complaint("UPDATE Orders SET a = " + repeated("list_append(", 50'000)), deep);
  EXPECT_EQ(where_complaint("a = 1" + repeated(" AND a = 1", 10'000)), "none");
}

// --- UPDATE and DELETE ---------------------------------------------------------------------------

Result<Item> updated(const std::string& clauses, const Item& item,
                     const std::vector<AttributeValue>& given = {}) {
  const auto update =
      parsed<UpdateStatement>("UPDATE Orders " + clauses + " WHERE id = 'x'", given);
  return apply(update.update, item, KeySchema{{"id", KeyType::kString}, std::nullopt});
}

std::string set_complaint(const std::string& clauses) {
  return complaint("UPDATE Orders " + clauses + " WHERE id = 'x'");
}

TEST(ParseUpdateStatement, SetsComputesAndRemoves) {
  const Item before{{"id", "x"},
                    {"n", Number(1)},
                    {"old", "o"},
                    {"l", List{"a"}},
                    {"ss", StringSet{"a", "b"}},
                    {"ns", NumberSet{Number(1)}},
                    {"m", Map{{"k", "v"}}}};
  const Item after{{"id", "x"},
                   {"n", Number(4)},
                   {"l", List{"a", "b"}},
                   {"ss", StringSet{"b"}},
                   {"ns", NumberSet{Number(1), Number(2)}},
                   {"m", Map{{"k", "v"}, {"new", List{Number(1)}}}},
                   {"q", Number(7)},
                   {"p", "given"}};
  const auto result = updated(
      "SET n = n - -3, l = LIST_APPEND(l, ['b']) SET ss = set_delete(ss, <<'a'>>) "
      "SET ns = set_add(ns, <<2>>) SET m.new = [1] REMOVE old SET q = if_not_exists(q, 7), p = ?",
      before, {"given"});
  ASSERT_TRUE(result) << result.error().message;
  EXPECT_EQ(*result, after);
}

TEST(ParseUpdateStatement, SetFunctionsTakeThePathTheyAreAssignedTo) {
  EXPECT_EQ(set_complaint("SET t = set_add(ss, <<'x'>>)"),
            "The first argument to SET_ADD must equal the assignment value at 1:23:7");
  EXPECT_EQ(set_complaint("SET ss = set_add(ss, 'x')"),
            "The second argument to SET_ADD must be a value with type SET at 1:32:2");
  EXPECT_EQ(set_complaint("SET ss = set_delete(ss)"),
            "SET_DELETE must have exactly two arguments at 1:24:10");
}

TEST(ParseUpdateStatement, WrongOperandsAreToldWhateverTheItem) {
  EXPECT_EQ(set_complaint("SET n = 'a' + 1"),
            "Incorrect operand type for operator or function; operator or function: +, operand "
            "type: S");
  EXPECT_EQ(set_complaint("SET n = n - null"),
            "Incorrect operand type for operator or function; operator or function: -, operand "
            "type: NULL");
  EXPECT_THAT(set_complaint("SET a = 1 SET a.b = 2"), HasSubstr("Two document paths overlap"));
  EXPECT_EQ(set_complaint("SET a = sin(1)"), "Unrecognized function: sin at 1:23:3");
  EXPECT_EQ(complaint("UPDATE Orders t SET a = 1"), "Aliasing is not supported");
}

TEST(ParseReturning, IsReadInAllItsForms) {
  const auto of = [](const std::string& clause) {
    return parsed<UpdateStatement>("UPDATE Orders SET a = 1 WHERE id = 'x' " + clause).returning;
  };
  EXPECT_EQ(of(""), Returning::kNothing);
  EXPECT_EQ(of("RETURNING ALL OLD *"), Returning::kAllOld);
  EXPECT_EQ(of("returning all new *"), Returning::kAllNew);
  EXPECT_EQ(of("RETURNING MODIFIED OLD *"), Returning::kModifiedOld);
  EXPECT_EQ(of("RETURNING MODIFIED NEW *"), Returning::kModifiedNew);
}

TEST(ParseReturning, ADeleteReturnsAllThatWas) {
  const auto erase =
      parsed<DeleteStatement>("DELETE FROM Orders WHERE id = 'x' RETURNING ALL OLD *");
  EXPECT_EQ(erase.returning, Returning::kAllOld);
  EXPECT_EQ(complaint("DELETE FROM Orders WHERE id = 'x' RETURNING MODIFIED NEW *"),
            "Invalid returning clause: RETURNING MODIFIED NEW *. Only RETURNING ALL OLD * is "
            "allowed in DELETE statements.");
  EXPECT_EQ(complaint("DELETE FROM WHERE id = 'x'"),
            kMalformed + "Expected identifier for simple path");
}

TEST(ParseExists, HoldsASelect) {
  const auto exists =
      parsed<ExistsStatement>("EXISTS(SELECT * FROM Orders WHERE id = 'x' AND a IS MISSING)");
  EXPECT_EQ(exists.select.table.text, "Orders");
  EXPECT_TRUE(exists.select.where);
}

}  // namespace
}  // namespace lastwrite
