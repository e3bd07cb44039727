#include "region/engine/tombstones.h"

namespace lastwrite {
namespace {

constexpr std::size_t kScanPage = 1000;

}  // namespace

Result<void> Tombstones::load(ItemStore& items, const std::vector<TableName>& tables) {
  entries_.clear();
  for (const TableName& table : tables) {
    std::optional<ItemKey> after;
    for (;;) {
      const auto page = items.scan(table, after, kScanPage);
      if (!page) return propagate(page);
      for (const auto& [key, stored] : *page) {
        if (!stored.item) note(table, key, stored);
      }
      if (page->size() < kScanPage) break;
      after = page->back().first;
    }
  }
  return {};
}

void Tombstones::note(const TableName& table, const ItemKey& key, const StoredItem& tombstone) {
  entries_.push_back(Entry{table, key, tombstone.version, tombstone.sequence});
}

Result<std::size_t> Tombstones::collect(ItemStore& items, WallTime now, Duration grace,
                                        std::size_t limit, Stable stable) {
  std::size_t erased = 0;
  for (std::size_t looked = 0, todo = std::min(limit, entries_.size()); looked < todo; ++looked) {
    Entry entry = std::move(entries_.front());
    entries_.pop_front();
    const auto stored = items.get(entry.table, entry.key);
    if (!stored) return propagate(stored);
    const bool replaced = !*stored || (*stored)->version != entry.version;
    if (replaced) continue;  // a newer version took its place; a newer tombstone has its own entry
    if (entry.version.time + grace >= now || !stable(entry.version.region, entry.sequence)) {
      entries_.push_back(std::move(entry));
      continue;
    }
    if (const auto r = items.erase(entry.table, entry.key); !r) return propagate(r);
    ++erased;
  }
  return erased;
}

}  // namespace lastwrite
