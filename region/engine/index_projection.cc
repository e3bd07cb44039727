#include "region/engine/index_projection.h"

#include <algorithm>

namespace lastwrite {
namespace {

bool names(const std::vector<KeyAttribute>& attributes, std::string_view name) {
  return std::any_of(attributes.begin(), attributes.end(),
                     [&](const KeyAttribute& one) { return one.name == name; });
}

}  // namespace

bool is_index_key(const IndexDescription& index, std::string_view name) {
  return names(index.partition, name) || names(index.sort, name);
}

bool projects(const TableDescription& table, const IndexDescription& index, std::string_view name) {
  if (index.projection.kind == IndexProjection::Kind::kAll) return true;
  if (name == table.key_schema.partition.name) return true;
  if (table.key_schema.sort && name == table.key_schema.sort->name) return true;
  if (is_index_key(index, name)) return true;
  const auto& include = index.projection.include;
  return std::find(include.begin(), include.end(), name) != include.end();
}

Item projected(const TableDescription& table, const IndexDescription& index, const Item& item) {
  if (index.projection.kind == IndexProjection::Kind::kAll) return item;
  Item out;
  for (const auto& [name, value] : item) {
    if (projects(table, index, name)) out.emplace_hint(out.end(), name, value);
  }
  return out;
}

}  // namespace lastwrite
