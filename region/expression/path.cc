#include "region/expression/path.h"

#include <fmt/format.h>

#include "region/base/check.h"

namespace lastwrite {
namespace {

const AttributeValue* child(const AttributeValue& parent, const PathElement& element) {
  if (const auto* name = std::get_if<std::string>(&element)) {
    const auto* map = parent.get_if<Map>();
    if (map == nullptr) return nullptr;
    const auto found = map->find(*name);
    return found == map->end() ? nullptr : &found->second;
  }
  const auto* list = parent.get_if<List>();
  const std::size_t index = std::get<std::size_t>(element);
  return list == nullptr || index >= list->size() ? nullptr : &(*list)[index];
}

}  // namespace

const AttributeValue* find(const Item& item, const Path& path) {
  LW_CHECK(!path.elements.empty() && std::holds_alternative<std::string>(path.elements[0]),
           "a path of {} elements does not begin with a name", path.elements.size());
  const auto found = item.find(std::get<std::string>(path.elements[0]));
  const AttributeValue* value = found == item.end() ? nullptr : &found->second;
  for (std::size_t i = 1; value != nullptr && i < path.elements.size(); ++i)
    value = child(*value, path.elements[i]);
  return value;
}

std::string path_text(const Path& path) {
  std::string text;
  for (const PathElement& element : path.elements) {
    if (const auto* index = std::get_if<std::size_t>(&element)) {
      text += fmt::format("[{}]", *index);
    } else {
      text += (text.empty() ? "" : ".") + std::get<std::string>(element);
    }
  }
  return text;
}

std::string path_list_text(const Path& path) {
  std::string text;
  for (const PathElement& element : path.elements) {
    const auto* index = std::get_if<std::size_t>(&element);
    text += text.empty() ? "[" : ", ";
    text += index ? fmt::format("[{}]", *index) : std::get<std::string>(element);
  }
  return text + "]";
}

}  // namespace lastwrite
