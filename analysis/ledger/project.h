// A run as one attribute of all items saw it, where conflicts were resolved by attributes: each
// (item, attribute) is a register of its own, and what is known of whole items holds of it.
//
//   const History count = project(history, 3);   // history.attributes[3] == "count"
//
// Of the versions those remain that changed the attribute, and all deletes of items that have it;
// versions, operations, items and regions keep their indices. `previous`, bases, reads and finals
// are those of the attribute. Writes that did not touch it become requests that ask no region.
//
// Requires: history.by_attribute. Cost: linear. Threading: a pure function.
#pragma once

#include <cstdint>

#include "analysis/trace/history.h"

namespace lastwrite {

History project(const History& history, std::uint32_t attribute);

}  // namespace lastwrite
