#include "region/engine/index_charges.h"

#include "region/engine/index_entry.h"
#include "region/engine/index_projection.h"
#include "region/value/item_size.h"

namespace lastwrite {
namespace {

// An item as an index has it.
struct Held {
  std::optional<ItemKey> entry;  // without the item's key, which both have in common
  Item item;
};

Held held(const TableDescription& table, const IndexDescription& index,
          const std::optional<Item>& item) {
  Held out;
  if (item) out.entry = index_entry(index, {}, *item);
  if (out.entry) out.item = projected(table, index, *item);
  return out;
}

std::vector<std::size_t> writes_of(const Held& before, const Held& after) {
  std::vector<std::size_t> writes;
  if (before.entry == after.entry && before.item == after.item) return writes;
  if (before.entry == after.entry) return {item_size_bytes(after.item)};
  if (before.entry) writes.push_back(item_size_bytes(before.item));
  if (after.entry) writes.push_back(item_size_bytes(after.item));
  return writes;
}

}  // namespace

std::vector<IndexCharge> index_charges(const TableDescription& table,
                                       const std::optional<Item>& before,
                                       const std::optional<Item>& after) {
  std::vector<IndexCharge> charges;
  for (const IndexDescription& index : table.indexes) {
    auto writes = writes_of(held(table, index, before), held(table, index, after));
    if (!writes.empty()) charges.push_back({index.name, index.global, std::move(writes)});
  }
  return charges;
}

}  // namespace lastwrite
