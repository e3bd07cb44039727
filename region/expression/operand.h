// What a condition compares: a place in the item, a value of the request, or the size of what
// stands at a place.
//
//   Operand left = attribute("count"), right = AttributeValue(Number(7));
//   const AttributeValue* value = …value_of(left, &item)
//
// Threading: values.
#pragma once

#include <optional>
#include <variant>

#include "region/expression/path.h"

namespace lastwrite {

/// size(path): bytes of a string in UTF-8 (the guide says "length" and no more), bytes of a binary,
/// elements of a set, list or map. Nothing else has a size.
struct SizeOf {
  Path path;
  friend bool operator==(const SizeOf&, const SizeOf&) = default;
};

using Operand = std::variant<Path, AttributeValue, SizeOf>;

/// The operand's value for `item` (nullptr: no such item); nullopt where the item has none. The
/// value is a copy only for sizes: `held` keeps it.
const AttributeValue* value_of(const Operand& operand, const Item* item, AttributeValue& held);

}  // namespace lastwrite
