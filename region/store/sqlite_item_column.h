// The column `item` of the tables `items` and `log`: the codec's bytes, NULL for a tombstone. With
// conflicts by attributes the stamps of the attributes stand before them (v1::ItemPrefix).
//
// Threading: pure functions.
#pragma once

#include <optional>
#include <string>

#include "region/store/sqlite_statement.h"
#include "region/value/attribute_value.h"
#include "region/version/attribute_stamps.h"

namespace lastwrite {

/// Requires: `encoded` outlives the run.
void bind_item(SqliteRun& run, int parameter, const std::optional<std::string>& encoded);
std::optional<std::string> encode_column(const std::optional<Item>& item,
                                         const std::optional<AttributeStamps>& attributes);
/// kCorrupt, naming `path`, when the bytes are not an item.
Result<std::optional<Item>> item_column(const SqliteRun& run, int column, const std::string& path);
/// nullopt where the item has no stamps of its attributes.
Result<std::optional<AttributeStamps>> stamps_column(const SqliteRun& run, int column,
                                                     const std::string& path);

}  // namespace lastwrite
