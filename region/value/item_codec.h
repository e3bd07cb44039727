// Items as bytes at rest: the message v1::Item of proto/value.proto.
//
//   std::string bytes = encode_item(item);
//   Result<Item> same = decode_item(bytes);
//
// Equal items have equal bytes. Threading: pure functions.
#pragma once

#include <string>
#include <string_view>

#include "region/base/result.h"
#include "region/value/attribute_value.h"

namespace lastwrite {

/// Requires: check_item() of item_size.h passes; strings and names are UTF-8.
std::string encode_item(const Item& item);

/// kCorrupt when the bytes are not an item: damaged, or nested deeper than an item may be.
Result<Item> decode_item(std::string_view bytes);

}  // namespace lastwrite
