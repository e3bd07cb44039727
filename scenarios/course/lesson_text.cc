#include "scenarios/course/lesson_text.h"

#include <algorithm>

#include <fmt/ranges.h>

#include "analysis/report/expectation.h"
#include "analysis/report/terminal_words.h"
#include "analysis/report/text_table.h"
#include "analysis/report/timeline.h"
#include "region/base/shell_word.h"

namespace lastwrite {
namespace {

std::size_t columns_of(TerminalStyle style) {
  return static_cast<std::size_t>(style.columns);
}

// `label`, and `text` beside it in a column of its own, broken where it is too wide.
std::string beside(const std::string& label, const std::string& text, TerminalStyle style) {
  const std::size_t width = display_width(label);
  return label + wrapped(text, columns_of(style), width, width) + "\n";
}

std::string paragraph(const std::string& text, TerminalStyle style) {
  return wrapped(text, columns_of(style), 0) + "\n";
}

std::string padded(const std::string& text, std::size_t width) {
  const std::size_t taken = display_width(text);
  return text + std::string(taken < width ? width - taken : 0, ' ');
}

std::size_t widest_name(const Ladder& ladder) {
  std::size_t width = 0;
  for (const auto* steps : {&ladder.lessons, &ladder.others}) {
    for (const LadderStep& step : *steps) width = std::max(width, step.scenario.name.size());
  }
  return width;
}

std::string_view standing_mark(Standing standing) {
  switch (standing) {
    case Standing::kNew:
      return " ";
    case Standing::kSeen:
      return "·";
    case Standing::kHeld:
      return "✓";
    case Standing::kMissed:
      return "✗";
  }
  return " ";
}

std::string what_happened(const LadderStep& step, const Summary& summary, TerminalStyle style) {
  TextTable table({{"", Align::kLeft}, {"", Align::kLeft}, {"", Align::kRight}});
  for (const ShownFigure& figure : shown_figures(step.lesson(), summary.strategies)) {
    table.add({figure.strategy, figure.words, figure.value});
  }
  return painted("What happened", Paint::kBold, style) + "\n" + table.text(columns_of(style));
}

std::string numbered(const LessonSpec& lesson, std::size_t choice) {
  return fmt::format("{}. {}", choice + 1, lesson.choices[choice].say);
}

std::string answers(const LessonSpec& lesson, const Prediction& prediction, TerminalStyle style) {
  std::string out;
  for (const std::size_t choice : prediction.right) {
    out += beside("The run says   ", numbered(lesson, choice), style);
  }
  if (prediction.right.empty()) out += paragraph("The run bears out none of the choices.", style);
  if (!prediction.choice) return out;
  out += beside("You said       ", numbered(lesson, *prediction.choice), style);
  return out +
         (prediction.held() ? painted("✓ Your prediction held.", Paint::kGood, style)
                            : painted("✗ Your prediction did not hold.", Paint::kBad, style)) +
         "\n";
}

// A command that is too long for a terminal of 100 columns, as a shell takes it too.
std::string in_two_lines(std::string command) {
  constexpr std::size_t kWidthMax = 96;
  if (command.size() <= kWidthMax) return command;
  const std::size_t at = command.rfind(" --set ", kWidthMax);
  if (at != std::string::npos) command.replace(at, 1, " \\\n      ");
  return command;
}

std::string next_steps(const LadderStep& step, const Summary& summary, const LadderStep* following,
                       TerminalStyle style) {
  std::string out = painted("Turn a knob", Paint::kBold, style) + "\n";
  for (const LessonKnob& knob : step.lesson().knobs) {
    out += "  " + in_two_lines(knob_command(step.scenario.name, knob)) + "\n";
    out += beside("      ", knob.say, style);
  }
  out += "\n" + painted("Go on", Paint::kBold, style) + "\n";
  out += fmt::format("  lastwrite run {}   the same with real processes\n", step.scenario.name);
  out += fmt::format("  lastwrite report {}\n", summary.run_directory);
  out += fmt::format("  {}/README.md\n", step.folder);
  if (following != nullptr) {
    out += fmt::format("  lastwrite learn {}   {}\n", following->lesson().number,
                       following->lesson().title);
  }
  return out;
}

}  // namespace

std::vector<ShownFigure> shown_figures(const LessonSpec& lesson,
                                       const std::vector<StrategySummary>& strategies) {
  std::vector<ShownFigure> out;
  for (const LessonFigure& figure : lesson.figures) {
    const Result<Expectation> asked = parse_expectation(figure.metric + " >= 0");
    if (!asked) continue;
    out.push_back({asked->strategy, figure.words, evaluate(*asked, strategies).measured});
  }
  return out;
}

std::string knob_command(const std::string& scenario, const LessonKnob& knob) {
  std::string command = fmt::format("lastwrite run {} --sim", scenario);
  for (const std::string& set : knob.sets) command += " --set " + shell_word(set);
  return command;
}

std::string scenario_list(const Ladder& ladder, TerminalStyle style) {
  const std::size_t width = widest_name(ladder);
  std::string out;
  for (const LadderStep& step : ladder.lessons) {
    out +=
        beside(fmt::format("{:>2}  {}  ", step.lesson().number, padded(step.scenario.name, width)),
               step.scenario.question, style);
  }
  if (!ladder.others.empty() && !ladder.lessons.empty()) out += "\n";
  for (const LadderStep& step : ladder.others) {
    out += beside("    " + padded(step.scenario.name, width) + "  ", step.scenario.question, style);
  }
  return out;
}

std::string ladder_text(const Ladder& ladder, const std::vector<Standing>& standings,
                        TerminalStyle style) {
  const std::size_t width = widest_name(ladder);
  std::string out;
  const LadderStep* next = nullptr;
  for (std::size_t i = 0; i < ladder.lessons.size(); ++i) {
    const LadderStep& step = ladder.lessons[i];
    if (next == nullptr && standings[i] == Standing::kNew) next = &step;
    out += beside(fmt::format("{} {:>2}  {}  ", standing_mark(standings[i]), step.lesson().number,
                              padded(step.scenario.name, width)),
                  step.lesson().title, style);
  }
  out += "\n✓ predicted right   ✗ predicted wrong   · taken without a prediction\n";
  if (next == nullptr) return out + "All lessons are taken: lastwrite list has more scenarios.\n";
  return out + fmt::format("Next: lastwrite learn {}\n", next->lesson().number);
}

std::string question_text(const LadderStep& step, TerminalStyle style) {
  const LessonSpec& lesson = step.lesson();
  std::string out =
      painted(fmt::format("Lesson {}: {}", lesson.number, lesson.title), Paint::kBold, style) +
      "\n" + paragraph(step.scenario.question, style) + "\n" + paragraph(lesson.ask, style);
  for (std::size_t i = 0; i < lesson.choices.size(); ++i) {
    out += beside(fmt::format("  {}  ", i + 1), lesson.choices[i].say, style);
  }
  return out;
}

std::string reveal_text(const LadderStep& step, const Summary& summary,
                        const Prediction& prediction, const LadderStep* following,
                        TerminalStyle style) {
  const LessonSpec& lesson = step.lesson();
  std::string out = what_happened(step, summary, style) + "\n";
  out += answers(lesson, prediction, style) + "\n" + paragraph(lesson.because, style) + "\n";
  if (!summary.story.empty()) {
    out += painted("A lost write", Paint::kBold, style) + "\n" + summary.story + "\n";
  }
  out += next_steps(step, summary, following, style);
  return out +
         fmt::format("verdict: {} ({})\n", verdict_text(summary.verdict), summary.verdict_reason);
}

}  // namespace lastwrite
