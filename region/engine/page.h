// Pages of items: what Query and Scan share. A page ends after so many items, or after 1 MB of
// them, counted before the filter (developer guide, "Query operations").
//
// Threading: the region's loop.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "region/engine/engine.h"
#include "region/engine/requests.h"
#include "region/store/store.h"

namespace lastwrite {

inline constexpr std::size_t kPageBytesMax = 1024 * 1024;

/// What is asked of a page, whatever its keys.
struct PageInput {
  std::optional<std::uint64_t> limit = {};  // items looked at; at least 1
  std::optional<Item> start_after = {};     // ExclusiveStartKey
  std::optional<Condition> filter = {};
  std::optional<std::vector<Path>> projection = {};
  bool count_only = false;
};

struct PageOutput {
  std::vector<Item> items;  // empty where only counted
  std::uint64_t count = 0;
  std::uint64_t scanned = 0;
  std::size_t bytes = 0;  // of what was looked at
  std::optional<Item> last_key = {};
};

/// Walks `range` and fills a page. `takes` says of a key whether it belongs at all (scan segments).
Result<PageOutput> read_page(Engine& engine, const TableDescription& table, KeyRange range,
                             const PageInput& input,
                             const std::function<bool(const ItemKey&)>& takes = {});

}  // namespace lastwrite
