#include "scenarios/engine/strategy_spec.h"

#include <array>

#include "region/base/check.h"

namespace lastwrite {
namespace {

struct Row {
  StrategyKind kind;
  std::string_view name;
};

constexpr std::array kRows = {
    Row{StrategyKind::kBlindPut, "blind-put"},
    Row{StrategyKind::kReadModifyWrite, "read-modify-write"},
    Row{StrategyKind::kVersionCheck, "version-check"},
    Row{StrategyKind::kVersionCheckEtag, "version-check-etag"},
    Row{StrategyKind::kAtomicAdd, "atomic-add"},
    Row{StrategyKind::kHomeRegion, "home-region"},
    Row{StrategyKind::kCrdtCounter, "crdt-counter"},
    Row{StrategyKind::kAppendOnly, "append-only"},
    Row{StrategyKind::kLockThenWrite, "lock-then-write"},
};

constexpr auto kKinds = [] {
  std::array<StrategyKind, kRows.size()> kinds{};
  for (std::size_t i = 0; i < kRows.size(); ++i) kinds[i] = kRows[i].kind;
  return kinds;
}();

}  // namespace

std::span<const StrategyKind> all_strategy_kinds() {
  return kKinds;
}

std::string_view strategy_name(StrategyKind kind) {
  for (const Row& row : kRows) {
    if (row.kind == kind) return row.name;
  }
  LW_CHECK(false, "strategy kind {}", static_cast<int>(kind));
}

std::optional<StrategyKind> strategy_of_name(std::string_view name) {
  for (const Row& row : kRows) {
    if (row.name == name) return row.kind;
  }
  return std::nullopt;
}

std::string_view lock_name(LockKind lock) {
  return lock == LockKind::kLease ? "lease" : "perfect";
}

bool keeps_siblings(const StrategySpec& spec) {
  return spec.kind == StrategyKind::kCrdtCounter || spec.kind == StrategyKind::kAppendOnly ||
         (spec.kind == StrategyKind::kLockThenWrite && spec.lock == LockKind::kLease);
}

bool has_room_for_siblings(const KeySchema& schema) {
  return schema.partition.type != KeyType::kNumber ||
         (schema.sort && schema.sort->type != KeyType::kNumber);
}

}  // namespace lastwrite
