// What writes cost on indexes.
#include "region/engine/index_charges.h"

#include <gtest/gtest.h>

namespace lastwrite {
namespace {

const Item kBare{{"id", "a"}, {"note", "x"}};

Item with(const std::string& tag, const std::string& note = "x") {
  return {{"id", "a"}, {"note", note}, {"tag", tag}};
}

const KeySchema kKey{.partition = {"id", KeyType::kString}, .sort = std::nullopt};

std::size_t writes(const std::optional<Item>& before, const std::optional<Item>& after) {
  TableDescription table{TableName("Orders"), kKey};
  table.indexes = {{.name = "by-tag",
                    .partition = {{"tag", KeyType::kString}},
                    .projection = {IndexProjection::Kind::kKeysOnly, {}}}};
  const auto charges = index_charges(table, before, after);
  return charges.empty() ? 0 : charges.at(0).writes.size();
}

TEST(IndexCharges, AnEntryThatComesOrGoesIsOneWrite) {
  EXPECT_EQ(writes(std::nullopt, with("a")), 1U);
  EXPECT_EQ(writes(kBare, with("a")), 1U);
  EXPECT_EQ(writes(with("a"), kBare), 1U);
  EXPECT_EQ(writes(with("a"), std::nullopt), 1U);
}

TEST(IndexCharges, AnotherKeyIsTwoWrites) {
  EXPECT_EQ(writes(with("a"), with("b")), 2U);
}

TEST(IndexCharges, WhatTheIndexDoesNotSeeIsNone) {
  EXPECT_EQ(writes(std::nullopt, kBare), 0U);
  EXPECT_EQ(writes(kBare, std::nullopt), 0U);
  EXPECT_EQ(writes(with("a", "x"), with("a", "y")), 0U) << "a note is not projected";
}

TEST(IndexCharges, BytesAreThoseOfTheProjectedItem) {
  TableDescription table{TableName("Orders"), kKey};
  table.indexes = {{.name = "by-tag", .partition = {{"tag", KeyType::kString}}}};
  const auto charges = index_charges(table, std::nullopt, with("a", "1234"));
  ASSERT_EQ(charges.size(), 1U);
  EXPECT_EQ(charges[0].writes, std::vector<std::size_t>{3 + 4 + 4 + 4});
  EXPECT_EQ(index_charges(table, with("a", "1"), with("a", "2")).size(), 1U) << "it is projected";
}

}  // namespace
}  // namespace lastwrite
