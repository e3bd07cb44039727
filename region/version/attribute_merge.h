// Conflict resolution attribute by attribute: each attribute is a register of its own, and its
// greater stamp wins.
//
//   stored   {a: 1 @5, b: 1 @5}, version 5
//   incoming {b: 2 @7}, version 7               // a write carries the attributes that it changed
//   merged   {a: 1 @5, b: 2 @7}, version 7
//
// Invariants:
//   1. Merging is commutative, associative and idempotent: whatever the order of arrival, all
//      regions end with the same (tests/region/version/attribute_merge_test.cc).
//   2. The version is the greatest stamp of all writes merged. The item is there if and only if
//   that
//      is greater than removed_before, the stamp of the last delete.
//   3. A delete removes what is older than itself, also attributes that it did not know of. A write
//      that is newer than a delete brings the item back with the attributes that it changed, and
//      with no others.
// Threading: pure functions.
#pragma once

#include <string>
#include <vector>

#include "region/value/attribute_value.h"
#include "region/version/attribute_stamps.h"
#include "region/version/conflict.h"

namespace lastwrite {

/// An item, or what a write changed of one. In the latter `item` may hold more than was changed:
/// only attributes with a stamp count.
struct AttributeState {
  Stamp version;
  std::optional<Item> item;  // nullopt: deleted; then removed_before is `version`
  AttributeStamps attributes;
};

/// What became of one attribute in a merge. An empty name: of the item's deletion.
struct AttributeEffect {
  std::string name;
  Stamp version;                  // of the write that set it
  std::optional<Stamp> previous;  // the stamp that stood there before
  bool taken = false;
  bool computed = false;  // local writes: from the value that stood there (ADD)

  friend bool operator==(const AttributeEffect&, const AttributeEffect&) = default;
};

struct AttributeMerge {
  AttributeState state;
  std::vector<AttributeEffect> effects;
  Decision decision = Decision::kInstall;  // kInstall: anything was taken
};

/// The item as if every attribute had been written by `version`: what was resolved as a whole.
AttributeState as_attributes(const Stamp& version, std::optional<Item> item, const Item& key);

/// `key`: the key attributes. `rule`: decide(), but in tests.
AttributeMerge merge_attributes(const std::optional<AttributeState>& stored,
                                const AttributeState& incoming, const Item& key, ConflictRule rule);

/// The attributes beside the key that differ between two items, in byte order.
std::vector<std::string> differing_attributes(const std::optional<Item>& before,
                                              const std::optional<Item>& after, const Item& key);

}  // namespace lastwrite
