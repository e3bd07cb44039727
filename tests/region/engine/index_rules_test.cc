// Which indexes a table may have, and which writes they refuse.
#include "region/engine/index_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lastwrite {
namespace {

using testing::HasSubstr;

TableDescription table_with(std::vector<IndexDescription> indexes) {
  TableDescription table{
      TableName("Orders"),
      {.partition = {"id", KeyType::kString}, .sort = KeyAttribute{"seq", KeyType::kNumber}}};
  table.indexes = std::move(indexes);
  return table;
}

IndexDescription global(const std::string& name = "by-customer") {
  return {.name = name,
          .partition = {{"customer", KeyType::kString}},
          .sort = {{"date", KeyType::kString}}};
}

IndexDescription local(const std::string& name = "by-date") {
  return {.name = name,
          .global = false,
          .partition = {{"id", KeyType::kString}},
          .sort = {{"date", KeyType::kString}}};
}

std::string refusal(const TableDescription& table) {
  const auto checked = check_indexes(table);
  if (checked) return "";
  EXPECT_EQ(checked.error().code, ErrorCode::kValidation);
  return checked.error().message;
}

std::string refusal(const Item& attributes, const Item* updated_from = nullptr) {
  const auto checked = check_index_keys(table_with({global(), local()}), attributes, updated_from);
  return checked ? "" : checked.error().message;
}

TEST(IndexRules, WhatAwsAllowsIsAllowed) {
  EXPECT_EQ(refusal(table_with({})), "");
  IndexDescription wide = global("wide");
  wide.partition = {{"a", KeyType::kString}, {"b", KeyType::kNumber}};
  wide.sort = {{"c", KeyType::kString}, {"d", KeyType::kBinary}};
  IndexDescription some = global("some");
  some.projection = {IndexProjection::Kind::kInclude, {"x", "y"}};
  EXPECT_EQ(refusal(table_with({global(), local(), wide, some})), "");
}

TEST(IndexRules, NamesAreOfTheRightFormAndUsedOnce) {
  EXPECT_THAT(refusal(table_with({global("ab")})), HasSubstr("3 to 255"));
  EXPECT_THAT(refusal(table_with({global("a:b")})), HasSubstr("a-z"));
  EXPECT_THAT(refusal(table_with({global("abc"), local("abc")})),
              HasSubstr("Duplicate index name: abc"));
}

TEST(IndexRules, ThereAreAtMostTwentyGlobalAndFiveLocalIndexes) {
  std::vector<IndexDescription> indexes;
  for (int i = 0; i < 20; ++i) indexes.push_back(global("global-" + std::to_string(i)));
  for (int i = 0; i < 5; ++i) indexes.push_back(local("local-" + std::to_string(i)));
  EXPECT_EQ(refusal(table_with(indexes)), "");
  auto more = indexes;
  more.push_back(global("one-more"));
  EXPECT_THAT(refusal(table_with(more)), HasSubstr("20"));
  indexes.push_back(local("one-more"));
  EXPECT_THAT(refusal(table_with(indexes)), HasSubstr("5"));
}

TEST(IndexRules, ALocalIndexSharesThePartitionKeyAndHasASortKey) {
  TableDescription unsorted = table_with({local()});
  unsorted.key_schema.sort.reset();
  EXPECT_THAT(refusal(unsorted), HasSubstr("does not have a range key, which is required"));
  IndexDescription other = local();
  other.partition[0].name = "customer";
  EXPECT_THAT(refusal(table_with({other})), HasSubstr("same leading hash key"));
  IndexDescription bare = local();
  bare.sort.clear();
  EXPECT_THAT(refusal(table_with({bare})), HasSubstr("does not have a range key for index"));
}

TEST(IndexRules, AKeyHasOneToFourAttributesOfEachKindNoneTwice) {
  IndexDescription none = global();
  none.partition.clear();
  EXPECT_NE(refusal(table_with({none})), "");
  IndexDescription many = global();
  many.sort = {{"a"}, {"b"}, {"c"}, {"d"}, {"e"}};
  EXPECT_NE(refusal(table_with({many})), "");
  IndexDescription twice = global();
  twice.sort[0].name = "customer";
  EXPECT_THAT(refusal(table_with({twice})), HasSubstr("have the same name"));
}

TEST(IndexRules, AProjectionNamesAttributesIfAndOnlyIfItIncludesThem) {
  IndexDescription index = global();
  index.projection.kind = IndexProjection::Kind::kInclude;
  EXPECT_THAT(refusal(table_with({index})), HasSubstr("NonKeyAttributes is not specified"));
  for (int i = 0; i < 101; ++i) index.projection.include.push_back(std::to_string(i));
  EXPECT_THAT(refusal(table_with({index})), HasSubstr("100"));
  index.projection = {IndexProjection::Kind::kAll, {"x"}};
  EXPECT_THAT(refusal(table_with({index})), HasSubstr("NonKeyAttributes is specified"));
}

TEST(IndexRules, AnItemMayLackAKeyAttributeButNotMisuseIt) {
  EXPECT_EQ(refusal(Item{{"id", "a"}}), "");
  EXPECT_EQ(refusal(Item{{"customer", "ann"}, {"date", "1"}}), "");
  EXPECT_EQ(refusal(Item{{"customer", Number(1)}}),
            "One or more parameter values were invalid: Type mismatch for Index Key customer "
            "Expected: S Actual: N IndexName: by-customer");
  EXPECT_EQ(refusal(Item{{"customer", ""}}),
            "One or more parameter values are not valid. A value specified for a secondary index "
            "key is not supported. The AttributeValue for a key attribute cannot contain an empty "
            "string value. IndexName: by-customer, IndexKey: customer");
  EXPECT_THAT(refusal(Item{{"customer", std::string(2049, 'x')}}), HasSubstr("2048"));
  EXPECT_THAT(refusal(Item{{"date", std::string(1025, 'x')}}), HasSubstr("1024"));
}

TEST(IndexRules, AnUpdateAnswersForWhatItChanged) {
  const Item before{{"customer", Number(1)}, {"date", "1"}};
  EXPECT_EQ(refusal(Item{{"customer", Number(1)}, {"date", "2"}}, &before), "");
  EXPECT_THAT(refusal(Item{{"customer", Number(2)}}, &before), HasSubstr("Type mismatch"));
  EXPECT_THAT(refusal(Item{{"date", ""}}, &before),
              HasSubstr("The update expression attempted to update a secondary index key"));
}

}  // namespace
}  // namespace lastwrite
