#include "scenarios/course/prediction.h"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/temp_directory.h"

namespace lastwrite {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

StrategySummary summary_with_failures(std::uint64_t failures) {
  StrategySummary summary;
  summary.name = "version-check";
  summary.numbers.condition_failures = failures;
  return summary;
}

LessonSpec two_choices() {
  LessonSpec lesson;
  lesson.choices = {
      {"None.", {{"version-check.condition_failures == 0", 1}}},
      {"Some.",
       {{"version-check.condition_failures > 0", 2}, {"version-check.condition_failures < 9", 3}}}};
  return lesson;
}

TEST(PredictionChoice, IsOneOfTheNumbersOrNothing) {
  EXPECT_EQ(parse_choice(" 2\r", 3).value(), std::optional<std::size_t>(1));
  EXPECT_EQ(parse_choice("", 3).value(), std::nullopt);
  for (const char* bad : {"0", "4", "-1", "2x", "two", "99999999999999999999"}) {
    const auto choice = parse_choice(bad, 3);
    ASSERT_FALSE(choice) << bad;
    EXPECT_THAT(choice.error().message, HasSubstr("say 1 to 3"));
  }
}

TEST(PredictionChoice, IsRightWhenTheRunBearsOutAllItSays) {
  EXPECT_THAT(right_choices(two_choices(), {summary_with_failures(0)}).value(), ElementsAre(0));
  EXPECT_THAT(right_choices(two_choices(), {summary_with_failures(5)}).value(), ElementsAre(1));
  EXPECT_THAT(right_choices(two_choices(), {summary_with_failures(9)}).value(), IsEmpty());
  EXPECT_THAT(right_choices(two_choices(), {}).value(), IsEmpty()) << "the strategy did not run";
}

TEST(PredictionChoice, AConditionThatCannotBeReadIsAnError) {
  LessonSpec lesson = two_choices();
  lesson.choices[0].when[0].text = "version-check.lots > 1";
  EXPECT_FALSE(right_choices(lesson, {summary_with_failures(0)}));
}

TEST(PredictionFile, ComesBack) {
  const TempDirectory directory;
  EXPECT_FALSE(read_prediction(directory.path().string()));
  ASSERT_TRUE(write_prediction(directory.path().string(), {.choice = 1, .right = {0, 2}}));
  const auto read = read_prediction(directory.path().string());
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(read->choice, std::optional<std::size_t>(1));
  EXPECT_THAT(read->right, ElementsAre(0, 2));
  EXPECT_FALSE(read->held());
  std::ofstream(directory.path().string() + "/prediction.json") << "[1]";
  EXPECT_FALSE(read_prediction(directory.path().string()));
}

}  // namespace
}  // namespace lastwrite
