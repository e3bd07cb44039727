// What a History tells of single attributes, where conflicts were resolved by attributes
// (proto/trace.proto, AttributeEffect). Threading: values.
#pragma once

#include "analysis/trace/index.h"

namespace lastwrite {

/// What an event at one region did to one attribute of the item.
struct AttributeEvent {
  std::uint32_t event = kAbsent;      // events[region]
  std::uint32_t attribute = kAbsent;  // attributes; kAbsent: the deletion of the item
  std::uint32_t version = kAbsent;    // versions: the write that set it
  std::uint32_t previous = kAbsent;   // versions: whose value stood there
  bool taken = false;
  bool computed = false;  // accepted writes: from the previous value
};

/// Whose value of an attribute was seen, by a read or in the end.
struct AttributeSeen {
  std::uint32_t by = kAbsent;         // operations, or finals
  std::uint32_t attribute = kAbsent;  // attributes; kAbsent: the last deletion of the item
  std::uint32_t version = kAbsent;    // versions
};

}  // namespace lastwrite
