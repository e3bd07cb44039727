#include "region/expression/condition.h"

#include <gtest/gtest.h>

namespace lastwrite {
namespace {

const Item kItem{{"version", Number(7)},
                 {"name", "ann"},
                 {"open", true},
                 {"tags", StringSet{"a", "b"}},
                 {"info", Map{{"sizes", List{Number(1), Number(2)}}}}};

Path nested(std::vector<PathElement> elements) {
  return Path{std::move(elements)};
}

bool holds(const Condition& condition, const Item* item = &kItem) {
  const auto result = evaluate(condition, item);
  EXPECT_TRUE(result) << result.error().message;
  return result && *result;
}

bool compares(const std::string& name, Comparator comparator, AttributeValue value) {
  return holds(Condition::compare(attribute(name), comparator, std::move(value)));
}

TEST(Path, FindsValuesInDocuments) {
  const std::string sizes = "sizes";
  EXPECT_EQ(*find(kItem, nested({"info", sizes, std::size_t{1}})), AttributeValue(Number(2)));
  EXPECT_EQ(find(kItem, nested({"info", sizes, std::size_t{2}})), nullptr);
  EXPECT_EQ(find(kItem, nested({"info", std::size_t{0}})), nullptr);
  EXPECT_EQ(find(kItem, nested({"name", sizes})), nullptr);
  EXPECT_EQ(find(kItem, attribute("missing")), nullptr);
}

TEST(Path, ReadsAsInExpressions) {
  EXPECT_EQ(path_text(nested({"info", "tags", std::size_t{2}, "x"})), "info.tags[2].x");
}

TEST(Condition, ExistsAndNotExistsAreOpposites) {
  EXPECT_TRUE(holds(Condition::exists(attribute("name"))));
  EXPECT_FALSE(holds(Condition::not_exists(attribute("name"))));
  EXPECT_FALSE(holds(Condition::exists(attribute("missing"))));
  EXPECT_TRUE(holds(Condition::not_exists(attribute("missing"))));
}

TEST(Condition, AMissingItemHasNoAttributes) {
  EXPECT_TRUE(holds(Condition::not_exists(attribute("name")), nullptr));
  EXPECT_FALSE(holds(Condition::exists(attribute("name")), nullptr));
  EXPECT_FALSE(
      holds(Condition::compare(attribute("version"), Comparator::kEqual, Number(7)), nullptr));
  EXPECT_TRUE(
      holds(Condition::compare(attribute("version"), Comparator::kNotEqual, Number(7)), nullptr));
}

TEST(Condition, NumbersCompareAsNumbers) {
  EXPECT_TRUE(compares("version", Comparator::kEqual, *Number::parse("7.0")));
  EXPECT_TRUE(compares("version", Comparator::kLess, Number(10)));
  EXPECT_TRUE(compares("version", Comparator::kLessOrEqual, Number(7)));
  EXPECT_FALSE(compares("version", Comparator::kGreater, Number(7)));
  EXPECT_TRUE(compares("version", Comparator::kGreaterOrEqual, Number(7)));
  EXPECT_FALSE(compares("version", Comparator::kNotEqual, Number(7)));
}

TEST(Condition, StringsCompareAsBytes) {
  EXPECT_TRUE(compares("name", Comparator::kGreater, "Zoe"));
  EXPECT_TRUE(compares("name", Comparator::kLess, "ann2"));
  EXPECT_TRUE(compares("name", Comparator::kLess, "\xc3\xa9"));
}

TEST(Condition, OtherTypesCompareForEqualityOnly) {
  EXPECT_TRUE(compares("open", Comparator::kEqual, true));
  EXPECT_TRUE(compares("tags", Comparator::kEqual, StringSet{"b", "a"}));
  EXPECT_TRUE(compares("tags", Comparator::kNotEqual, StringSet{"b"}));
  const auto ordered =
      evaluate(Condition::compare(attribute("open"), Comparator::kLess, true), &kItem);
  ASSERT_FALSE(ordered);
  EXPECT_EQ(ordered.error().code, ErrorCode::kValidation);
}

TEST(Condition, DifferentTypesAreNeverEqualAndNeverOrdered) {
  EXPECT_FALSE(compares("version", Comparator::kEqual, "7"));
  EXPECT_TRUE(compares("version", Comparator::kNotEqual, "7"));
  EXPECT_FALSE(compares("version", Comparator::kLess, "8"));
  EXPECT_FALSE(compares("open", Comparator::kGreaterOrEqual, Number(0)));
}

TEST(Condition, CombinesWithAndOrNot) {
  const Condition yes = Condition::exists(attribute("name"));
  const Condition no = Condition::exists(attribute("missing"));
  EXPECT_TRUE(holds({AllOf{{yes, yes}}}));
  EXPECT_FALSE(holds({AllOf{{yes, no}}}));
  EXPECT_TRUE(holds({AnyOf{{no, yes}}}));
  EXPECT_FALSE(holds({AnyOf{{no, no}}}));
  EXPECT_TRUE(holds({AllOf{}}));
  EXPECT_FALSE(holds({AnyOf{}}));
  EXPECT_TRUE(holds({Not{{no}}}));
  EXPECT_FALSE(holds({Not{{yes}}}));
}

TEST(Condition, AWrongOperandIsToldWhateverTheItemHolds) {
  const Condition no = Condition::exists(attribute("missing"));
  const Condition wrong = Condition::compare(attribute("open"), Comparator::kLess, true);
  EXPECT_FALSE(evaluate({AllOf{{no, wrong}}}, &kItem));
  EXPECT_FALSE(evaluate({Not{{wrong}}}, nullptr));
}

}  // namespace
}  // namespace lastwrite
