// The canonical bytes of one key value, as parts of an ItemKey. Layout: README.md of this folder.
//
//   append_terminated(out, "ord-001");  append_number(out, *Number::parse("42"));
//
// Invariants: a part is never a proper prefix of another part made by the same function (but for
// the plain bytes of a sort key, which stand last); parts order in memcmp as the values do. Readers
// take their part off the front of `bytes` and return false on bytes that no writer makes.
#pragma once

#include <string>
#include <string_view>

#include "region/value/number.h"

namespace lastwrite {

/// String or binary bytes that something follows.
void append_terminated(std::string& out, std::string_view value);
bool take_terminated(std::string_view& bytes, std::string& value);

/// A number, at most 22 bytes.
void append_number(std::string& out, const Number& value);
bool take_number(std::string_view& bytes, Number& value);

}  // namespace lastwrite
