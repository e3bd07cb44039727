// Pages of items by an index: its entries in order, each with what the index projects of the item.
//
// A local index fetches from the table what it does not project; a global one refuses to (developer
// guide, "Attribute projections"). Threading: the region's loop.
#pragma once

#include "region/engine/page_source.h"

namespace lastwrite {

/// kValidation: there is no such index or it is still being filled; a consistent read, or
/// attributes that are not projected, asked of a global one.
Result<std::unique_ptr<PageSource>> open_index_source(Engine& engine, const TableDescription& table,
                                                      const PageInput& input);

}  // namespace lastwrite
