// Which client strategies there are, and one strategy with its options as a scenario file asks for
// it.
//
//   strategies: [blind-put, {home-region: {home: us-east-1}}, {lock-then-write: {lock: perfect}}]
//
// What each does: scenarios/strategy/README.md. Threading: values.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "region/base/ids.h"
#include "region/base/time.h"
#include "region/value/key_schema.h"

namespace lastwrite {

enum class StrategyKind : std::uint8_t {
  kBlindPut,
  kReadModifyWrite,
  kVersionCheck,
  kVersionCheckEtag,
  kAtomicAdd,
  kHomeRegion,
  kCrdtCounter,
  kAppendOnly,
  kLockThenWrite,
};

/// What lock-then-write holds while it works: a lease in the table, or a mutex in the driver.
enum class LockKind : std::uint8_t { kLease, kPerfect };

struct StrategySpec {
  StrategyKind kind = StrategyKind::kBlindPut;
  /// kHomeRegion only: the one home of all keys; without it a key's home is a stable hash of the
  /// key.
  std::optional<RegionName> home = {};
  /// kLockThenWrite only; `lease` counts with LockKind::kLease.
  LockKind lock = LockKind::kLease;
  Duration lease = 2s;

  friend bool operator==(const StrategySpec&, const StrategySpec&) = default;
};

/// All kinds, in the order of the documentation.
std::span<const StrategyKind> all_strategy_kinds();

/// "version-check", as in scenario files, traces and tables.
std::string_view strategy_name(StrategyKind kind);

/// The kind of that name; nullopt when there is none.
std::optional<StrategyKind> strategy_of_name(std::string_view name);

/// "lease", "perfect".
std::string_view lock_name(LockKind lock);

/// Whether a strategy keeps items of its own beside those of the workload's keys, so that the table
/// must have room for their keys.
bool keeps_siblings(const StrategySpec& spec);

/// Whether the key has an attribute of type S or B, whose value can be extended by a text.
bool has_room_for_siblings(const KeySchema& schema);

}  // namespace lastwrite
