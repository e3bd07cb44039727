// Descriptions of tables to and from TableDefinition (proto/value.proto), as stores keep them and
// as regions tell them one another.
//
// Reading takes definitions of earlier versions too: what they lack is at its default.
// Threading: pure functions.
#pragma once

#include <string>

#include "region/base/result.h"
#include "region/engine/table_description.h"

namespace lastwrite {

std::string encode(const TableDescription& table);
/// kCorrupt.
Result<TableDescription> decode_table(const TableName& name, const std::string& bytes);

}  // namespace lastwrite
