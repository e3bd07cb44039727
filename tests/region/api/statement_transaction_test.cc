// ExecuteTransaction, over the API.
#include "region/api/statement_transaction.h"

#include <gmock/gmock.h>

#include "tests/region/api/statement_fixture.h"

namespace lastwrite {
namespace {

using ::testing::HasSubstr;

class StatementTransaction : public StatementFixture {
 protected:
  StatementTransaction() {
    execute("INSERT INTO Orders VALUE {'id': 'a', 'n': 1}");
    execute("INSERT INTO Orders VALUE {'id': 'b', 'n': 1}");
  }
  static Json transaction(const std::vector<std::string>& texts) {
    boost::json::array statements;
    for (const std::string& text : texts) statements.push_back(statement(text));
    return {{"TransactStatements", std::move(statements)}};
  }
  Json done(const std::vector<std::string>& texts) {
    return answer("ExecuteTransaction", transaction(texts));
  }
  std::string told(const std::vector<std::string>& texts) {
    return error("ExecuteTransaction", transaction(texts));
  }
  std::string n_of(const std::string& id) {
    return items("SELECT n FROM Orders WHERE id = '" + id + "'");
  }
};

TEST_F(StatementTransaction, WritesAllOrNothing) {
  done({"UPDATE Orders SET n = n + 1 WHERE id = 'a'", "DELETE FROM Orders WHERE id = 'b'",
        "INSERT INTO Orders VALUE {'id': 'c', 'n': 7}"});
  EXPECT_EQ(n_of("a"), R"([{"n":{"N":"2"}}])");
  EXPECT_EQ(n_of("b"), "[]");
  EXPECT_EQ(n_of("c"), R"([{"n":{"N":"7"}}])");
  const Json failed =
      failure("ExecuteTransaction", transaction({"UPDATE Orders SET n = 9 WHERE id = 'a'",
                                                 "INSERT INTO Orders VALUE {'id': 'c', 'n': 8}",
                                                 "UPDATE Orders SET n = 9 WHERE id = 'nobody'"}));
  EXPECT_EQ(failed.at("__type"), "TransactionCanceledException");
  EXPECT_EQ(failed.at("Message"),
            "Transaction cancelled, please refer cancellation reasons for specific reasons [None, "
            "DuplicateItem, ConditionalCheckFailed]");
  const auto& reasons = failed.at("CancellationReasons").as_array();
  EXPECT_EQ(boost::json::serialize(reasons[0]), R"({"Code":"None"})");
  EXPECT_EQ(reasons[1].at("Message"), "Duplicate primary key exists in table");
  EXPECT_EQ(n_of("a"), R"([{"n":{"N":"2"}}])");
}

TEST_F(StatementTransaction, ChecksWithExists) {
  done({"EXISTS(SELECT * FROM Orders WHERE id = 'a' AND won IS MISSING)",
        "UPDATE Orders SET won = 1 WHERE id = 'b'"});
  EXPECT_EQ(told({"EXISTS(SELECT * FROM Orders WHERE id = 'b' AND won IS MISSING)",
                  "UPDATE Orders SET won = 2 WHERE id = 'a'"}),
            "TransactionCanceledException: Transaction cancelled, please refer cancellation "
            "reasons for specific reasons [ConditionalCheckFailed, None]");
  for (const char* check : {"EXISTS(SELECT * FROM Orders WHERE id = 'a')",
                            "EXISTS(SELECT * FROM Orders WHERE n = 1)"}) {
    EXPECT_EQ(told({check, "UPDATE Orders SET won = 2 WHERE id = 'b'"}),
              "ValidationException: Validation failed in TransactStatements[0]: EXISTS() must "
              "contain a single item read with additional condition");
  }
}

TEST_F(StatementTransaction, ReadsAllInTheirOrder) {
  const Json read =
      done({"SELECT n FROM Orders WHERE id = 'b'", "SELECT * FROM Orders WHERE id = 'nobody'",
            "SELECT id FROM Orders WHERE id = 'a'"});
  EXPECT_EQ(boost::json::serialize(read.at("Responses")),
            R"([{"Item":{"n":{"N":"1"}}},{},{"Item":{"id":{"S":"a"}}}])");
}

TEST_F(StatementTransaction, ReadsItemsByTheirKeyAlone) {
  for (const char* text : {"SELECT * FROM Orders WHERE id = 'a' AND n = 1", "SELECT * FROM Orders",
                           "SELECT * FROM Lines WHERE id = 'a'"}) {
    EXPECT_EQ(told({text}),
              "ValidationException: Validation failed in TransactStatements[0]: Select statements "
              "within ExecuteTransaction must specify the primary key in the where clause.");
  }
  EXPECT_EQ(told({"SELECT * FROM Lines.\"by-tag\" WHERE tag = 'x'"}),
            "ValidationException: Validation failed in TransactStatements[0]: Reads on indices are "
            "not supported within transactions.");
  const std::string one = "SELECT * FROM Orders WHERE id = 'a'";
  EXPECT_EQ(told({one, one}),
            "ValidationException: Transaction request cannot include multiple operations on one "
            "item");
}

TEST_F(StatementTransaction, IsOfOneKind) {
  const std::string mixed =
      "ValidationException: ExecuteTransaction API does not support both read and write operations "
      "in the same request.";
  const std::string read = "SELECT * FROM Orders WHERE id = 'a'";
  EXPECT_EQ(told({read, "DELETE FROM Orders WHERE id = 'b'"}), mixed);
  EXPECT_EQ(told({read, "EXISTS(SELECT * FROM Orders WHERE id = 'b' AND n = 1)"}), mixed);
}

TEST_F(StatementTransaction, SaysWhichStatementIsWrong) {
  const std::string good = "DELETE FROM Orders WHERE id = 'a'";
  EXPECT_EQ(
      told({good, "SELECT * FROM Orders WHERE"}),
      "ValidationException: Validation failed in TransactStatements[1]: Statement wasn't well "
      "formed, can't be processed: Unexpected term");
  EXPECT_EQ(told({"UPDATE Orders SET n = 1 WHERE id = 'a' RETURNING ALL NEW *"}),
            "ValidationException: Validation failed in TransactStatements[0]: RETURNING clause is "
            "not supported in ExecuteTransaction.");
  EXPECT_THAT(told({good, "DELETE FROM Nowhere WHERE id = 'a'", "DELETE FROM Orders WHERE n = 1"}),
              HasSubstr("[None, ResourceNotFound, ValidationError]"));
  EXPECT_THAT(told({"SELECT * FROM Nowhere WHERE id = 'a'"}), HasSubstr("[ResourceNotFound]"));
  EXPECT_THAT(told({good, good}), HasSubstr("multiple operations on one item"));
  EXPECT_THAT(told({}), HasSubstr("'transactStatements' failed to satisfy constraint"));
  EXPECT_THAT(told(std::vector<std::string>(101, good)), HasSubstr("less than or equal to 100"));
  EXPECT_EQ(n_of("a"), R"([{"n":{"N":"1"}}])");
}

TEST_F(StatementTransaction, ATokenIsCarriedOutOnce) {
  Json request = transaction({"UPDATE Orders SET n = n + 1 WHERE id = 'a'"});
  request["ClientRequestToken"] = "once";
  request["ReturnConsumedCapacity"] = "TOTAL";
  EXPECT_EQ(answer("ExecuteTransaction", request)
                .at("ConsumedCapacity")
                .at(0)
                .at("CapacityUnits")
                .as_double(),
            2.0);
  answer("ExecuteTransaction", request);
  EXPECT_EQ(n_of("a"), R"([{"n":{"N":"2"}}])");
  Json other = transaction({"UPDATE Orders SET n = n + 2 WHERE id = 'a'"});
  other["ClientRequestToken"] = "once";
  EXPECT_THAT(error("ExecuteTransaction", other),
              HasSubstr("IdempotentParameterMismatchException"));
}

TEST_F(StatementTransaction, ItsWritesAreToldToTheObserver) {
  execute("SELECT * FROM Orders WHERE id = 'a'");
  done({"UPDATE Orders SET n = 5 WHERE id = 'a'", "UPDATE Orders SET n = n + 1 WHERE id = 'b'"});
  const auto& told = heard_.accepted;
  EXPECT_TRUE(told[told.size() - 2].derived);
  EXPECT_FALSE(told.back().derived);
  EXPECT_TRUE(told.back().computed);
}

}  // namespace
}  // namespace lastwrite
