// What of a C++ file is code: comments and literals replaced by blanks, every line where it was.
//
//   code_only("a = rand();  // not rand()") == "a = rand();               "
#pragma once

#include <string>
#include <string_view>

namespace lastwrite::tidy {

/// Without comments; literals stay (so that #include "…" can be read).
[[nodiscard]] std::string without_comments(std::string_view text);
/// Without comments and without what stands in string and character literals, raw ones too.
[[nodiscard]] std::string code_only(std::string_view text);

/// A letter, a digit or '_'.
[[nodiscard]] bool is_identifier_char(char c);
/// The line, from 1, that holds the character at `offset`.
[[nodiscard]] int line_at(std::string_view text, std::size_t offset);

}  // namespace lastwrite::tidy
