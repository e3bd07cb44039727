// Scan: all items of a table, or one of several segments of it.
#pragma once

#include "region/engine/page.h"

namespace lastwrite {

struct ScanInput {
  TableName table;
  std::uint32_t segment = 0;
  std::uint32_t segments = 1;  // more than `segment`
  PageInput page = {};
};

/// kResourceNotFound, kValidation. Segments part the table by a hash of the whole key: every item
/// is in one.
Result<PageOutput> scan(Engine& engine, const ScanInput& input);

}  // namespace lastwrite
