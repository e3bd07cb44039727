// What a program says when it refuses: one sentence on standard error, nothing on standard output.
//
//   EXPECT_THAT(run_program(sandbox, {"run", "nope"}), complains(3, HasSubstr("there is no scenario
//   'nope'")));
#pragma once

#include <algorithm>
#include <ostream>

#include <gmock/gmock.h>

#include "tests/live/support/program.h"

namespace lastwrite {

inline void PrintTo(const Ended& ended, std::ostream* out) {
  *out << "exit code " << ended.exit_code << ", stdout '" << ended.out << "', stderr '" << ended.err
       << "'";
}

MATCHER_P2(complains, exit_code, sentence, "") {
  const auto lines = std::count(arg.err.begin(), arg.err.end(), '\n');
  return arg.exit_code == exit_code && arg.out.empty() && lines == 1 &&
         arg.err.starts_with("lastwrite") &&
         ::testing::ExplainMatchResult(sentence, arg.err, result_listener);
}

}  // namespace lastwrite
