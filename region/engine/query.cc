#include "region/engine/query.h"

#include "region/engine/key_ranges.h"

namespace lastwrite {

Result<PageOutput> query(Engine& engine, const QueryInput& input) {
  const auto table = engine.catalog().find_active(input.table);
  if (!table) return propagate(table);
  const Result<KeyCondition> key = key_condition(input.key, (*table)->key_schema);
  if (!key) return propagate(key);
  Result<KeyRange> range = range_of((*table)->key_schema, *key);
  if (!range) return propagate(range);
  range->descending = !input.forward;
  return read_page(engine, **table, *std::move(range), input.page);
}

}  // namespace lastwrite
