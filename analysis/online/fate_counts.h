// Counts of decided writes, as the forest hands them over: one key packs what the sums are split
// by.
//
//   FateKey key{.fate = Fate::kLostConcurrent, .region = 1, .measured = true};
//
// Threading: values.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <type_traits>
#include <vector>

#include "analysis/ledger/fate.h"

namespace lastwrite {

/// What a write is counted under. `fate` means nothing while it is open.
struct FateKey {
  Fate fate = Fate::kUnresolved;
  std::uint8_t region = 0;  // the origin
  bool measured = false;
  bool newer_in_real_time = false;
  bool tie = false;
  bool conditional = false;
  bool unheard = false;  // its client was never told: it counts where it is recovered

  friend bool operator==(const FateKey& a, const FateKey& b) {
    return std::memcmp(&a, &b, sizeof(FateKey)) == 0;
  }
};
static_assert(std::has_unique_object_representations_v<FateKey>, "compared as bytes");

/// Flags of lost writes.
struct LossFlags {
  std::uint64_t newer_in_real_time = 0;
  std::uint64_t tie = 0;
  std::uint64_t condition_passed = 0;

  friend bool operator==(const LossFlags&, const LossFlags&) = default;
};

using FateArray = std::array<std::uint64_t, kFateCount>;

/// Invariant: fates is the sum of by_region.
struct FateCounts {
  explicit FateCounts(std::size_t regions) : by_region(regions) {}

  void add(const FateKey& key, std::uint64_t count) {
    fates[static_cast<std::size_t>(key.fate)] += count;
    by_region[key.region][static_cast<std::size_t>(key.fate)] += count;
    if (!is_lost(key.fate)) return;
    if (key.newer_in_real_time) flags.newer_in_real_time += count;
    if (key.tie) flags.tie += count;
    if (key.conditional) flags.condition_passed += count;
  }

  FateArray fates{};
  std::vector<FateArray> by_region;
  LossFlags flags;
};

}  // namespace lastwrite
