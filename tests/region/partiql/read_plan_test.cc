// SELECTs: which queries they become, and what is left for the filter.
#include "region/partiql/read_plan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "region/partiql/key_parts.h"
#include "region/partiql/parse_statement.h"

namespace lastwrite {
namespace {

using ::testing::HasSubstr;

const ReadKeys kLineKeys{{{"id", KeyType::kString}}, {{"line", KeyType::kNumber}}};
const KeySchema kLineSchema{{"id", KeyType::kString}, KeyAttribute{"line", KeyType::kNumber}};

SelectStatement select_from(const std::string& tail) {
  return std::get<SelectStatement>(parse_statement("SELECT * FROM Orders " + tail, {}).value());
}

ReadPlan planned(const std::string& tail) {
  auto plan = plan_read(select_from(tail), kLineKeys);
  EXPECT_TRUE(plan) << tail << ": " << plan.error().message;
  return plan.value_or(ReadPlan{});
}

std::string plan_complaint(const std::string& tail) {
  const auto plan = plan_read(select_from(tail), kLineKeys);
  return plan ? "none" : plan.error().message;
}

Condition clause(const std::string& condition) {
  return *select_from("WHERE " + condition).where;
}

std::vector<Item> wholes(const ReadPlan& plan) {
  std::vector<Item> out;
  for (const ReadStep& step : plan.steps) out.push_back(step.whole.value_or(Item{}));
  return out;
}

Item line_key(const std::string& id, int line) {
  return Item{{"id", id}, {"line", Number(line)}};
}

TEST(ReadPlan, WithoutAPartitionKeyItScansAndFilters) {
  for (const char* tail :
       {"WHERE total > 5", "WHERE id > 'a'", "WHERE id = 'a' OR total = 5", "WHERE id = other"}) {
    const ReadPlan plan = planned(tail);
    EXPECT_TRUE(plan.steps.empty()) << tail;
    EXPECT_EQ(plan.filter, select_from(tail).where) << tail;
  }
  EXPECT_FALSE(planned("").filter);
}

TEST(ReadPlan, TakesTheKeyFromTheTopLevelAndsAndLeavesTheRest) {
  const ReadPlan plan = planned("WHERE total > 5 AND (id = 'a' AND line BETWEEN 1 AND 3)");
  ASSERT_EQ(plan.steps.size(), 1U);
  AllOf both;
  both.operands = {clause("id = 'a'"), clause("line BETWEEN 1 AND 3")};
  EXPECT_EQ(plan.steps[0].key, Condition{both});
  EXPECT_EQ(plan.filter, clause("total > 5"));
  EXPECT_FALSE(plan.steps[0].whole);
}

TEST(ReadPlan, AWholeKeyIsOneItem) {
  EXPECT_EQ(wholes(planned("WHERE line = 2 AND 'a' = id")), std::vector<Item>{line_key("a", 2)});
  EXPECT_EQ(wholes(planned("WHERE id IN ['a'] AND line IN [2]")),
            std::vector<Item>{line_key("a", 2)});
}

TEST(ReadPlan, SeveralPartitionsAreSeveralSteps) {
  const std::vector<Item> both = {line_key("b", 1), line_key("a", 1)};
  EXPECT_EQ(wholes(planned("WHERE id IN ['b', 'a'] AND line = 1")), both);
  EXPECT_EQ(wholes(planned("WHERE (id = 'b' OR id = 'a') AND line = 1")), both);
}

TEST(ReadPlan, WhatAQueryCannotAskOfASortKeyIsFiltered) {
  for (const char* condition :
       {"line <> 1", "NOT line = 1", "line IN [1, 2]", "(line = 1 OR b = 2)"}) {
    const ReadPlan plan = planned(std::string("WHERE id = 'a' AND ") + condition);
    ASSERT_EQ(plan.steps.size(), 1U);
    EXPECT_EQ(plan.filter, clause(condition));
  }
  EXPECT_EQ(planned("WHERE id = 'a' AND line > 1 AND line < 5").filter, clause("line < 5"));
  EXPECT_EQ(planned("WHERE id = 'a' AND line > 0 AND line = 5").filter, clause("line > 0"));
}

TEST(ReadPlan, KeysAreOfTheTypeOfTheSchema) {
  const std::string wrong =
      "Key attribute's data type should match its data type in table's schema: Key ";
  EXPECT_EQ(plan_complaint("WHERE id = 1"), wrong + "id");
  EXPECT_EQ(plan_complaint("WHERE id = 'a' AND line = 'x'"), wrong + "line");
  EXPECT_EQ(plan_complaint("WHERE id = 'a' AND line < 'x'"), wrong + "line");
}

TEST(ReadPlan, NoPartitionIsReadTwiceNorTooMany) {
  EXPECT_EQ(plan_complaint("WHERE id IN ['a', 'a']"),
            "Overlapping conditions with range keys are not supported in where clause");
  std::string many = "'v0'";
  for (int i = 1; i <= 50; ++i) many += fmt::format(", 'v{}'", i);
  EXPECT_EQ(plan_complaint("WHERE id IN [" + many + "]"),
            "Too many decomposed read operations for a given query.");
}

TEST(ReadPlan, OrdersByKeysAlone) {
  EXPECT_TRUE(planned("WHERE id = 'a'").forward);
  EXPECT_TRUE(planned("WHERE id = 'a' ORDER BY line").forward);
  EXPECT_FALSE(planned("WHERE id = 'a' ORDER BY line DESC").forward);
  const ReadPlan both = planned("WHERE id IN ['a', 'b'] AND line = 1 ORDER BY id DESC, line ASC");
  EXPECT_TRUE(both.forward);
  const std::vector<Item> descending = {line_key("b", 1), line_key("a", 1)};
  EXPECT_EQ(wholes(both), descending);
  EXPECT_EQ(plan_complaint("ORDER BY line"),
            "Must have WHERE clause in the statement when using ORDER BY clause.");
  EXPECT_EQ(plan_complaint("WHERE id = 'a' ORDER BY total"),
            "Attribute total in ORDER BY clause must be part of the primary key");
  EXPECT_THAT(plan_complaint("WHERE id > 'a' ORDER BY line"),
              HasSubstr("at least one non-optional hash key condition"));
  EXPECT_THAT(plan_complaint("WHERE id IN ['a', 'b'] ORDER BY line"),
              HasSubstr("Must have hash key in ORDER BY clause"));
}

TEST(KeyedCondition, IsTheWholeKeyAndTheRest) {
  const auto keyed =
      keyed_condition(clause("n > 1 AND line = 2 AND id = 'a' AND id = 'a'"), kLineSchema);
  ASSERT_TRUE(keyed) << keyed.error().message;
  EXPECT_EQ(keyed->key, line_key("a", 2));
  EXPECT_EQ(keyed->rest, clause("n > 1"));
  EXPECT_FALSE(keyed_condition(clause("line = 2 AND id = 'a'"), kLineSchema)->rest);
}

TEST(KeyedCondition, RefusesLessThanOneItemAndMore) {
  const auto told = [](const std::optional<Condition>& condition) {
    const auto keyed = keyed_condition(condition, kLineSchema);
    return keyed ? "none" : keyed.error().message;
  };
  const std::string missing =
      "Where clause does not contain a mandatory equality on all key attributes";
  EXPECT_EQ(told(std::nullopt), missing);
  EXPECT_EQ(told(clause("id = 'a'")), missing);
  EXPECT_EQ(told(clause("id = 'a' AND line > 1")), missing);
  EXPECT_EQ(told(clause("id = 'a' OR line = 1")), missing);
  EXPECT_EQ(told(clause("id IN ['a'] AND line = 1")), missing);
  EXPECT_EQ(told(clause("id = 'a' AND line = 1 AND id = 'b'")),
            "Multiple conditions on same key id. Only single item Update/Insert/Delete are "
            "supported");
}

}  // namespace
}  // namespace lastwrite
