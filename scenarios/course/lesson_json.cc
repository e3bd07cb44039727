#include "scenarios/course/lesson_json.h"

#include <boost/json.hpp>

namespace lastwrite {
namespace {

namespace json = boost::json;

std::string_view standing_word(Standing standing) {
  switch (standing) {
    case Standing::kNew:
      return "new";
    case Standing::kSeen:
      return "seen";
    case Standing::kHeld:
      return "held";
    case Standing::kMissed:
      return "missed";
  }
  return "new";
}

json::object head_json(const LadderStep& step) {
  return {{"number", step.lesson().number},
          {"name", step.scenario.name},
          {"title", step.lesson().title},
          {"question", step.scenario.question}};
}

json::value number_json(const LadderStep* step) {
  return step == nullptr ? json::value(nullptr) : json::value(step->lesson().number);
}

json::array figures_json(const LessonSpec& lesson, const Summary& summary) {
  json::array out;
  for (const ShownFigure& figure : shown_figures(lesson, summary.strategies)) {
    out.push_back(json::object{
        {"strategy", figure.strategy}, {"words", figure.words}, {"value", figure.value}});
  }
  return out;
}

void add_prediction(const LessonSpec& lesson, const Prediction& prediction, json::object& out) {
  json::array choices;
  for (const LessonChoice& choice : lesson.choices) choices.emplace_back(choice.say);
  json::array right;
  for (const std::size_t choice : prediction.right) right.push_back(choice + 1);
  out["ask"] = lesson.ask;
  out["choices"] = std::move(choices);
  out["right"] = std::move(right);
  out["predicted"] = nullptr;
  out["held"] = nullptr;
  if (prediction.choice) {
    out["predicted"] = *prediction.choice + 1;
    out["held"] = prediction.held();
  }
  out["because"] = lesson.because;
}

}  // namespace

std::string ladder_json(const Ladder& ladder, const std::vector<Standing>& standings) {
  json::array lessons;
  const LadderStep* next = nullptr;
  for (std::size_t i = 0; i < ladder.lessons.size(); ++i) {
    const LadderStep& step = ladder.lessons[i];
    if (next == nullptr && standings[i] == Standing::kNew) next = &step;
    json::object row = head_json(step);
    row["standing"] = json::string(standing_word(standings[i]));
    lessons.push_back(std::move(row));
  }
  const json::object out{{"format", 1}, {"next", number_json(next)}, {"lessons", lessons}};
  return json::serialize(out) + "\n";
}

std::string reveal_json(const LadderStep& step, const Summary& summary,
                        const Prediction& prediction, const LadderStep* following) {
  const LessonSpec& lesson = step.lesson();
  json::object out{{"format", 1}};
  for (auto& [key, value] : head_json(step)) out[key] = value;
  add_prediction(lesson, prediction, out);
  out["figures"] = figures_json(lesson, summary);
  out["story"] = summary.story;
  json::array knobs;
  for (const LessonKnob& knob : lesson.knobs) {
    knobs.push_back(
        json::object{{"command", knob_command(step.scenario.name, knob)}, {"say", knob.say}});
  }
  out["try"] = std::move(knobs);
  out["run_directory"] = summary.run_directory;
  out["verdict"] = verdict_text(summary.verdict);
  out["next"] = number_json(following);
  return json::serialize(out) + "\n";
}

}  // namespace lastwrite
