// Finds the calls of `lastwrite` in a document and says what is wrong with each, without running
// it: no such command, no such option, no such scenario, a --set that does not load.
//
//   complaint("lastwrite run lost-counter --sede 7") == "no option --sede in `lastwrite run
//   --help`"
//
// Threading: one thread; asks the program for its --help once for each command.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tests/docs/markdown.h"

namespace lastwrite::docs {

/// The words of a command line as a shell has them: quotes, and '#' before a remark.
[[nodiscard]] std::vector<std::string> shell_words(std::string_view line);

/// Command lines that call lastwrite: lines of fenced blocks without a language or of `sh` and
/// `text` (a leading "$ " is left out), and code spans. `./dev run X` counts as `lastwrite X`.
[[nodiscard]] std::vector<Piece> command_lines(std::string_view markdown);

/// What is wrong with a command line; "" when nothing is.
[[nodiscard]] std::string complaint(std::string_view line);

}  // namespace lastwrite::docs
