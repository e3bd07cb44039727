// The mistakes of one text: the first of each kind, told in an order of their own.
//
//   Mistakes mistakes;
//   mistakes.note(Mistake::kOperandType, "…");
//   if (const std::string* first = mistakes.first()) …
//
// Threading: one thread.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

namespace lastwrite {

/// In the order of their reports.
enum class Mistake : std::uint8_t {
  kParentheses,
  kUnknownFunction,
  kMisusedFunction,
  kReserved,
  kStructure,  // of an update: an unknown function, a clause that comes twice
  kPlaceholder,
  kOperandCount,
  kNotDistinct,
  kPathOverlap,
  kOperandType
};

inline constexpr std::size_t kMistakes = 10;

class Mistakes {
 public:
  void note(Mistake mistake, std::string message) {
    auto& first_of_kind = by_kind_[static_cast<std::size_t>(mistake)];
    if (!first_of_kind) first_of_kind = std::move(message);
  }
  bool has(Mistake mistake) const {
    return by_kind_[static_cast<std::size_t>(mistake)].has_value();
  }
  /// What is to be told; nullptr: nothing is wrong.
  const std::string* first() const {
    for (const auto& message : by_kind_) {
      if (message) return &*message;
    }
    return nullptr;
  }

 private:
  std::array<std::optional<std::string>, kMistakes> by_kind_;  // by Mistake
};

}  // namespace lastwrite
