// ExecuteStatement and BatchExecuteStatement, over the API.
#include "region/api/statement_operations.h"

#include <gmock/gmock.h>

#include "tests/region/api/statement_fixture.h"

namespace lastwrite {
namespace {

using ::testing::HasSubstr;

class StatementOperations : public StatementFixture {
 protected:
  void fill() {
    for (const char* item :
         {"{'id': 'a', 'line': 1, 'tag': 'x', 'size': 9}", "{'id': 'a', 'line': 2, 'tag': 'y'}",
          "{'id': 'a', 'line': 3, 'tag': 'x', 'size': 7}", "{'id': 'b', 'line': 1, 'tag': 'x'}"}) {
      execute(std::string("INSERT INTO Lines VALUE ") + item);
    }
  }
  std::string lines(const std::string& tail) { return items("SELECT id, line FROM Lines " + tail); }
  static std::string line(const std::string& id, int number) {
    return R"({"id":{"S":")" + id + R"("},"line":{"N":")" + std::to_string(number) + "\"}}";
  }
  static std::string list(const std::vector<std::string>& all) {
    std::string out;
    for (const std::string& one : all) out += (out.empty() ? "" : ",") + one;
    return "[" + out + "]";
  }
};

TEST_F(StatementOperations, AnInsertIsReadBackAndNotRepeated) {
  const Json told = execute("INSERT INTO \"Orders\" VALUE {'id': ?, 'n': 1}", R"([{"S":"a"}])");
  EXPECT_EQ(boost::json::serialize(told), R"({"Items":[]})");
  EXPECT_EQ(items("SELECT * FROM Orders WHERE id = 'a'"), R"([{"id":{"S":"a"},"n":{"N":"1"}}])");
  EXPECT_EQ(refusal("INSERT INTO Orders VALUE {'id': 'a', 'n': 2}"),
            "DuplicateItemException: Duplicate primary key exists in table");
  EXPECT_EQ(items("SELECT n FROM Orders WHERE id = 'a'"), R"([{"n":{"N":"1"}}])");
  execute("DELETE FROM Orders WHERE id = 'a'");
  execute("INSERT INTO Orders VALUE {'id': 'a', 'n': 3}");
  EXPECT_EQ(items("SELECT n FROM Orders"), R"([{"n":{"N":"3"}}])");
}

TEST_F(StatementOperations, SelectsByKeyRangeFilterAndScan) {
  fill();
  EXPECT_EQ(lines("WHERE id = 'a' AND line >= 2"), list({line("a", 2), line("a", 3)}));
  EXPECT_EQ(lines("WHERE id = 'a' AND line = 2"), list({line("a", 2)}));
  EXPECT_EQ(lines("WHERE id = 'a' AND line = 9"), "[]");
  EXPECT_EQ(lines("WHERE id = 'a' AND tag = 'x' ORDER BY line DESC"),
            list({line("a", 3), line("a", 1)}));
  EXPECT_EQ(lines("WHERE id IN ['b', 'a'] AND line < 2"), list({line("b", 1), line("a", 1)}));
  EXPECT_EQ(lines("WHERE id = 'a' AND line IN [1, 3]"), list({line("a", 1), line("a", 3)}));
  EXPECT_EQ(lines("WHERE id = 'a' AND (line = 1 OR tag = 'y')"),
            list({line("a", 1), line("a", 2)}));
  EXPECT_THAT(lines("WHERE tag = 'y'"), list({line("a", 2)}));
  EXPECT_EQ(lines("WHERE id = 'a' AND size IS MISSING"), list({line("a", 2)}));
}

TEST_F(StatementOperations, SelectsByIndexes) {
  fill();
  EXPECT_EQ(items("SELECT line FROM Lines.\"by-tag\" WHERE tag = 'y'"), R"([{"line":{"N":"2"}}])");
  EXPECT_EQ(items("SELECT line FROM Lines.\"by-size\" WHERE id = 'a' ORDER BY size"),
            R"([{"line":{"N":"3"}},{"line":{"N":"1"}}])");
  EXPECT_EQ(items("SELECT tag FROM Lines.\"by-size\" WHERE id = 'a' AND size = 9"),
            R"([{"tag":{"S":"x"}}])");
  EXPECT_EQ(refusal("SELECT * FROM Lines.nothing WHERE id = 'a'"),
            "ValidationException: The table does not have the specified index");
  EXPECT_EQ(
      refusal("SELECT id FROM Lines.\"by-tag\" WHERE tag = 'x' AND note = 1"),
      "ValidationException: One or more parameter values were invalid: Secondary index by-tag "
      "does not project one or more filter attributes: [note]");
  EXPECT_EQ(
      refusal("SELECT note FROM Lines.\"by-tag\" WHERE tag = 'x'"),
      "ValidationException: One or more parameter values were invalid: Global secondary index "
      "by-tag does not project [note]");
  Json consistent = statement("SELECT * FROM Lines.\"by-tag\" WHERE tag = 'x'");
  consistent["ConsistentRead"] = true;
  EXPECT_EQ(error("ExecuteStatement", consistent),
            "ValidationException: Strongly consistent read is not supported on Global Secondary "
            "Indexes");
}

TEST_F(StatementOperations, ProjectedPathsAreNamedByTheirLastPart) {
  execute("INSERT INTO Orders VALUE {'id': 'a', 'm': {'deep': {'x': 1}, 'l': ['p', 'q']}}");
  EXPECT_EQ(items("SELECT m.deep.x, m.l[1], id, absent FROM Orders WHERE id = 'a'"),
            R"([{"id":{"S":"a"},"l[1]":{"S":"q"},"x":{"N":"1"}}])");
  EXPECT_EQ(items("SELECT absent FROM Orders WHERE id = 'a'"), "[{}]");
}

TEST_F(StatementOperations, PagesGoOnWhereTheTokenSays) {
  fill();
  for (const char* tail : {"", " WHERE id IN ['a', 'b']", " WHERE id IN ['a', 'b'] AND line = 1",
                           " WHERE tag <> 'z'"}) {
    const std::string text = std::string("SELECT id, line FROM Lines") + tail;
    std::string seen;
    Json body = statement(text);
    body["Limit"] = 1;
    for (int page = 0; page < 10; ++page) {
      const Json told = answer("ExecuteStatement", body);
      for (const auto& item : told.at("Items").as_array()) seen += boost::json::serialize(item);
      if (!told.contains("NextToken")) break;
      body["NextToken"] = told.at("NextToken");
    }
    std::string all;
    const Json whole = execute(text);
    for (const auto& item : whole.at("Items").as_array()) all += boost::json::serialize(item);
    EXPECT_EQ(seen, all) << text;
  }
}

TEST_F(StatementOperations, AnswersSayWhereAPageEnded) {
  fill();
  Json body = statement("SELECT line FROM Lines WHERE id = 'a'");
  body["Limit"] = 2;
  const Json told = answer("ExecuteStatement", body);
  EXPECT_EQ(boost::json::serialize(told.at("LastEvaluatedKey")), line("a", 2));
  EXPECT_TRUE(told.contains("NextToken"));
  EXPECT_FALSE(execute("SELECT line FROM Lines WHERE id = 'a'").contains("LastEvaluatedKey"));
}

TEST_F(StatementOperations, ADamagedTokenIsRefusedAndOneOfAnotherRequestToo) {
  fill();
  Json body = statement("SELECT * FROM Lines WHERE id = 'a'");
  body["Limit"] = 1;
  const std::string token(answer("ExecuteStatement", body).at("NextToken").as_string());
  for (std::size_t at = 0; at < token.size(); at += 5) {
    std::string damaged = token;
    damaged[at] = damaged[at] == 'A' ? 'B' : 'A';
    body["NextToken"] = damaged;
    EXPECT_EQ(error("ExecuteStatement", body), "ValidationException: Invalid NextToken") << at;
  }
  for (const std::string& wrong : {std::string(), std::string("x"), token.substr(4)}) {
    body["NextToken"] = wrong;
    EXPECT_EQ(error("ExecuteStatement", body), "ValidationException: Invalid NextToken") << wrong;
  }
  Json other = statement("SELECT * FROM Lines WHERE id = 'b'");
  other["NextToken"] = token;
  EXPECT_EQ(error("ExecuteStatement", other),
            "ValidationException: NextToken does not match request");
}

TEST_F(StatementOperations, AnUpdateNeedsItsItem) {
  execute("INSERT INTO Orders VALUE {'id': 'a', 'n': 1}");
  execute("UPDATE Orders SET n = n + 1 WHERE id = 'a' AND n = 1");
  EXPECT_EQ(items("SELECT n FROM Orders"), R"([{"n":{"N":"2"}}])");
  const std::string failed = "ConditionalCheckFailedException: The conditional request failed";
  EXPECT_EQ(refusal("UPDATE Orders SET n = 9 WHERE id = 'a' AND n = 1"), failed);
  EXPECT_EQ(refusal("UPDATE Orders SET n = 9 WHERE id = 'nobody'"), failed);
  EXPECT_EQ(refusal("UPDATE Orders SET n = 9 WHERE n = 1"),
            "ValidationException: Where clause does not contain a mandatory equality on all key "
            "attributes");
  EXPECT_THAT(refusal("UPDATE Orders SET id = 'b' WHERE id = 'a'"), HasSubstr("part of the key"));
  EXPECT_EQ(items("SELECT n FROM Orders"), R"([{"n":{"N":"2"}}])");
}

TEST_F(StatementOperations, ADeleteOfNothingSucceeds) {
  execute("INSERT INTO Orders VALUE {'id': 'a', 'n': 1}");
  execute("DELETE FROM Orders WHERE id = 'nobody'");
  execute("DELETE FROM Orders WHERE id = 'nobody' AND n = 5");
  EXPECT_THAT(refusal("DELETE FROM Orders WHERE id = 'a' AND n = 5"),
              HasSubstr("ConditionalCheckFailedException"));
  EXPECT_EQ(items("SELECT n FROM Orders"), R"([{"n":{"N":"1"}}])");
  execute("DELETE FROM Orders WHERE id = 'a' AND NOT n = 5");
  EXPECT_EQ(items("SELECT n FROM Orders"), "[]");
}

TEST_F(StatementOperations, ReturningGivesWhatIsAskedFor) {
  execute("INSERT INTO Orders VALUE {'id': 'a', 'n': 1, 'l': ['x', 'y', 'z']}");
  const auto of = [&](const std::string& what) {
    return items("UPDATE Orders SET n = 2, l[2] = 'q' REMOVE gone WHERE id = 'a' RETURNING " +
                 what);
  };
  EXPECT_EQ(of("MODIFIED OLD *"), R"([{"l":{"L":[{"S":"z"}]},"n":{"N":"1"}}])");
  EXPECT_EQ(of("MODIFIED NEW *"), R"([{"l":{"L":[{"S":"q"}]},"n":{"N":"2"}}])");
  EXPECT_EQ(items("UPDATE Orders REMOVE l WHERE id = 'a' RETURNING MODIFIED NEW *"), "[]");
  EXPECT_EQ(items("UPDATE Orders SET n = 3 WHERE id = 'a' RETURNING ALL NEW *"),
            R"([{"id":{"S":"a"},"n":{"N":"3"}}])");
  EXPECT_EQ(items("UPDATE Orders SET n = 4 WHERE id = 'a' RETURNING ALL OLD *"),
            R"([{"id":{"S":"a"},"n":{"N":"3"}}])");
  EXPECT_EQ(items("DELETE FROM Orders WHERE id = 'a' RETURNING ALL OLD *"),
            R"([{"id":{"S":"a"},"n":{"N":"4"}}])");
  EXPECT_EQ(items("DELETE FROM Orders WHERE id = 'a' RETURNING ALL OLD *"), "[]");
}

TEST_F(StatementOperations, AFailedConditionShowsTheItemToThoseWhoAsk) {
  execute("INSERT INTO Orders VALUE {'id': 'a', 'n': 1}");
  Json body = statement("UPDATE Orders SET n = 2 WHERE id = 'a' AND n = 7");
  EXPECT_FALSE(failure("ExecuteStatement", body).contains("Item"));
  body["ReturnValuesOnConditionCheckFailure"] = "ALL_OLD";
  EXPECT_EQ(boost::json::serialize(failure("ExecuteStatement", body).at("Item")),
            R"({"id":{"S":"a"},"n":{"N":"1"}})");
}

TEST_F(StatementOperations, CapacityIsToldWhereAsked) {
  fill();
  const auto units = [&](const std::string& text, bool consistent) {
    Json body = statement(text);
    body["ReturnConsumedCapacity"] = "TOTAL";
    body["ConsistentRead"] = consistent;
    return answer("ExecuteStatement", body).at("ConsumedCapacity").at("CapacityUnits").as_double();
  };
  EXPECT_EQ(units("SELECT * FROM Lines WHERE id = 'a' AND line = 1", false), 0.5);
  EXPECT_EQ(units("SELECT * FROM Lines WHERE id IN ['a', 'b']", true), 2.0);
  EXPECT_EQ(units("INSERT INTO Orders VALUE {'id': 'a'}", false), 1.0);
}

TEST_F(StatementOperations, WrongRequestsAreAnsweredAndNothingElse) {
  EXPECT_EQ(refusal("SELECT * FROM Nowhere").substr(0, 54),
            "ResourceNotFoundException: Requested resource not foun");
  EXPECT_EQ(refusal("SELECT * FROM Orders WHERE id = ?"),
            "ValidationException: Number of parameters in request and statement don't match.");
  EXPECT_EQ(refusal("SELECT * FROM Orders WHERE id = 5"),
            "ValidationException: Key attribute's data type should match its data type in table's "
            "schema: Key id");
  EXPECT_EQ(refusal("EXISTS(SELECT * FROM Orders WHERE id = 'a' AND n = 1)"),
            "ValidationException: EXISTS can only be used in ExecuteTransaction write requests.");
  EXPECT_EQ(refusal(std::string(100'000, '(')),
            "ValidationException: 1 validation error detected: Value at 'statement' failed to "
            "satisfy constraint: Member must have length less than or equal to 8192");
  EXPECT_THAT(refusal("SELECT * FROM Orders WHERE " + std::string(8'000, '(')),
              HasSubstr("nested more than"));
  EXPECT_THAT(refusal(""), HasSubstr("greater than or equal to 1"));
  EXPECT_THAT(error("ExecuteStatement", {}), HasSubstr("'Statement' is required"));
  EXPECT_THAT(refusal("SELECT * FROM Orders", R"([{"SS":["a","a"]}])"), HasSubstr("duplicates"));
  EXPECT_THAT(refusal("INSERT INTO Orders VALUE {'n': 1}"), HasSubstr("Missing the key id"));
}

// --- sessions ------------------------------------------------------------------------------------

TEST_F(StatementOperations, ASelectAndAnUpdateAreAReadModifyWrite) {
  execute("INSERT INTO Orders VALUE {'id': 'a', 'n': 1}");
  EXPECT_TRUE(heard_.accepted.back().conditional);
  EXPECT_FALSE(heard_.accepted.back().derived);
  execute("SELECT * FROM Orders WHERE id = 'a'");
  execute("UPDATE Orders SET n = 2 WHERE id = 'a'");
  EXPECT_TRUE(heard_.accepted.back().derived);
  EXPECT_TRUE(heard_.accepted.back().base);
  EXPECT_FALSE(heard_.accepted.back().computed);
  EXPECT_FALSE(heard_.accepted.back().conditional) << "only that there is an item was asked";
  execute("UPDATE Orders SET n = n + 1 WHERE id = 'a'");
  EXPECT_FALSE(heard_.accepted.back().derived) << "the read was taken by the write before";
  EXPECT_TRUE(heard_.accepted.back().computed);
  execute("UPDATE Orders SET n = 9 WHERE id = 'a' AND n = 3");
  EXPECT_TRUE(heard_.accepted.back().conditional);
}

TEST_F(StatementOperations, ReadsOfEveryFormCountForTheSession) {
  fill();
  const auto derived_after = [&](const std::string& operation, const Json& body) {
    answer(operation, body);
    execute("DELETE FROM Lines WHERE id = 'a' AND line = 1");
    const bool derived = heard_.accepted.back().derived;
    execute("INSERT INTO Lines VALUE {'id': 'a', 'line': 1, 'tag': 'x', 'size': 9}");
    return derived;
  };
  const auto reads = [&](const std::string& text) {
    return derived_after("ExecuteStatement", statement(text));
  };
  EXPECT_TRUE(reads("SELECT * FROM Lines WHERE id = 'a' AND line = 1"));
  EXPECT_TRUE(reads("SELECT tag FROM Lines WHERE id = 'a'"));
  EXPECT_TRUE(reads("SELECT * FROM Lines"));
  EXPECT_TRUE(reads("SELECT id FROM Lines.\"by-tag\" WHERE tag = 'x'"));
  EXPECT_FALSE(reads("SELECT * FROM Lines WHERE id = 'a' AND tag = 'none'"));
  const boost::json::array one{statement("SELECT * FROM Lines WHERE id = 'a' AND line = 1")};
  EXPECT_TRUE(derived_after("BatchExecuteStatement", {{"Statements", one}}));
  EXPECT_TRUE(derived_after("ExecuteTransaction", {{"TransactStatements", one}}));
}

// --- batches -------------------------------------------------------------------------------------

TEST_F(StatementOperations, ABatchAnswersEveryStatementInItsPlace) {
  fill();
  const boost::json::array reads{
      statement("SELECT tag FROM Lines WHERE id = ? AND line = 2", R"([{"S":"a"}])"),
      statement("SELECT * FROM Lines WHERE id = 'a'"),
      statement("SLECT"),
      statement("SELECT * FROM Lines WHERE id = 'a' AND line = 99"),
      statement("SELECT * FROM Nowhere WHERE id = 'a'"),
      statement("SELECT * FROM Lines.\"by-tag\" WHERE tag = 'x'")};
  const Json told =
      answer("BatchExecuteStatement", {{"Statements", reads}, {"ReturnConsumedCapacity", "TOTAL"}});
  const auto& responses = told.at("Responses").as_array();
  ASSERT_EQ(responses.size(), 6U);
  EXPECT_EQ(boost::json::serialize(responses[0]),
            R"({"TableName":"Lines","Item":{"tag":{"S":"y"}}})");
  EXPECT_EQ(responses[1].at("Error").at("Code"), "ValidationError");
  EXPECT_EQ(responses[1].at("Error").at("Message"),
            "Select statements within BatchExecuteStatement must specify the primary key in the "
            "where clause.");
  EXPECT_EQ(responses[2].at("Error").at("Message"),
            "Statement wasn't well formed, can't be processed: Expected data manipulation");
  EXPECT_EQ(boost::json::serialize(responses[3]), R"({"TableName":"Lines"})");
  EXPECT_EQ(responses[4].at("Error").at("Code"), "ResourceNotFound");
  EXPECT_EQ(responses[5].at("Error").at("Code"), "ValidationError");
  EXPECT_EQ(told.at("ConsumedCapacity").as_array().size(), 2U);
}

TEST_F(StatementOperations, ABatchWritesWhatItCan) {
  execute("INSERT INTO Orders VALUE {'id': 'a', 'n': 1}");
  Json refused = statement("UPDATE Orders SET n = 5 WHERE id = 'a' AND n = 7");
  refused["ReturnValuesOnConditionCheckFailure"] = "ALL_OLD";
  const boost::json::array writes{statement("INSERT INTO Orders VALUE {'id': 'a'}"), refused,
                                  statement("INSERT INTO Orders VALUE {'id': 'b'}"),
                                  statement("UPDATE Orders SET n = 2 WHERE id = 'a' RETURNING "
                                            "MODIFIED NEW *")};
  const Json told = answer("BatchExecuteStatement", {{"Statements", writes}});
  const auto& responses = told.at("Responses").as_array();
  EXPECT_EQ(responses[0].at("Error").at("Code"), "DuplicateItem");
  EXPECT_EQ(responses[1].at("Error").at("Code"), "ConditionalCheckFailed");
  EXPECT_EQ(responses[1].at("Error").at("Item").at("n").at("N"), "1");
  EXPECT_EQ(boost::json::serialize(responses[2]), R"({"TableName":"Orders"})");
  EXPECT_EQ(boost::json::serialize(responses[3].at("Item")), R"({"n":{"N":"2"}})");
  EXPECT_FALSE(told.contains("ConsumedCapacity"));
}

TEST_F(StatementOperations, ABatchIsOfOneKindAndOfLimitedLength) {
  const Json read = statement("SELECT * FROM Orders WHERE id = 'a'");
  const boost::json::array mixed{read, statement("DELETE FROM Orders WHERE id = 'a'")};
  EXPECT_EQ(error("BatchExecuteStatement", {{"Statements", mixed}}),
            "ValidationException: Read and write requests together in the same batch is not "
            "supported.");
  EXPECT_THAT(error("BatchExecuteStatement", {{"Statements", boost::json::array()}}),
              HasSubstr("greater than or equal to 1"));
  boost::json::array many(26, read);
  EXPECT_THAT(error("BatchExecuteStatement", {{"Statements", many}}),
              HasSubstr("less than or equal to 25"));
}

}  // namespace
}  // namespace lastwrite
