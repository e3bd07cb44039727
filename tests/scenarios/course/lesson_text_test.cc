#include "scenarios/course/lesson_text.h"

#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "analysis/report/text_table.h"
#include "scenarios/course/lesson_json.h"

namespace lastwrite {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr TerminalStyle kNarrow{.colour = false, .columns = 80};

StrategySummary strategy_refused(std::uint64_t times) {
  StrategySummary summary;
  summary.name = "version-check";
  summary.numbers.condition_failures = times;
  return summary;
}

LadderStep step_of(std::uint32_t number, const std::string& name) {
  LadderStep step;
  step.folder = "scenarios/" + name;
  step.scenario.name = name;
  step.scenario.question = "What does it cost to try again and again, until it has been done?";
  LessonSpec lesson;
  lesson.number = number;
  lesson.title = "Trying again";
  lesson.ask = "How often is a put refused, when eight clients put the same item at once?";
  lesson.choices = {{"Never.", {{"version-check.condition_failures == 0", 1}}},
                    {"Now and then.", {{"version-check.condition_failures > 0", 2}}}};
  lesson.because = "The condition held no more when the second put of them came.";
  lesson.figures = {{"version-check.condition_failures", "refused", 4}};
  lesson.knobs = {{{"network.latency=1s", "faults=[]"}, "Slower."}};
  step.scenario.lesson = lesson;
  return step;
}

Summary summary_of(std::uint64_t refusals) {
  Summary summary;
  summary.run_directory = "runs/x";
  summary.strategies = {strategy_refused(refusals)};
  summary.verdict = Verdict::kOk;
  summary.verdict_reason = "all hold";
  return summary;
}

void expect_narrow(const std::string& text) {
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) EXPECT_LE(display_width(line), 80U) << line;
}

TEST(LessonText, FiguresTellWhatWasMeasuredOrWhyNot) {
  const LessonSpec lesson = step_of(1, "a").lesson();
  const auto figures = shown_figures(lesson, {strategy_refused(7)});
  ASSERT_EQ(figures.size(), 1U);
  EXPECT_EQ(figures[0].strategy, "version-check");
  EXPECT_EQ(figures[0].value, "7");
  EXPECT_THAT(shown_figures(lesson, {})[0].value, HasSubstr("no strategy"));
}

TEST(LessonText, AKnobIsACommandThatAShellUnderstands) {
  EXPECT_EQ(knob_command("hot-counter", {{"network.latency=1s", "faults=[]"}, "Slower."}),
            "lastwrite run hot-counter --sim --set network.latency=1s --set 'faults=[]'");
}

TEST(LessonText, TheLadderMarksWhatWasTakenAndNamesTheNext) {
  const Ladder ladder{{step_of(1, "a"), step_of(2, "b"), step_of(3, "c")}, {step_of(9, "other")}};
  const std::string text =
      ladder_text(ladder, {Standing::kHeld, Standing::kMissed, Standing::kNew}, kNarrow);
  EXPECT_THAT(text, AllOf(HasSubstr("✓  1  a"), HasSubstr("✗  2  b"), HasSubstr("   3  c"),
                          HasSubstr("Next: lastwrite learn 3\n")));
  EXPECT_THAT(ladder_text(ladder, {Standing::kHeld, Standing::kMissed, Standing::kSeen}, kNarrow),
              HasSubstr("All lessons are taken"));
  expect_narrow(text);
  const std::string list = scenario_list(ladder, kNarrow);
  EXPECT_THAT(list, HasSubstr("\n\n    other  What does it cost"));
  expect_narrow(list);
}

TEST(LessonText, TheQuestionNumbersItsChoices) {
  const std::string text = question_text(step_of(4, "a"), kNarrow);
  EXPECT_THAT(text,
              AllOf(HasSubstr("Lesson 4: Trying again\n"), HasSubstr("  2  Now and then.\n")));
  expect_narrow(text);
}

TEST(LessonText, TheAnswerSaysWhatCameAndWhetherItWasPredicted) {
  const LadderStep step = step_of(4, "a");
  const LadderStep next = step_of(5, "b");
  const std::string held =
      reveal_text(step, summary_of(7), {.choice = 1, .right = {1}}, &next, kNarrow);
  EXPECT_THAT(held,
              AllOf(HasSubstr("version-check  refused  7\n"), HasSubstr("✓ Your prediction held."),
                    HasSubstr("lastwrite learn 5   Trying again\n"),
                    HasSubstr("verdict: ok (all hold)\n"), Not(HasSubstr("A lost write"))));
  expect_narrow(held);
  EXPECT_THAT(
      reveal_text(step, summary_of(0), {.choice = 1, .right = {0}}, nullptr, kNarrow),
      AllOf(HasSubstr("The run says   1. Never."), HasSubstr("✗ Your prediction did not hold."),
            Not(HasSubstr("lastwrite learn"))));
  EXPECT_THAT(reveal_text(step, summary_of(0), {}, nullptr, kNarrow),
              AllOf(HasSubstr("bears out none of the choices"), Not(HasSubstr("You said"))));
}

TEST(LessonJson, SaysTheSame) {
  const LadderStep step = step_of(4, "a");
  const std::string held = reveal_json(step, summary_of(7), {.choice = 1, .right = {1}}, nullptr);
  EXPECT_THAT(held, AllOf(HasSubstr("\"predicted\":2"), HasSubstr("\"held\":true"),
                          HasSubstr("\"right\":[2]"), HasSubstr("\"value\":\"7\""),
                          HasSubstr("\"next\":null"), HasSubstr("\"verdict\":\"ok\"")));
  EXPECT_THAT(
      reveal_json(step, summary_of(7), {.choice = {}, .right = {1}}, &step),
      AllOf(HasSubstr("\"predicted\":null"), HasSubstr("\"held\":null"), HasSubstr("\"next\":4")));
  const Ladder ladder{{step, step_of(5, "b")}, {}};
  EXPECT_THAT(ladder_json(ladder, {Standing::kSeen, Standing::kNew}),
              AllOf(HasSubstr("\"next\":5"), HasSubstr("\"standing\":\"seen\"")));
}

}  // namespace
}  // namespace lastwrite
