// What makes a scenario a lesson, and mistakes in it with their lines.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scenarios/engine/resolved_yaml.h"
#include "scenarios/engine/scenario_loader.h"

namespace lastwrite {
namespace {

using testing::HasSubstr;

const std::string kLessonHead =
    "name: a-lesson\nregions: [us-east-1]\ntable: {name: Orders, key: {o: S}}\nworkload: {}\n"
    "strategies: [blind-put]\nduration: 1s\nlesson:\n";

constexpr const char* kWholeLesson = R"(  number: 3
  title: Puts
  ask: >-
    How many are gone,
    in the end?
  choices:
    - {say: None., when: blind-put.lost == 0}
    - say: "Some: \"a few\"."
      when: [blind-put.lost > 0, blind-put.lost_update_rate < 5%]
  because: The later stamp wins.
  figures: {blind-put.lost: puts told OK and gone}
  try:
    - {set: duration=5s, say: Longer.}
    - {set: [network.latency=1s, seed=7], say: Slower.}
)";

Result<Scenario> lesson_of(const std::string& lesson) {
  return load_scenario_text(kLessonHead + lesson, "demo.yaml", {});
}

// The whole lesson with one piece of its text replaced.
std::string lesson_error(const std::string& piece, const std::string& by) {
  std::string text = kWholeLesson;
  const std::size_t at = text.find(piece);
  EXPECT_NE(at, std::string::npos) << piece;
  text.replace(at, piece.size(), by);
  const auto loaded = lesson_of(text);
  return loaded ? "loaded" : loaded.error().message;
}

TEST(LoadLesson, IsReadWhole) {
  const auto loaded = lesson_of(kWholeLesson);
  ASSERT_TRUE(loaded) << loaded.error().message;
  ASSERT_TRUE(loaded->lesson);
  const LessonSpec& lesson = *loaded->lesson;
  EXPECT_EQ(lesson.number, 3U);
  EXPECT_EQ(lesson.ask, "How many are gone, in the end?");
  ASSERT_EQ(lesson.choices.size(), 2U);
  EXPECT_EQ(lesson.choices[1].say, "Some: \"a few\".");
  ASSERT_EQ(lesson.choices[1].when.size(), 2U);
  EXPECT_EQ(lesson.choices[1].when[1].text, "blind-put.lost_update_rate < 5%");
  EXPECT_EQ(lesson.choices[1].when[1].line, 16);
  ASSERT_EQ(lesson.figures.size(), 1U);
  EXPECT_EQ(lesson.figures[0].metric, "blind-put.lost");
  ASSERT_EQ(lesson.knobs.size(), 2U);
  EXPECT_EQ(lesson.knobs[0].sets, std::vector<std::string>{"duration=5s"});
  EXPECT_EQ(lesson.knobs[1].sets.size(), 2U);
}

TEST(LoadLesson, AScenarioNeedsNone) {
  EXPECT_FALSE(
      load_scenario_text(kLessonHead.substr(0, kLessonHead.size() - 8), "demo.yaml", {})->lesson);
}

TEST(LoadLesson, IsWrittenBack) {
  const Scenario scenario = lesson_of(kWholeLesson).value();
  for (const std::string& text : {resolved_yaml(scenario), brief_yaml(scenario)}) {
    const auto again = load_scenario_text(text, "again.yaml", {});
    ASSERT_TRUE(again) << again.error().message << "\n" << text;
    EXPECT_EQ(*again, scenario) << text;
  }
}

TEST(LoadLesson, MistakesAreToldWithTheirLines) {
  EXPECT_EQ(lesson_error("number: 3", "number: 0"),
            "demo.yaml:8: number: '0' is out of range: use 1 to 99");
  EXPECT_EQ(lesson_error("  title: Puts\n", ""), "demo.yaml:8: lesson lacks 'title'");
  EXPECT_EQ(lesson_error("because", "becuase"), "demo.yaml:8: lesson lacks 'because'");
  EXPECT_THAT(lesson_error("say: None., ", ""), HasSubstr("demo.yaml:14: a choice lacks 'say'"));
  EXPECT_THAT(lesson_error("when: blind-put.lost == 0", "when: {a: 1}"),
              HasSubstr("demo.yaml:14: when must be one text or a list of texts"));
  EXPECT_THAT(lesson_error("    - {say: None., when: blind-put.lost == 0}\n", ""),
              HasSubstr("demo.yaml:14: choices: give 2 to 6 of them, not 1"));
  EXPECT_THAT(lesson_error("figures: {blind-put.lost: puts told OK and gone}", "figures: [a]"),
              HasSubstr("demo.yaml:18: figures must be a map"));
  EXPECT_THAT(lesson_error("say: Slower.", "tell: Slower."), HasSubstr("a knob lacks 'say'"));
}

}  // namespace
}  // namespace lastwrite
