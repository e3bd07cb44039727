// Asks a learner for a prediction: one line of standard input.
//
//   Result<std::optional<std::size_t>> choice = ask_prediction(3);
//
// On a terminal it asks again until the answer can be meant; elsewhere what cannot be meant is
// kUsage. An empty line, or the end of the input, is no prediction. Threading: one thread; waits
// for input.
#pragma once

#include <cstddef>
#include <optional>

#include "region/base/result.h"

namespace lastwrite {

Result<std::optional<std::size_t>> ask_prediction(std::size_t choices);

}  // namespace lastwrite
