// Pages of items: what Query and Scan share. A page ends after so many items, or after 1 MB of
// them, counted before the filter (developer guide, "Query operations").
//
// Threading: the region's loop.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "region/engine/engine.h"
#include "region/engine/requests.h"
#include "region/store/store.h"

namespace lastwrite {

inline constexpr std::size_t kPageBytesMax = 1024 * 1024;

/// Which attributes of an item a page gives, where no projection names them.
enum class Select : std::uint8_t {
  kWhatIsThere,   // all of a table, what an index projects
  kAll,           // all of the item, wherever it was found
  kAllProjected,  // of an index: what it projects
  kCount,         // none: the items are only counted
};

/// What is asked of a page, whatever its keys.
struct PageInput {
  std::optional<std::uint64_t> limit = {};  // items looked at; at least 1
  std::optional<Item> start_after = {};     // ExclusiveStartKey
  std::optional<Condition> filter = {};
  std::optional<std::vector<Path>> projection = {};
  std::string index = {};  // empty: the table itself
  Select select = Select::kWhatIsThere;
  bool consistent = false;
};

/// Where a page's items were found.
enum class PageOrigin : std::uint8_t { kTable, kLocalIndex, kGlobalIndex };

struct PageOutput {
  std::vector<Item> items;  // empty where only counted
  std::uint64_t count = 0;
  std::uint64_t scanned = 0;
  std::size_t bytes = 0;  // of what was looked at
  std::optional<Item> last_key = {};
  PageOrigin origin = PageOrigin::kTable;
  /// Sizes of the items that a local index had to fetch from its table.
  std::vector<std::size_t> fetched = {};
};

class PageSource;

/// Walks `range` of the source and fills a page. `takes` says of a key whether it belongs at all
/// (scan segments).
Result<PageOutput> read_page(PageSource& source, KeyRange range, const PageInput& input,
                             const std::function<bool(const ItemKey&)>& takes = {});

}  // namespace lastwrite
