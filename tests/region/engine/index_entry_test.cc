// Entries of indexes: that they order as the keys do, tell what they were made of, and are not made
// of what does not fit.
#include "region/engine/index_entry.h"

#include <gtest/gtest.h>

#include "tests/support/property.h"
#include "tests/support/value_generators.h"

namespace lastwrite {
namespace {

const KeySchema kEntrySchema{.partition = {"id", KeyType::kString},
                             .sort = KeyAttribute{"seq", KeyType::kNumber}};
const IndexDescription kByCustomer{.name = "by-customer",
                                   .partition = {{"customer", KeyType::kString}},
                                   .sort = {{"date", KeyType::kString}}};

Item item(const std::string& customer, const std::string& date, int seq = 1) {
  return {{"id", "a"}, {"seq", Number(seq)}, {"customer", customer}, {"date", date}};
}

std::optional<ItemKey> entry(const Item& of, const IndexDescription& index = kByCustomer) {
  return index_entry(index, kEntrySchema.key_of(of).value(), of);
}

TEST(IndexEntry, NoUserCanNameTheTableOfAnIndex) {
  EXPECT_FALSE(parse_table_name(index_table(TableName("Orders"), kByCustomer).text));
}

TEST(IndexEntry, TellsWhatItWasMadeOf) {
  const Item of = item("ann", std::string("2026\0x", 6), -7);
  const auto read = read_index_entry(kByCustomer, *entry(of));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->attributes, (Item{{"customer", "ann"}, {"date", of.at("date")}}));
  EXPECT_EQ(read->key, kEntrySchema.key_of(of).value());
}

TEST(IndexEntry, OrdersByTheIndexThenByTheItemsKey) {
  EXPECT_LT(*entry(item("ann", "2")), *entry(item("ann", "20", -5)));
  EXPECT_LT(*entry(item("ann", "9")), *entry(item("anna", "1")));
  EXPECT_LT(*entry(item("ann", "1", -2)), *entry(item("ann", "1", 10)));
}

TEST(IndexEntry, OfTwoTextsOrderAsTheTextsDo) {
  expect_property([] {
    const std::string a = *any_bytes(), b = *any_bytes();
    RC_PRE(!a.empty() && !b.empty());
    RC_ASSERT((entry(item("x", a)) < entry(item("x", b))) == (a < b));
    RC_ASSERT((entry(item(a, "x")) < entry(item(b, "x"))) == (a < b));
  });
}

TEST(IndexEntry, ThereIsNoneWhereAnAttributeIsMissingOrDoesNotFit) {
  Item of = item("ann", "1");
  of.erase("date");
  EXPECT_FALSE(entry(of));
  of["date"] = Number(1);
  EXPECT_FALSE(entry(of));
  EXPECT_FALSE(entry(item("ann", "")));
  EXPECT_TRUE(entry(item("ann", std::string(1024, 'x'))));
  EXPECT_FALSE(entry(item("ann", std::string(1025, 'x'))));
  EXPECT_TRUE(entry(item(std::string(2048, 'x'), "1")));
  EXPECT_FALSE(entry(item(std::string(2049, 'x'), "1")));
}

TEST(IndexEntry, BytesThatAreNoneAreCorrupt) {
  for (const char* bytes : {"", "ann", "ann\x01"})
    EXPECT_FALSE(read_index_entry(kByCustomer, ItemKey{bytes})) << bytes;
}

}  // namespace
}  // namespace lastwrite
