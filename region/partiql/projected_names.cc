#include "region/partiql/projected_names.h"

#include <algorithm>

namespace lastwrite {

std::string projected_name(const Path& path) {
  const auto name = std::find_if(path.elements.rbegin(), path.elements.rend(), [](const auto& one) {
    return std::holds_alternative<std::string>(one);
  });
  return path_text(Path{{std::prev(name.base()), path.elements.end()}});
}

Item projected_by_name(const Item& item, const std::vector<Path>& paths) {
  Item out;
  for (const Path& path : paths) {
    if (const AttributeValue* value = find(item, path))
      out.insert_or_assign(projected_name(path), *value);
  }
  return out;
}

}  // namespace lastwrite
