// The entries of a secondary index: where in the index an item stands.
//
//   index_table(TableName("Orders"), by_customer)      // "Orders:by-customer", in the item store
//   index_entry(by_customer, key, order)               // {customer, date, key}, in canonical bytes
//
// An index is a hidden table of the item store whose keys are entries and which holds nothing more:
// readers look the item up in its table. That table is part of the same transaction, so that an
// entry always leads to the item as it is; a write that leaves the index's key alone need not touch
// the index; and what an index projects is a matter of reading.
//
// Layout of an entry: the index's partition attributes, then its sort attributes, each as bytes
// that something follows (region/value/key_bytes.h), then the item's key as it is. Entries order as
// the index's keys do, and equal keys by the items' keys.
//
// Threading: pure functions.
#pragma once

#include <optional>
#include <string_view>

#include "region/engine/table_description.h"

namespace lastwrite {

/// The table of the item store with the index's entries. No user can name a table so.
TableName index_table(const TableName& table, const IndexDescription& index);

/// Why a value can be no part of an index's key.
enum class IndexKeyMisfit : std::uint8_t { kNone, kOtherType, kEmpty, kTooLong };

/// The limit in bytes is that of a partition key (2,048) or a sort key (1,024).
IndexKeyMisfit index_key_misfit(const KeyAttribute& attribute, std::size_t bytes_max,
                                const AttributeValue& value);

inline constexpr std::size_t kIndexPartitionBytesMax = 2048;
inline constexpr std::size_t kIndexSortBytesMax = 1024;

/// Where the index has `item`, whose key is `key`. nullopt: it has it not, for an attribute of the
/// index's key is missing or does not fit.
std::optional<ItemKey> index_entry(const IndexDescription& index, const ItemKey& key,
                                   const Item& item);

/// What an entry says.
struct IndexEntry {
  Item attributes;  // the index's key
  ItemKey key;      // the item's
};
/// kCorrupt when the bytes are no entry of this index.
Result<IndexEntry> read_index_entry(const IndexDescription& index, const ItemKey& entry);

/// "S", "N" or "B".
std::string_view key_type_name(KeyType type);

}  // namespace lastwrite
