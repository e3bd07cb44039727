// Random numbers, values and items for properties. Threading: pure functions.
#pragma once

#include <rapidcheck.h>

#include "region/value/attribute_value.h"

namespace lastwrite {

/// Up to 38 digits, exponents over most of the range.
rc::Gen<Number> any_number();
/// Text over few letters, some of more than one byte.
rc::Gen<String> any_text();
/// Bytes over few values, zero and 255 among them.
rc::Gen<String> any_bytes();
/// Any type, lists and maps up to `levels` deep.
rc::Gen<AttributeValue> any_value(int levels);
rc::Gen<Item> any_item(int levels = 3);

}  // namespace lastwrite
