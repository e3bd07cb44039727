#include "region/expression/condition_names.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "region/expression/parse_condition.h"

namespace lastwrite {
namespace {

using testing::ElementsAre;

std::vector<std::string> names(const std::string& text) {
  Placeholders given({}, {{":v", "x"}, {":t", "S"}});
  return attribute_names(parse_condition("FilterExpression", text, given).value());
}

TEST(ConditionNames, EveryAttributeIsNamedOnceInTheOrderOfMention) {
  EXPECT_THAT(names("b = :v AND a < :v AND b > :v"), ElementsAre("b", "a"));
  EXPECT_THAT(names("NOT (a = :v OR begins_with(c, :v))"), ElementsAre("a", "c"));
}

TEST(ConditionNames, OperandsOfEveryKindCount) {
  EXPECT_THAT(names("a.b[1].c = d"), ElementsAre("a", "d"));
  EXPECT_THAT(names("size(a) > :v"), ElementsAre("a"));
  EXPECT_THAT(names("a BETWEEN b AND c"), ElementsAre("a", "b", "c"));
  EXPECT_THAT(names("a IN (b, :v)"), ElementsAre("a", "b"));
  EXPECT_THAT(names("attribute_exists(a) AND attribute_not_exists(b) AND "
                    "attribute_type(c, :t) AND contains(d, e) AND d = :v"),
              ElementsAre("a", "b", "c", "d", "e"));
}

}  // namespace
}  // namespace lastwrite
