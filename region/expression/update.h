// Updates of an item, resolved: SET, REMOVE and ADD on document paths.
//
//   Update bump{.actions = {AddAction{attribute("count"), Number(1)}}};
//   Result<Item> updated = apply(bump, item, schema);
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "region/base/result.h"
#include "region/expression/path.h"
#include "region/value/key_schema.h"

namespace lastwrite {

/// SET path = value. The parent document must exist.
struct SetAction {
  Path path;
  AttributeValue value;
};
/// REMOVE path. Missing is no error.
struct RemoveAction {
  Path path;
};
/// ADD path value: adds a number to a number (missing counts as 0), or elements to a set of the
/// same type.
struct AddAction {
  Path path;
  AttributeValue value;
};

using UpdateAction = std::variant<SetAction, RemoveAction, AddAction>;

struct Update {
  std::vector<UpdateAction> actions;

  /// Whether the result depends on the value already stored (ADD does, SET of a value does not).
  bool reads_stored_value() const;
  /// The attributes of the item whose new value depends on their own stored one: by ADD, or by a
  /// path into a document, which keeps the rest of it.
  std::vector<std::string> computed_attributes() const;
};

/// The updated item; every action reads the item as it was before the update. kValidation: a path
/// into a key attribute, overlapping paths, a type that an action does not fit, a missing parent
/// document.
Result<Item> apply(const Update& update, const Item& item, const KeySchema& schema);

}  // namespace lastwrite
