// YAML as a plain tree that remembers where each node stood, so that every message about a scenario
// file can begin with `file:line:`. The one place that knows yaml-cpp is yaml_tree.cc.
//
//   Result<YamlNode> root = parse_yaml("a: {b: 1}", "demo.yaml");
//   root->find("a")->find("b")->text == "1", ->where == "demo.yaml:1"
//
// Two liberties: commas inside parentheses do not separate, so that `{pipeline: lognormal(a, b)}`
// reads as written; and a key that stands twice in one map is an error (kUsage), as is any syntax
// error. Threading: values.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "region/base/result.h"

namespace lastwrite {

struct YamlNode {
  enum class Kind : std::uint8_t { kNull, kScalar, kList, kMap };
  struct Entry;

  Kind kind = Kind::kNull;
  std::string text;             // kScalar
  std::vector<YamlNode> items;  // kList
  std::vector<Entry> entries;   // kMap, in the order of the file
  std::string where;            // "scenario.yaml:7", or "--set seed"
  int line = 0;

  /// The value of `key` in a map; nullptr when there is none.
  const YamlNode* find(std::string_view key) const;
  YamlNode* find(std::string_view key);
};

struct YamlNode::Entry {
  std::string key;
  std::string where;
  YamlNode value;
};

/// Parses one document. `file` is the name for messages.
Result<YamlNode> parse_yaml(std::string_view text, const std::string& file);

/// Replaces (or adds) the value at a dotted path: `network.preset=none`, `faults.0.at=3s`. Every
/// node of the new value says it comes from `--set <path>`. kUsage: no `=`, or a path through
/// something that is neither a map nor a list, or past the end of a list.
Result<void> set_path(YamlNode& root, std::string_view assignment);

}  // namespace lastwrite
