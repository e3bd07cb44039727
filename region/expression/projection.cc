#include "region/expression/projection.h"

#include <map>
#include <optional>

namespace lastwrite {
namespace {

// The paths as a tree: what is wanted of one value. A leaf wants all of it.
struct Wanted {
  std::map<PathElement, Wanted> children;
};

Wanted tree_of(const std::vector<Path>& paths) {
  Wanted root;
  for (const Path& path : paths) {
    Wanted* at = &root;
    for (const PathElement& element : path.elements) at = &at->children[element];
  }
  return root;
}

std::optional<AttributeValue> part_of(const AttributeValue& value, const Wanted& wanted);

Map part_of_map(const Map& map, const Wanted& wanted) {
  Map out;
  for (const auto& [element, below] : wanted.children) {
    const auto* name = std::get_if<std::string>(&element);
    const auto found = name ? map.find(*name) : map.end();
    if (found == map.end()) continue;
    if (auto part = part_of(found->second, below)) out.emplace(*name, *std::move(part));
  }
  return out;
}

List part_of_list(const List& list, const Wanted& wanted) {
  List out;
  for (const auto& [element, below] : wanted.children) {
    const auto* index = std::get_if<std::size_t>(&element);
    if (index == nullptr || *index >= list.size()) continue;
    if (auto part = part_of(list[*index], below)) out.push_back(*std::move(part));
  }
  return out;
}

// Documents without any of what is wanted are left out.
std::optional<AttributeValue> part_of(const AttributeValue& value, const Wanted& wanted) {
  if (wanted.children.empty()) return value;
  if (const auto* map = value.get_if<Map>()) {
    Map part = part_of_map(*map, wanted);
    if (!part.empty()) return AttributeValue(std::move(part));
  }
  if (const auto* list = value.get_if<List>()) {
    List part = part_of_list(*list, wanted);
    if (!part.empty()) return AttributeValue(std::move(part));
  }
  return std::nullopt;
}

}  // namespace

Item project(const Item& item, const std::vector<Path>& paths) {
  return part_of_map(item, tree_of(paths));
}

}  // namespace lastwrite
