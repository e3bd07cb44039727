#include "region/store/memory_store.h"

#include <algorithm>
#include <map>

#include "region/base/check.h"
#include "region/store/undo_list.h"
#include "region/value/item_size.h"

namespace lastwrite {
namespace {

class MemoryItems final : public ItemStore {
 public:
  explicit MemoryItems(UndoList& undo) : undo_(undo) {}

  Result<std::optional<StoredItem>> get(const TableName& table, const ItemKey& key) override {
    const auto& items = tables_[table];
    const auto found = items.find(key);
    if (found == items.end()) return std::optional<StoredItem>();
    return std::optional<StoredItem>(found->second);
  }

  Result<void> put(const TableName& table, const ItemKey& key, const StoredItem& item) override {
    put_undoably(undo_, tables_[table], key, item);
    return {};
  }

  Result<void> erase(const TableName& table, const ItemKey& key) override {
    erase_undoably(undo_, tables_[table], key);
    return {};
  }

  Result<std::vector<KeyedItem>> scan(const TableName& table, const std::optional<ItemKey>& after,
                                      std::size_t limit) override {
    const auto& items = tables_[table];
    auto next = after ? items.upper_bound(*after) : items.begin();
    std::vector<KeyedItem> page;
    for (; next != items.end() && page.size() < limit; ++next) page.emplace_back(*next);
    return page;
  }

  Result<std::vector<KeyedItem>> range(const TableName& table, const KeyRange& range,
                                       std::size_t limit) override {
    const auto& items = tables_[table];
    std::vector<KeyedItem> page;
    if (!range.high.empty() && range.high <= range.low) return page;
    auto first = items.lower_bound(ItemKey{range.low});
    auto last = range.high.empty() ? items.end() : items.lower_bound(ItemKey{range.high});
    while (first != last && page.size() < limit) {
      page.emplace_back(range.descending ? *--last : *first++);
    }
    return page;
  }

 private:
  UndoList& undo_;
  std::map<TableName, std::map<ItemKey, StoredItem>> tables_;
};

class MemoryLog final : public ChangeLog {
 public:
  explicit MemoryLog(UndoList& undo) : undo_(undo) {}

  Result<void> append(const ChangeRecord& record) override {
    if (record.sequence == 0)
      return fail(ErrorCode::kInternal,
                  "a change without a sequence has no place in the change log");
    Origin& origin = origins_[record.stamp.region];
    put_undoably(undo_, origin.records, record.sequence, record);
    if (record.sequence > origin.head) {
      undo_.push([&origin, head = origin.head] { origin.head = head; });
      origin.head = record.sequence;
    }
    return {};
  }

  Result<std::vector<ChangeRecord>> read(const RegionName& name, std::uint64_t after,
                                         std::size_t limit, std::size_t bytes_max) override {
    const auto& records = origins_[name].records;
    std::vector<ChangeRecord> batch;
    std::size_t bytes = 0;
    for (auto next = records.upper_bound(after); next != records.end() && batch.size() < limit;
         ++next) {
      bytes += next->second.item ? item_size_bytes(*next->second.item) : 0;
      if (!batch.empty() && bytes > bytes_max) break;
      batch.push_back(next->second);
    }
    return batch;
  }

  Result<std::uint64_t> first(const RegionName& name) override {
    const Origin& origin = origins_[name];
    return origin.records.empty() ? origin.head + 1 : origin.records.begin()->first;
  }

  Result<std::uint64_t> head(const RegionName& name) override { return origins_[name].head; }

  Result<std::size_t> trim(const RegionName& name, std::uint64_t through,
                           std::size_t limit) override {
    auto& records = origins_[name].records;
    std::size_t trimmed = 0;
    while (trimmed < limit && !records.empty() && records.begin()->first <= through) {
      erase_undoably(undo_, records, records.begin()->first);
      ++trimmed;
    }
    return trimmed;
  }

 private:
  struct Origin {
    std::map<std::uint64_t, ChangeRecord> records;
    std::uint64_t head = 0;
  };

  UndoList& undo_;
  std::map<RegionName, Origin> origins_;
};

class MemoryFacts final : public FactStore {
 public:
  explicit MemoryFacts(UndoList& undo) : undo_(undo) {}

  Result<std::optional<std::string>> get(const std::string& name) override {
    const auto found = facts_.find(name);
    if (found == facts_.end()) return std::optional<std::string>();
    return std::optional<std::string>(found->second);
  }

  Result<void> put(const std::string& name, const std::string& value) override {
    put_undoably(undo_, facts_, name, value);
    return {};
  }

  Result<void> erase(const std::string& name) override {
    erase_undoably(undo_, facts_, name);
    return {};
  }

  Result<std::vector<std::pair<std::string, std::string>>> list(
      const std::string& prefix) override {
    std::vector<std::pair<std::string, std::string>> facts;
    for (auto next = facts_.lower_bound(prefix);
         next != facts_.end() && next->first.starts_with(prefix); ++next)
      facts.emplace_back(*next);
    return facts;
  }

 private:
  UndoList& undo_;
  std::map<std::string, std::string> facts_;
};

}  // namespace

struct MemoryStore::Parts {
  UndoList undo;  // of the open transaction
  UndoList tail;  // of the commits since the last sync
  MemoryItems items{undo};
  MemoryLog log{undo};
  MemoryFacts facts{undo};
};

MemoryStore::MemoryStore(MemoryStoreOptions options)
    : options_(options), parts_(std::make_unique<Parts>()) {
  LW_CHECK(options.commits_per_sync > 0, "a store that is never synced");
}
MemoryStore::~MemoryStore() = default;

ItemStore& MemoryStore::items() {
  return parts_->items;
}
ChangeLog& MemoryStore::log() {
  return parts_->log;
}
FactStore& MemoryStore::facts() {
  return parts_->facts;
}

Result<void> MemoryStore::commit() {
  if (options_.commits_per_sync == 1) {
    parts_->undo.clear();
    return {};
  }
  parts_->tail.take(parts_->undo);
  if (++unsynced_ >= options_.commits_per_sync) sync();
  return {};
}

void MemoryStore::sync() {
  parts_->tail.clear();
  unsynced_ = 0;
}

void MemoryStore::lose_unsynced() {
  rollback();
  parts_->tail.run();
  unsynced_ = 0;
}

void MemoryStore::rollback() {
  parts_->undo.run();
}

}  // namespace lastwrite
