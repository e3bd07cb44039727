// What `lastwrite ctl` shows of a cluster's answers: tables and stories.
//
//   fmt::print("{}", status_words(answer));
//
// Threading: pure functions.
#pragma once

#include <cstdint>
#include <string>

#include "region/base/result.h"

namespace lastwrite {

/// From the JSON of /status. kUnavailable: it is none.
Result<std::string> status_words(const std::string& answer);

struct LossWords {
  std::string stories;     // of the losses told
  std::string totals;      // one line
  std::uint64_t last = 0;  // the number of the last one
};
/// From the JSON of /losses. `colour`: the first line of each story in bold.
Result<LossWords> loss_words(const std::string& answer, bool colour);

/// The sentence in the JSON of a command's answer.
Result<std::string> done_words(const std::string& answer);

}  // namespace lastwrite
