#include "region/expression/update.h"

#include <gtest/gtest.h>

#include "region/value/item_size.h"

namespace lastwrite {
namespace {

const KeySchema kUpdateSchema{.partition = {"id", KeyType::kString},
                              .sort = KeyAttribute{"at", KeyType::kNumber}};

Path path(std::vector<PathElement> elements) {
  return Path{std::move(elements)};
}
PathElement at(std::size_t index) {
  return index;
}

Item letters() {
  return Item{{"id", "x"}, {"l", List{"a", "b", "c"}}};
}

Item updated(std::vector<UpdateAction> actions, const Item& item) {
  const auto result = apply(Update{std::move(actions)}, item, kUpdateSchema);
  EXPECT_TRUE(result) << result.error().message;
  return result ? *result : Item{};
}

std::string failure(std::vector<UpdateAction> actions, const Item& item = letters()) {
  const auto result = apply(Update{std::move(actions)}, item, kUpdateSchema);
  if (result) return "none";
  EXPECT_EQ(result.error().code, ErrorCode::kValidation);
  return result.error().message;
}

TEST(UpdateSet, ReplacesAndAddsAttributes) {
  const Item result = updated(
      {SetAction{attribute("a"), Number(2)}, SetAction{attribute("b"), "new"}}, {{"a", Number(1)}});
  EXPECT_EQ(result, (Item{{"a", Number(2)}, {"b", "new"}}));
}

TEST(UpdateSet, ReachesIntoDocuments) {
  const Item before{{"m", Map{{"l", List{Map{{"x", Number(1)}}}}}}};
  const Item result = updated({SetAction{path({"m", "l", at(0), "y"}), true}}, before);
  EXPECT_EQ(*find(result, path({"m", "l", at(0), "y"})), AttributeValue(true));
  EXPECT_EQ(*find(result, path({"m", "l", at(0), "x"})), AttributeValue(Number(1)));
}

TEST(UpdateSet, BeyondTheEndOfAListAppends) {
  const Item result =
      updated({SetAction{path({"l", at(9)}), "e"}, SetAction{path({"l", at(5)}), "d"}}, letters());
  EXPECT_EQ(result.at("l"), AttributeValue(List{"a", "b", "c", "d", "e"}));
}

TEST(UpdateSet, NeedsTheParentDocument) {
  const char* invalid = "The document path provided in the update expression is invalid for update";
  EXPECT_THAT(failure({SetAction{path({"m", "x"}), true}}), testing::StartsWith(invalid));
  EXPECT_THAT(failure({SetAction{path({"l", "x"}), true}}), testing::StartsWith(invalid));
  EXPECT_THAT(failure({SetAction{path({"l", at(0), at(0)}), true}}), testing::StartsWith(invalid));
  EXPECT_THAT(failure({SetAction{path({"l", at(7), "x"}), true}}), testing::StartsWith(invalid));
  EXPECT_THAT(failure({RemoveAction{path({"m", "x"})}}), testing::StartsWith(invalid));
}

TEST(UpdateSet, AnAppendedElementIsNotYetThereForOtherActions) {
  EXPECT_NE(
      failure({SetAction{path({"l", at(5)}), Map{}}, SetAction{path({"l", at(3), "x"}), true}}),
      "none");
  const Item result =
      updated({SetAction{path({"l", at(7)}), "d"}, RemoveAction{path({"l", at(3)})}}, letters());
  EXPECT_EQ(result.at("l"), AttributeValue(List{"a", "b", "c", "d"}));
}

TEST(UpdateRemove, OfWhatIsMissingIsNoError) {
  EXPECT_EQ(
      updated({RemoveAction{attribute("nothing")}, RemoveAction{path({"l", at(3)})}}, letters()),
      letters());
}

TEST(UpdateRemove, ShiftsTheElementsBehind) {
  EXPECT_EQ(updated({RemoveAction{path({"l", at(1)})}}, letters()).at("l"),
            AttributeValue(List{"a", "c"}));
}

TEST(UpdateRemove, IndexesMeanTheStoredList) {
  EXPECT_EQ(updated({RemoveAction{path({"l", at(0)})}, RemoveAction{path({"l", at(1)})}}, letters())
                .at("l"),
            AttributeValue(List{"c"}));
  EXPECT_EQ(
      updated({RemoveAction{path({"l", at(0)})}, SetAction{path({"l", at(2)}), "C"}}, letters())
          .at("l"),
      AttributeValue(List{"b", "C"}));
}

TEST(UpdateAdd, CountsUpFromZeroOrFromWhatIsThere) {
  const Item result =
      updated({AddAction{attribute("n"), Number(5)}, AddAction{attribute("m"), Number(-2)}},
              {{"n", *Number::parse("0.5")}});
  EXPECT_EQ(result, (Item{{"n", *Number::parse("5.5")}, {"m", Number(-2)}}));
}

TEST(UpdateAdd, UnitesSetsOfOneType) {
  EXPECT_EQ(updated({AddAction{attribute("s"), StringSet{"b", "c"}}}, {{"s", StringSet{"a", "b"}}}),
            (Item{{"s", StringSet{"a", "b", "c"}}}));
  EXPECT_EQ(updated({AddAction{attribute("s"), NumberSet{Number(1)}}}, {}),
            (Item{{"s", NumberSet{Number(1)}}}));
}

TEST(UpdateAdd, RefusesOtherTypes) {
  const char* type = "An operand in the update expression has an incorrect data type";
  EXPECT_EQ(failure({AddAction{attribute("l"), Number(1)}}), type);
  EXPECT_EQ(failure({AddAction{attribute("s"), NumberSet{Number(1)}}}, {{"s", StringSet{"a"}}}),
            type);
  EXPECT_EQ(failure({AddAction{attribute("s"), Number(1)}}, {{"s", StringSet{"a"}}}), type);
  EXPECT_THAT(failure({AddAction{attribute("x"), "text"}}),
              testing::HasSubstr("Incorrect operand type"));
  EXPECT_THAT(failure({AddAction{attribute("x"), StringSet{}}}),
              testing::HasSubstr("not be empty"));
}

TEST(UpdateAdd, RefusesASumThatIsNotExact) {
  EXPECT_NE(failure({AddAction{attribute("n"), *Number::parse("1e-60")}}, {{"n", Number(1)}}),
            "none");
}

TEST(Update, LeavesTheKeyAlone) {
  for (const char* name : {"id", "at"}) {
    EXPECT_THAT(failure({SetAction{attribute(name), "y"}}),
                testing::HasSubstr("This attribute is part of the key"));
    EXPECT_NE(failure({RemoveAction{path({name, "x"})}}), "none");
    EXPECT_NE(failure({AddAction{attribute(name), Number(1)}}), "none");
  }
}

TEST(Update, RefusesPathsThatOverlapOrConflict) {
  EXPECT_THAT(failure({SetAction{attribute("a"), "1"}, RemoveAction{attribute("a")}}),
              testing::HasSubstr("overlap"));
  EXPECT_THAT(failure({SetAction{path({"m", "x"}), "1"}, SetAction{path({"l", at(0)}), "1"},
                       SetAction{path({"m", "a"}), "1"}, RemoveAction{attribute("m")}}),
              testing::HasSubstr("overlap"));
  EXPECT_THAT(failure({SetAction{path({"m", "x"}), "1"}, SetAction{path({"m", at(0)}), "1"}}),
              testing::HasSubstr("conflict"));
}

TEST(Update, ThatFailsNamesNoHalfDoneItem) {
  const Item before = letters();
  EXPECT_FALSE(apply(Update{{SetAction{attribute("a"), "1"}, SetAction{path({"m", "x"}), "1"}}},
                     before, kUpdateSchema));
  EXPECT_EQ(before, letters());
}

TEST(Update, KeepsItemsWithinTheirLimits) {
  const auto large = apply(Update{{SetAction{attribute("a"), String(kItemBytesMax, 'x')}}},
                           letters(), kUpdateSchema);
  ASSERT_FALSE(large);
  EXPECT_EQ(large.error().code, ErrorCode::kItemTooLarge);
}

TEST(Update, ReadsTheStoredValueOnlyToAdd) {
  EXPECT_TRUE((Update{{AddAction{attribute("n"), Number(1)}}}).reads_stored_value());
  EXPECT_FALSE((Update{{SetAction{attribute("n"), Number(1)}, RemoveAction{attribute("m")}}})
                   .reads_stored_value());
}

}  // namespace
}  // namespace lastwrite
