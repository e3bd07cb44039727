// Which client strategies there are, and one strategy with its options as a scenario file asks for
// it.
//
//   strategies: [blind-put, {home-region: {home: us-east-1}}]
//
// What each does: scenarios/strategy/README.md. Threading: values.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "region/base/ids.h"

namespace lastwrite {

enum class StrategyKind : std::uint8_t {
  kBlindPut,
  kReadModifyWrite,
  kVersionCheck,
  kVersionCheckEtag,
  kAtomicAdd,
  kHomeRegion,
};

struct StrategySpec {
  StrategyKind kind = StrategyKind::kBlindPut;
  /// kHomeRegion only: the one home of all keys; without it a key's home is a stable hash of the
  /// key.
  std::optional<RegionName> home = {};

  friend bool operator==(const StrategySpec&, const StrategySpec&) = default;
};

/// All kinds, in the order of the documentation.
std::span<const StrategyKind> all_strategy_kinds();

/// "version-check", as in scenario files, traces and tables.
std::string_view strategy_name(StrategyKind kind);

/// The kind of that name; nullopt when there is none.
std::optional<StrategyKind> strategy_of_name(std::string_view name);

}  // namespace lastwrite
