#include "region/store/faulty_store.h"

namespace lastwrite {
namespace {

/// Counts one call, and fails it when it is the planned one.
Result<void> count(std::uint64_t& calls, std::uint64_t planned, const char* what) {
  ++calls;
  if (calls == planned) return fail(ErrorCode::kIo, "planned fault: {} {} fails", what, calls);
  return {};
}

}  // namespace

FaultyStore::FaultyStore(Store& below, FaultPlan plan) : below_(below), plan_(plan) {}

Result<void> FaultyStore::commit() {
  const auto counted = count(counts_.commits, plan_.fail_commit, "commit");
  if (!counted) return counted;
  return below_.commit();
}

Result<std::optional<StoredItem>> FaultyStore::Items::get(const TableName& table,
                                                          const ItemKey& key) {
  return store_.below_.items().get(table, key);
}

Result<void> FaultyStore::Items::put(const TableName& table, const ItemKey& key,
                                     const StoredItem& item) {
  const auto counted = count(store_.counts_.puts, store_.plan_.fail_put, "put");
  if (!counted) return counted;
  return store_.below_.items().put(table, key, item);
}

Result<void> FaultyStore::Items::erase(const TableName& table, const ItemKey& key) {
  return store_.below_.items().erase(table, key);
}

Result<std::vector<KeyedItem>> FaultyStore::Items::scan(const TableName& table,
                                                        const std::optional<ItemKey>& after,
                                                        std::size_t limit) {
  return store_.below_.items().scan(table, after, limit);
}

Result<std::vector<KeyedItem>> FaultyStore::Items::range(const TableName& table,
                                                         const KeyRange& range, std::size_t limit) {
  return store_.below_.items().range(table, range, limit);
}

Result<void> FaultyStore::Log::append(const ChangeRecord& record) {
  const auto counted = count(store_.counts_.appends, store_.plan_.fail_append, "append");
  if (!counted) return counted;
  return store_.below_.log().append(record);
}

Result<std::vector<ChangeRecord>> FaultyStore::Log::read(const RegionName& origin,
                                                         std::uint64_t after, std::size_t limit,
                                                         std::size_t bytes_max) {
  return store_.below_.log().read(origin, after, limit, bytes_max);
}

Result<std::uint64_t> FaultyStore::Log::first(const RegionName& origin) {
  return store_.below_.log().first(origin);
}

Result<std::uint64_t> FaultyStore::Log::head(const RegionName& origin) {
  return store_.below_.log().head(origin);
}

Result<std::size_t> FaultyStore::Log::trim(const RegionName& origin, std::uint64_t through,
                                           std::size_t limit) {
  return store_.below_.log().trim(origin, through, limit);
}

}  // namespace lastwrite
