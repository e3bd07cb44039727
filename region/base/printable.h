// Text of strangers (file names, scenario files, options) as a terminal may show it: without
// characters that would move its cursor, change its colours or end the line.
//
//   printable("a\x1b[2Jb\n")      // "a\\x1b[2Jb\\n"
//
// Control characters are those of ASCII and those from U+0080 to U+009F in UTF-8; bytes that are no
// UTF-8 count as such, since an 8-bit terminal may obey them. Threading: pure.
#pragma once

#include <string>
#include <string_view>

namespace lastwrite {

/// `text` with each control character written as an escape; anything else as it is.
std::string printable(std::string_view text);

/// Whether there is one; `allowed` are none.
bool has_control_character(std::string_view text, std::string_view allowed = "");

}  // namespace lastwrite
