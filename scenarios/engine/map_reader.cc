#include "scenarios/engine/map_reader.h"

#include <algorithm>

#include "scenarios/engine/did_you_mean.h"

namespace lastwrite {

std::string_view kind_name(YamlNode::Kind kind) {
  switch (kind) {
    case YamlNode::Kind::kNull:
      return "nothing";
    case YamlNode::Kind::kScalar:
      return "text";
    case YamlNode::Kind::kList:
      return "a list";
    case YamlNode::Kind::kMap:
      return "a map";
  }
  return "?";
}

MapReader::MapReader(const YamlNode* node, std::string what, Problems& problems)
    : what_(std::move(what)), problems_(problems) {
  if (node == nullptr) return;
  where_ = node->where;
  if (node->kind == YamlNode::Kind::kMap) {
    node_ = node;
  } else if (node->kind != YamlNode::Kind::kNull) {
    problems_.add(where_,
                  fmt::format("{} must be a map, but here is {}", what_, kind_name(node->kind)));
  }
}

const YamlNode* MapReader::find(std::string_view key) {
  known_.emplace_back(key);
  return node_ == nullptr ? nullptr : node_->find(key);
}

const YamlNode* MapReader::require(std::string_view key) {
  const YamlNode* found = find(key);
  if (found == nullptr || found->kind == YamlNode::Kind::kNull) {
    problems_.add(where_, fmt::format("{} lacks '{}'", what_, key));
    return nullptr;
  }
  return found;
}

std::optional<std::string> MapReader::text(std::string_view key) {
  const YamlNode* found = find(key);
  if (found == nullptr) return std::nullopt;
  if (found->kind != YamlNode::Kind::kScalar) {
    problems_.add(found->where, fmt::format("{} must be one plain value, but here is {}", key,
                                            kind_name(found->kind)));
    return std::nullopt;
  }
  return found->text;
}

void MapReader::finish() {
  if (node_ == nullptr) return;
  for (const YamlNode::Entry& entry : node_->entries) {
    if (std::find(known_.begin(), known_.end(), entry.key) != known_.end()) continue;
    problems_.add(entry.where, fmt::format("unknown key '{}' in {}{}", entry.key, what_,
                                           did_you_mean(entry.key, known_)));
  }
}

}  // namespace lastwrite
