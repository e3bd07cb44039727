#include "region/engine/query.h"

#include <algorithm>

#include "region/engine/page_source.h"
#include "region/expression/condition_names.h"

namespace lastwrite {
namespace {

// What the key condition may ask is none of the filter's business.
Result<void> check_filter(const std::optional<Condition>& filter,
                          const std::vector<std::string>& keys) {
  if (!filter) return {};
  for (const std::string& name : attribute_names(*filter)) {
    if (std::find(keys.begin(), keys.end(), name) == keys.end()) continue;
    return fail(ErrorCode::kValidation,
                "Filter Expression can only contain non-primary key attributes: Primary key "
                "attribute: {}",
                name);
  }
  return {};
}

}  // namespace

Result<PageOutput> query(Engine& engine, const QueryInput& input) {
  const auto table = engine.catalog().find_active(input.table);
  if (!table) return propagate(table);
  const auto source = open_page_source(engine, **table, input.page);
  if (!source) return propagate(source);
  Result<KeyRange> range = (*source)->range_of(input.key);
  if (!range) return propagate(range);
  if (!input.keys_in_filter) {
    const auto checked = check_filter(input.page.filter, (*source)->key_names());
    if (!checked) return propagate(checked);
  }
  range->descending = !input.forward;
  return read_page(**source, *std::move(range), input.page);
}

}  // namespace lastwrite
