// What an attempt of a task is made of.
//
//   kReadThinkWrite    {kRead, kThink, kWrite}: what most strategies do
//
// Threading: constants.
#pragma once

#include <array>
#include <cstdint>

namespace lastwrite {

enum class Step : std::uint8_t {
  kMutex,  // waits for the mutex of the workload's key in the driver; held until the attempt ends
  kLease,  // writes the lease item on a condition; it is given back when the attempt ends
  kRead,   // gets the item
  kThink,  // waits for the workload's think time
  kWrite,  // the write that the task is about
};

inline constexpr std::array kReadOnly = {Step::kRead};
inline constexpr std::array kWriteOnly = {Step::kWrite};
inline constexpr std::array kReadThinkWrite = {Step::kRead, Step::kThink, Step::kWrite};

}  // namespace lastwrite
