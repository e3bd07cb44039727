// What a write costs on the indexes of its table (developer guide, "Provisioned throughput
// considerations for Global Secondary Indexes"): an entry that comes, goes or changes is one write,
// one whose key changes is two, one that the write leaves alone is none.
//
// Threading: pure functions.
#pragma once

#include <string>
#include <vector>

#include "region/engine/table_description.h"

namespace lastwrite {

struct IndexCharge {
  std::string index;
  bool global = true;
  std::vector<std::size_t> writes;  // bytes of each; at least one
};

/// In the order of the table's indexes; only those that the write touched.
std::vector<IndexCharge> index_charges(const TableDescription& table,
                                       const std::optional<Item>& before,
                                       const std::optional<Item>& after);

}  // namespace lastwrite
