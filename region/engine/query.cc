#include "region/engine/query.h"

#include <algorithm>

#include "region/engine/page_source.h"
#include "region/engine/throughput.h"
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

bool asks_of(const Condition& condition, const std::string& name) {
  const auto names = attribute_names(condition);
  return std::find(names.begin(), names.end(), name) != names.end();
}

// A page begins behind a key that the query itself could have given.
Result<void> check_start(const QueryInput& input, const PageSource& source) {
  const auto& start = input.page.start_after;
  if (!start || !source.key_of(*start)) return {};  // told when the page is read
  const auto* all = std::get_if<AllOf>(&input.key.node);
  if (all == nullptr) return {};
  const std::vector<std::string> names = source.key_names();
  for (const Condition& part : all->operands) {
    const bool of_partition = std::any_of(
        names.begin(), names.begin() + static_cast<std::ptrdiff_t>(source.partition_parts()),
        [&](const std::string& name) { return asks_of(part, name); });
    const Result<bool> holds = evaluate(part, &*start);
    if (of_partition || !holds || *holds) continue;
    return fail(ErrorCode::kValidation,
                "The provided starting key does not match the range key predicate");
  }
  return {};
}

}  // namespace

Result<PageOutput> query(Engine& engine, const QueryInput& input) {
  const auto table = engine.catalog().find_active(input.table);
  if (!table) return propagate(table);
  if (const auto open = admit_read(engine, **table, input.page.index); !open)
    return propagate(open);
  const auto source = open_page_source(engine, **table, input.page);
  if (!source) return propagate(source);
  Result<KeyRange> range = (*source)->range_of(input.key);
  if (!range) return propagate(range);
  if (!input.keys_in_filter) {
    const auto checked = check_filter(input.page.filter, (*source)->key_names());
    if (!checked) return propagate(checked);
  }
  if (const auto checked = check_start(input, **source); !checked) return propagate(checked);
  range->descending = !input.forward;
  Result<PageOutput> page = read_page(**source, *std::move(range), input.page);
  if (page) spend_page(engine, **table, *page, input.page);
  return page;
}

}  // namespace lastwrite
