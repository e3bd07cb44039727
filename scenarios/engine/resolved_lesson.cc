#include "scenarios/engine/resolved_lesson.h"

#include <fmt/format.h>

#include "scenarios/engine/yaml_text.h"

namespace lastwrite {
namespace {

std::string choices_text(const std::vector<LessonChoice>& choices) {
  std::string text = "  choices:\n";
  for (const LessonChoice& choice : choices) {
    text += fmt::format("    - say: {}\n      when:\n", yaml_quoted(choice.say));
    for (const ExpectationSpec& one : choice.when) {
      text += fmt::format("        - {}\n", yaml_quoted(one.text));
    }
  }
  return text;
}

std::string figures_text(const std::vector<LessonFigure>& figures) {
  std::string text = "  figures:\n";
  for (const LessonFigure& figure : figures) {
    text += fmt::format("    {}: {}\n", yaml_quoted(figure.metric), yaml_quoted(figure.words));
  }
  return text;
}

std::string knobs_text(const std::vector<LessonKnob>& knobs) {
  std::string text = "  try:\n";
  for (const LessonKnob& knob : knobs) {
    text += "    - set:\n";
    for (const std::string& set : knob.sets) {
      text += fmt::format("        - {}\n", yaml_quoted(set));
    }
    text += fmt::format("      say: {}\n", yaml_quoted(knob.say));
  }
  return text;
}

}  // namespace

std::string lesson_text(const std::optional<LessonSpec>& lesson) {
  if (!lesson) return "";
  return fmt::format("lesson:\n  number: {}\n  title: {}\n  ask: {}\n", lesson->number,
                     yaml_quoted(lesson->title), yaml_quoted(lesson->ask)) +
         choices_text(lesson->choices) +
         fmt::format("  because: {}\n", yaml_quoted(lesson->because)) +
         figures_text(lesson->figures) + knobs_text(lesson->knobs);
}

}  // namespace lastwrite
