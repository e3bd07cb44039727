// What a scenario teaches: `lesson`.
#include "scenarios/engine/load_sections.h"
#include "scenarios/engine/units.h"

namespace lastwrite {
namespace {

constexpr std::uint64_t kLessonsMax = 99;
constexpr std::size_t kChoicesMin = 2;
constexpr std::size_t kChoicesMax = 6;

Result<std::uint32_t> parse_lesson_number(std::string_view text) {
  const Result<std::uint64_t> number = parse_integer(text);
  if (!number) return propagate(number);
  if (*number < 1 || *number > kLessonsMax) {
    return fail(ErrorCode::kUsage, "'{}' is out of range: use 1 to {}", text, kLessonsMax);
  }
  return static_cast<std::uint32_t>(*number);
}

void require_line(MapReader& reader, std::string_view key, std::string& out) {
  if (reader.require(key) != nullptr) reader.read(key, out, parse_line);
}

// The node itself where it is plain text, else the items of the list.
std::vector<const YamlNode*> one_or_several(const YamlNode& node, std::string_view what,
                                            Problems& problems) {
  std::vector<const YamlNode*> texts;
  if (node.kind == YamlNode::Kind::kScalar) texts.push_back(&node);
  for (const YamlNode& item : node.items) {
    if (item.kind == YamlNode::Kind::kScalar) texts.push_back(&item);
  }
  if (texts.empty() || (node.kind == YamlNode::Kind::kList && texts.size() < node.items.size())) {
    problems.add(node.where, fmt::format("{} must be one text or a list of texts", what));
  }
  return texts;
}

const std::vector<YamlNode>& items_of(MapReader& reader, std::string_view key, const char* like) {
  static const std::vector<YamlNode> kNone;
  const YamlNode* list = reader.require(key);
  if (list == nullptr) return kNone;
  if (list->kind == YamlNode::Kind::kList && !list->items.empty()) return list->items;
  reader.problems().add(list->where, fmt::format("{} must be a list, such as {}", key, like));
  return kNone;
}

LessonChoice load_choice(const YamlNode& node, Problems& problems) {
  LessonChoice choice;
  MapReader reader(&node, "a choice", problems);
  require_line(reader, "say", choice.say);
  if (const YamlNode* when = reader.require("when")) {
    for (const YamlNode* text : one_or_several(*when, "when", problems)) {
      choice.when.push_back({text->text, text->line});
    }
  }
  reader.finish();
  return choice;
}

std::vector<LessonChoice> load_choices(MapReader& lesson, Problems& problems) {
  std::vector<LessonChoice> choices;
  for (const YamlNode& item :
       items_of(lesson, "choices", "[{say: None., when: blind-put.lost == 0}, …]")) {
    choices.push_back(load_choice(item, problems));
  }
  const YamlNode* list = lesson.find("choices");
  if (list != nullptr && (choices.size() < kChoicesMin || choices.size() > kChoicesMax)) {
    problems.add(list->where, fmt::format("choices: give {} to {} of them, not {}", kChoicesMin,
                                          kChoicesMax, choices.size()));
  }
  return choices;
}

std::vector<LessonFigure> load_figures(MapReader& lesson, Problems& problems) {
  std::vector<LessonFigure> figures;
  const YamlNode* map = lesson.require("figures");
  if (map == nullptr) return figures;
  if (map->kind != YamlNode::Kind::kMap || map->entries.empty()) {
    problems.add(map->where,
                 "figures must be a map of metrics and words, such as {blind-put.lost: puts lost}");
    return figures;
  }
  MapReader reader(map, "figures", problems);
  for (const YamlNode::Entry& entry : map->entries) {
    LessonFigure figure{.metric = entry.key, .words = {}, .line = entry.value.line};
    require_line(reader, entry.key, figure.words);
    figures.push_back(std::move(figure));
  }
  return figures;
}

std::vector<LessonKnob> load_knobs(MapReader& lesson, Problems& problems) {
  std::vector<LessonKnob> knobs;
  for (const YamlNode& item :
       items_of(lesson, "try", "[{set: network.latency=10ms, say: The losses shrink.}]")) {
    LessonKnob knob;
    MapReader reader(&item, "a knob", problems);
    if (const YamlNode* set = reader.require("set")) {
      for (const YamlNode* text : one_or_several(*set, "set", problems)) {
        knob.sets.push_back(text->text);
      }
    }
    require_line(reader, "say", knob.say);
    reader.finish();
    knobs.push_back(std::move(knob));
  }
  return knobs;
}

}  // namespace

std::optional<LessonSpec> load_lesson(MapReader& root, Problems& problems) {
  const YamlNode* node = root.find("lesson");
  if (node == nullptr || node->kind == YamlNode::Kind::kNull) return std::nullopt;
  LessonSpec lesson;
  MapReader reader(node, "lesson", problems);
  if (reader.require("number") != nullptr) {
    reader.read("number", lesson.number, parse_lesson_number);
  }
  require_line(reader, "title", lesson.title);
  require_line(reader, "ask", lesson.ask);
  lesson.choices = load_choices(reader, problems);
  require_line(reader, "because", lesson.because);
  lesson.figures = load_figures(reader, problems);
  lesson.knobs = load_knobs(reader, problems);
  reader.finish();
  return lesson;
}

}  // namespace lastwrite
