#include "scenarios/engine/yaml_tree.h"

#include <charconv>

#include <yaml-cpp/yaml.h>

#include "region/base/printable.h"

namespace lastwrite {
namespace {

// Stands in for a comma inside parentheses while yaml-cpp reads: U+E000, of no meaning to YAML.
constexpr std::string_view kComma = "\xEE\x80\x80";

// An alias may name what holds it, or a few of them stand for billions of values.
constexpr int kDepthMax = 64;
constexpr int kValuesMax = 100'000;

std::string shield_line(std::string_view line) {
  std::string out;
  int depth = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (c == '(' && line.find(')', i) != std::string_view::npos) ++depth;
    if (c == ')' && depth > 0) --depth;
    if (c == ',' && depth > 0) {
      out += kComma;
    } else {
      out += c;
    }
  }
  return out;
}

std::string shield_commas(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const auto end = text.find('\n');
    out += shield_line(text.substr(0, end));
    if (end == std::string_view::npos) break;
    out += '\n';
    text.remove_prefix(end + 1);
  }
  return out;
}

std::string unshielded(std::string text) {
  for (auto at = text.find(kComma); at != std::string::npos; at = text.find(kComma, at)) {
    text.replace(at, kComma.size(), ",");
  }
  return text;
}

// They would reach the terminals of those who read a report.
Failure no_control_characters(const std::string& where) {
  return fail(ErrorCode::kUsage, "{}: control characters cannot stand in a scenario", where);
}

class Converter {
 public:
  explicit Converter(const std::string& file) : file_(file) {}

  Result<YamlNode> convert(const YAML::Node& from) {
    YamlNode node;
    node.line = from.Mark().line + 1;
    node.where = fmt::format("{}:{}", file_, node.line);
    if (depth_ >= kDepthMax || ++values_ > kValuesMax) {
      return fail(
          ErrorCode::kUsage,
          "{}: more than {} levels or {} values: write fewer, and mind that an alias stands for "
          "all it names",
          node.where, kDepthMax, kValuesMax);
    }
    ++depth_;
    Result<YamlNode> converted = with_content(from, std::move(node));
    --depth_;
    return converted;
  }

 private:
  Result<YamlNode> with_content(const YAML::Node& from, YamlNode node) {
    if (from.IsScalar()) {
      node.kind = YamlNode::Kind::kScalar;
      node.text = unshielded(from.Scalar());
      if (has_control_character(node.text, "\t\r\n")) return no_control_characters(node.where);
    } else if (from.IsSequence()) {
      return with_items(from, std::move(node));
    } else if (from.IsMap()) {
      return with_entries(from, std::move(node));
    }
    return node;
  }

  Result<YamlNode> with_items(const YAML::Node& from, YamlNode node) {
    node.kind = YamlNode::Kind::kList;
    for (const YAML::Node& item : from) {
      Result<YamlNode> converted = convert(item);
      if (!converted) return converted;
      node.items.push_back(*std::move(converted));
    }
    return node;
  }

  Result<YamlNode> with_entries(const YAML::Node& from, YamlNode node) {
    node.kind = YamlNode::Kind::kMap;
    for (const auto& pair : from) {
      const std::string where = fmt::format("{}:{}", file_, pair.first.Mark().line + 1);
      if (!pair.first.IsScalar()) return fail(ErrorCode::kUsage, "{}: a key must be text", where);
      const std::string key = unshielded(pair.first.Scalar());
      if (has_control_character(key)) return no_control_characters(where);
      if (const YamlNode* first = node.find(key)) {
        return fail(ErrorCode::kUsage, "{}: '{}' stands here a second time (first: {})", where, key,
                    first->where);
      }
      Result<YamlNode> value = convert(pair.second);
      if (!value) return value;
      node.entries.push_back({key, where, *std::move(value)});
    }
    return node;
  }

  const std::string& file_;
  int depth_ = 0;
  int values_ = 0;
};

void say_where(YamlNode& node, const std::string& where) {
  node.where = where;
  node.line = 0;
  for (YamlNode& item : node.items) say_where(item, where);
  for (YamlNode::Entry& entry : node.entries) {
    entry.where = where;
    say_where(entry.value, where);
  }
}

Result<YamlNode*> item_at(YamlNode& list, std::string_view step, const std::string& where) {
  std::size_t index = 0;
  const auto [end, error] = std::from_chars(step.data(), step.data() + step.size(), index);
  if (error != std::errc{} || end != step.data() + step.size() || index >= list.items.size()) {
    return fail(ErrorCode::kUsage, "{}: '{}' is not an entry of this list: use 0 to {}", where,
                step, static_cast<std::int64_t>(list.items.size()) - 1);
  }
  return &list.items[index];
}

// The node one step further down; a missing key of a map is made.
Result<YamlNode*> step_into(YamlNode& node, std::string_view step, const std::string& where) {
  if (node.kind == YamlNode::Kind::kList) return item_at(node, step, where);
  if (node.kind == YamlNode::Kind::kScalar) {
    return fail(ErrorCode::kUsage, "{}: there is no '{}' below the plain value '{}'", where, step,
                node.text);
  }
  node.kind = YamlNode::Kind::kMap;
  if (YamlNode* found = node.find(step)) return found;
  node.entries.push_back({std::string(step), where, YamlNode{}});
  say_where(node.entries.back().value, where);
  return &node.entries.back().value;
}

}  // namespace

const YamlNode* YamlNode::find(std::string_view key) const {
  for (const Entry& entry : entries) {
    if (entry.key == key) return &entry.value;
  }
  return nullptr;
}

YamlNode* YamlNode::find(std::string_view key) {
  for (Entry& entry : entries) {
    if (entry.key == key) return &entry.value;
  }
  return nullptr;
}

Result<YamlNode> parse_yaml(std::string_view text, const std::string& file) {
  try {
    const std::vector<YAML::Node> documents = YAML::LoadAll(shield_commas(text));
    if (documents.size() != 1) {
      return fail(ErrorCode::kUsage, "{}:1: expected one YAML document, found {}", file,
                  documents.size());
    }
    return Converter(file).convert(documents.front());
  } catch (const YAML::ParserException& error) {
    return fail(ErrorCode::kUsage, "{}:{}: not valid YAML: {}", file, error.mark.line + 1,
                error.msg);
  } catch (const YAML::Exception& error) {
    return fail(ErrorCode::kUsage, "{}:{}: {}", file, error.mark.line + 1, error.msg);
  }
}

Result<void> set_path(YamlNode& root, std::string_view assignment) {
  const auto equals = assignment.find('=');
  if (equals == std::string_view::npos || equals == 0) {
    return fail(ErrorCode::kUsage, "--set {}: write it as path=value, such as network.preset=none",
                assignment);
  }
  std::string_view path = assignment.substr(0, equals);
  const std::string where = fmt::format("--set {}", path);
  Result<YamlNode> value = parse_yaml(assignment.substr(equals + 1), where);
  if (!value) return propagate(value);
  YamlNode* node = &root;
  for (bool more = true; more;) {
    const auto dot = path.find('.');
    const Result<YamlNode*> next = step_into(*node, path.substr(0, dot), where);
    if (!next) return propagate(next);
    node = *next;
    more = dot != std::string_view::npos;
    if (more) path.remove_prefix(dot + 1);
  }
  say_where(*value, where);
  *node = *std::move(value);
  return {};
}

}  // namespace lastwrite
