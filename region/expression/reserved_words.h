// The words that an expression may not use as a plain attribute name (developer guide, "Reserved
// words in DynamoDB").
//
// Threading: pure functions.
#pragma once

#include <string_view>

namespace lastwrite {

/// In any case: is_reserved_word("Count") is true.
bool is_reserved_word(std::string_view word);

}  // namespace lastwrite
