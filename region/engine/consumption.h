// What a write or a page of items costs in capacity units, with what its indexes make of it.
//
//   consumed_by_write(bytes, index_charges(table, before, after)).total()
//
// Threading: pure functions.
#pragma once

#include <string>
#include <vector>

#include "region/capacity/consumed.h"
#include "region/engine/index_charges.h"
#include "region/engine/page.h"

namespace lastwrite {

/// Of one write of an item that was, or is now, so large.
Consumed consumed_by_write(std::size_t bytes, const std::vector<IndexCharge>& charges);
/// Of the write that makes `after` of `before`, its indexes included.
Consumed consumed_by_change(const TableDescription& table, const std::optional<Item>& before,
                            const std::optional<Item>& after);
/// Of a page; `index` is where it was read, empty: the table.
Consumed consumed_by_page(const PageOutput& page, const std::string& index, bool consistent);

}  // namespace lastwrite
