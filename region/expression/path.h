// A document path: where in an item a value stands, such as info.tags[2].
#pragma once

#include <cstddef>
#include <string>
#include <variant>
#include <vector>

#include "region/value/attribute_value.h"

namespace lastwrite {

/// One step: into a map by attribute name, or into a list by index.
using PathElement = std::variant<std::string, std::size_t>;

/// Requires: not empty, and the first element is a name.
struct Path {
  std::vector<PathElement> elements;

  /// The attribute of the item that it leads into.
  const std::string& name() const { return std::get<std::string>(elements.front()); }

  friend bool operator==(const Path&, const Path&) = default;
};

inline Path attribute(std::string name) {
  return Path{{std::move(name)}};
}

/// The value at `path`, or nullptr where the item has none.
const AttributeValue* find(const Item& item, const Path& path);

/// "info.tags[2]", for messages.
std::string path_text(const Path& path);

/// "[info, tags, [2]]", as DynamoDB's messages list the elements.
std::string path_list_text(const Path& path);

}  // namespace lastwrite
