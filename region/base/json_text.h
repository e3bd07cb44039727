// Texts as JSON and EDN write them: in quotes, escaped.
//
//   json_text("a\"b\n")      // "\"a\\\"b\\n\""
//
// Threading: pure functions.
#pragma once

#include <string>
#include <string_view>

namespace lastwrite {

/// A JSON string. Bytes that are no UTF-8 become U+FFFD, since JSON cannot hold them.
std::string json_text(std::string_view text);
/// An EDN string: its escapes are those of JSON without "\/", and it is read the same.
std::string edn_text(std::string_view text);

}  // namespace lastwrite
