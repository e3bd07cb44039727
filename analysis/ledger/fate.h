// The fates of acknowledged writes, with the words that reports and run.sqlite use for them. What
// each means, and in which order they are tried: README.md of this folder.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace lastwrite {

enum class Fate : std::uint8_t {
  kWinner,
  kIncluded,
  kSupersededInformed,
  kSupersededSequential,
  kLostLocal,
  kLostInverted,
  kLostConcurrent,
  kLostOrphaned,
  kLostStranded,
  kUnresolved,
  // Not acknowledged:
  kRecovered,   // outcome unknown, and its effect is there
  kNoEffect,    // failed, or outcome unknown and nothing of it is left
  kUnexpected,  // our own bug: see Ledger::findings
};

inline constexpr std::size_t kFateCount = 13;

inline constexpr std::array<Fate, kFateCount> kAllFates = {Fate::kWinner,
                                                           Fate::kIncluded,
                                                           Fate::kSupersededInformed,
                                                           Fate::kSupersededSequential,
                                                           Fate::kLostLocal,
                                                           Fate::kLostInverted,
                                                           Fate::kLostConcurrent,
                                                           Fate::kLostOrphaned,
                                                           Fate::kLostStranded,
                                                           Fate::kUnresolved,
                                                           Fate::kRecovered,
                                                           Fate::kNoEffect,
                                                           Fate::kUnexpected};

/// "lost_concurrent".
std::string_view fate_text(Fate fate);

constexpr bool is_lost(Fate fate) {
  return fate >= Fate::kLostLocal && fate <= Fate::kLostStranded;
}
constexpr bool is_superseded(Fate fate) {
  return fate == Fate::kSupersededInformed || fate == Fate::kSupersededSequential;
}
/// Its effect is in the final state.
constexpr bool survives(Fate fate) {
  return fate == Fate::kWinner || fate == Fate::kIncluded;
}

}  // namespace lastwrite
