#include "region/value/key_schema.h"

#include <gtest/gtest.h>

#include "tests/support/property.h"
#include "tests/support/value_generators.h"

namespace lastwrite {
namespace {

const KeySchema kSimple{.partition = {"id", KeyType::kString}, .sort = std::nullopt};

KeySchema composite(KeyType partition, KeyType sort) {
  return {.partition = {"p", partition}, .sort = KeyAttribute{"s", sort}};
}

std::string failure(const Result<ItemKey>& result) {
  return result ? "none" : result.error().message;
}

rc::Gen<AttributeValue> key_value(KeyType type) {
  if (type == KeyType::kNumber)
    return rc::gen::map(any_number(), [](Number n) { return AttributeValue(n); });
  return rc::gen::map(any_bytes(), [type](String bytes) {
    bytes += 'k';  // not empty
    return type == KeyType::kString ? AttributeValue(std::move(bytes))
                                    : AttributeValue(Binary{std::move(bytes)});
  });
}

/// Strings and binaries of one key attribute compare as their bytes, numbers as numbers.
bool less(const AttributeValue& a, const AttributeValue& b) {
  if (const auto* number = a.get_if<Number>()) return *number < *b.get_if<Number>();
  if (const auto* binary = a.get_if<Binary>()) return *binary < *b.get_if<Binary>();
  return *a.get_if<String>() < *b.get_if<String>();
}

TEST(KeyOf, TakesTheKeyAttributesOfAnItem) {
  const Item item{{"id", "ord-001"}, {"amount", Number(3)}};
  const auto key = kSimple.key_of(item);
  ASSERT_TRUE(key);
  EXPECT_EQ(*kSimple.attributes_of(*key), (Item{{"id", "ord-001"}}));
}

TEST(KeyOf, RefusesAMissingAttribute) {
  EXPECT_EQ(failure(kSimple.key_of(Item{})),
            "One or more parameter values were invalid: Missing the key id in the item");
}

TEST(KeyOf, RefusesAnotherType) {
  EXPECT_EQ(
      failure(kSimple.key_of(Item{{"id", Number(1)}})),
      "One or more parameter values were invalid: Type mismatch for key id expected: S actual: N");
}

TEST(KeyOf, RefusesEmptyAndOverlongValues) {
  EXPECT_THAT(failure(kSimple.key_of(Item{{"id", ""}})), testing::HasSubstr("empty string value"));
  EXPECT_TRUE(kSimple.key_of(Item{{"id", String(2048, 'a')}}));
  EXPECT_THAT(failure(kSimple.key_of(Item{{"id", String(2049, 'a')}})),
              testing::HasSubstr("Size of hashkey"));
  const auto schema = composite(KeyType::kString, KeyType::kBinary);
  EXPECT_TRUE(schema.key_of(Item{{"p", "a"}, {"s", Binary{String(1024, 'a')}}}));
  EXPECT_THAT(failure(schema.key_of(Item{{"p", "a"}, {"s", Binary{String(1025, 'a')}}})),
              testing::HasSubstr("range keys"));
  EXPECT_THAT(failure(schema.key_of(Item{{"p", "a"}, {"s", Binary{}}})),
              testing::HasSubstr("empty binary value"));
}

TEST(KeyFrom, TakesTheKeyAttributesAndNothingElse) {
  const char* mismatch = "The provided key element does not match the schema";
  EXPECT_TRUE(kSimple.key_from(Item{{"id", "a"}}));
  EXPECT_EQ(failure(kSimple.key_from(Item{{"id", "a"}, {"x", "b"}})), mismatch);
  EXPECT_EQ(failure(kSimple.key_from(Item{{"x", "b"}})), mismatch);
  EXPECT_EQ(failure(kSimple.key_from(Item{{"id", Number(1)}})), mismatch);
  EXPECT_EQ(failure(kSimple.key_from(Item{})), mismatch);
  EXPECT_EQ(failure(composite(KeyType::kString, KeyType::kNumber).key_from(Item{{"p", "a"}})),
            mismatch);
}

TEST(KeyBytes, ComeBackAndOrderAsPartitionThenSort) {
  for (KeyType partition : {KeyType::kString, KeyType::kNumber, KeyType::kBinary}) {
    for (KeyType sort : {KeyType::kString, KeyType::kNumber, KeyType::kBinary}) {
      const auto schema = composite(partition, sort);
      expect_property([&] {
        const auto p = *rc::gen::pair(key_value(partition), key_value(partition));
        const auto s = *rc::gen::pair(key_value(sort), key_value(sort));
        const bool same_partition = *rc::gen::arbitrary<bool>();
        const Item a{{"p", p.first}, {"s", s.first}};
        const Item b{{"p", same_partition ? p.first : p.second}, {"s", s.second}};
        const ItemKey key_a = *schema.key_of(a);
        const ItemKey key_b = *schema.key_of(b);
        RC_ASSERT(*schema.attributes_of(key_a) == a);
        RC_ASSERT((key_a == key_b) == (a == b));
        const bool expected =
            a.at("p") == b.at("p") ? less(a.at("s"), b.at("s")) : less(a.at("p"), b.at("p"));
        RC_ASSERT((key_a < key_b) == expected);
      });
    }
  }
}

TEST(KeyBytes, OfOnePartitionShareAPrefixThatNoOtherPartitionHas) {
  const auto schema = composite(KeyType::kString, KeyType::kString);
  const auto bytes = [&](const char* p, const char* s) {
    return schema.key_of(Item{{"p", p}, {"s", s}})->bytes;
  };
  EXPECT_NE(bytes("a", "bc"), bytes("ab", "c"));
  EXPECT_LT(bytes("a", "zzz"), bytes("aa", "a"));
}

TEST(AttributesOf, RefusesBytesThatAreNoKey) {
  const auto numbers = composite(KeyType::kNumber, KeyType::kNumber);
  const std::string good = numbers.key_of(Item{{"p", Number(12)}, {"s", Number(-5)}})->bytes;
  for (std::size_t length = 0; length < good.size(); ++length)
    EXPECT_FALSE(numbers.attributes_of(ItemKey{good.substr(0, length)})) << length;
  EXPECT_FALSE(numbers.attributes_of(ItemKey{good + "x"}));
  EXPECT_EQ(kSimple.attributes_of(ItemKey{"no end"}).error().code, ErrorCode::kCorrupt);
}

TEST(AttributesOf, AcceptsCanonicalBytesOnly) {
  expect_property(
      [] {
        const auto schema = composite(KeyType::kNumber, KeyType::kString);
        const auto bytes = *rc::gen::container<std::string>(rc::gen::element(
            '\xc0', '\x40', '\x80', '\x00', '\x01', '\x0b', '\xff', '\xf4', '\x65', 'a'));
        const auto attributes = schema.attributes_of(ItemKey{bytes});
        if (attributes) RC_ASSERT(schema.key_of(*attributes)->bytes == bytes);
      },
      {.runs = 3000, .size = 8});
}

TEST(KeyText, IsReadable) {
  const auto text = [](const KeySchema& schema, const Item& item) {
    return key_text(schema, *schema.key_of(item));
  };
  EXPECT_EQ(text(kSimple, Item{{"id", "ord/001"}}), "ord/001");
  const auto numbered = composite(KeyType::kString, KeyType::kNumber);
  EXPECT_EQ(text(numbered, Item{{"p", "ord-001"}, {"s", Number(42)}}), "ord-001/42");
  const auto binary = composite(KeyType::kBinary, KeyType::kString);
  EXPECT_EQ(text(binary, Item{{"p", Binary{"\x01\xab"}}, {"s", "x"}}), "0x01ab/x");
  EXPECT_EQ(key_text(kSimple, ItemKey{"\x02"}), "?0x02");
}

TEST(KeyText, KeepsPartitionAndSortApart) {
  const auto schema = composite(KeyType::kString, KeyType::kString);
  const auto text = [&](const char* p, const char* s) {
    return key_text(schema, *schema.key_of(Item{{"p", p}, {"s", s}}));
  };
  EXPECT_NE(text("a/b", "c"), text("a", "b/c"));
  EXPECT_NE(text("a\\", "b"), text("a", "\\/b"));
}

}  // namespace
}  // namespace lastwrite
