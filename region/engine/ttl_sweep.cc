#include "region/engine/ttl_sweep.h"

#include <utility>

#include "region/engine/write_path.h"

namespace lastwrite {
namespace {

constexpr std::int64_t kNsPerSecond = 1'000'000'000;
constexpr std::int64_t kTooOldSeconds = std::int64_t{5} * 365 * 24 * 3600;

// Not a version whose stamp is ahead of this region's clock: a delete stamped now would lose to it,
// at every walk again.
bool is_due(const StoredItem& stored, const std::string& attribute, WallTime now) {
  return stored.item && stored.version.time <= now && is_expired(*stored.item, attribute, now);
}

Result<void> expire(Engine& engine, const TableDescription& table, const KeyedItem& found) {
  auto write = prepare_write({&table, found.first, found.second}, std::nullopt, std::nullopt,
                             OperationId::kNone);
  if (!write) return propagate(write);
  write->installer = Installer::kExpiry;
  const auto deleted = accept_write(engine, *std::move(write));
  if (!deleted) return propagate(deleted);
  return {};
}

}  // namespace

bool is_expired(const Item& item, const std::string& attribute, WallTime now) {
  const auto found = item.find(attribute);
  const auto* at = found == item.end() ? nullptr : found->second.get_if<Number>();
  if (at == nullptr) return false;
  const std::int64_t seconds = now.ns / kNsPerSecond;
  return *at < Number(seconds) && *at >= Number(seconds - kTooOldSeconds);
}

Result<std::size_t> TtlSweep::sweep_table(Engine& engine, const TableDescription& table,
                                          std::size_t& budget) {
  const auto page = engine.store().items().scan(table.table, after_, budget);
  if (!page) return propagate(page);
  std::size_t deleted = 0;
  const WallTime now = engine.clock().wall_now();
  for (const KeyedItem& one : *page) {
    if (!is_due(one.second, table.time_to_live, now)) continue;
    if (const auto gone = expire(engine, table, one); !gone) return propagate(gone);
    ++deleted;
  }
  const bool at_end = page->size() < budget;
  budget -= page->size();
  after_ = at_end ? std::nullopt : std::optional(page->back().first);
  return deleted;
}

Result<TtlSweep::Step> TtlSweep::step(Engine& engine, std::size_t limit) {
  Step step;
  std::size_t budget = limit;
  for (const TableName& name : engine.catalog().names()) {
    if (name < table_) continue;
    if (name != table_) after_.reset();
    table_ = name;
    const auto table = engine.catalog().find(name);
    if (!table) return propagate(table);
    if ((*table)->time_to_live.empty()) continue;
    const auto deleted = sweep_table(engine, **table, budget);
    if (!deleted) return propagate(deleted);
    step.deleted += *deleted;
    if (after_) {
      step.finished = false;
      return step;
    }
  }
  table_ = TableName();
  after_.reset();
  return step;
}

}  // namespace lastwrite
