// Updates of an item, resolved: SET, REMOVE, ADD and DELETE on document paths. Texts become this
// form in parse_update.h.
//
//   Update bump{.actions = {AddAction{attribute("count"), Number(1)}}};
//   Result<Item> updated = apply(bump, item, schema);
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "region/base/result.h"
#include "region/expression/update_value.h"
#include "region/value/key_schema.h"

namespace lastwrite {

/// SET path = value. The parent document must exist.
struct SetAction {
  Path path;
  UpdateValue value;
  friend bool operator==(const SetAction&, const SetAction&) = default;
};
/// REMOVE path. Missing is no error.
struct RemoveAction {
  Path path;
  friend bool operator==(const RemoveAction&, const RemoveAction&) = default;
};
/// ADD path value: adds a number to a number (missing counts as 0), or elements to a set of the
/// same type.
struct AddAction {
  Path path;
  AttributeValue value;
  friend bool operator==(const AddAction&, const AddAction&) = default;
};

/// DELETE path set: takes elements out of a set of the same type; an empty one goes altogether.
/// Missing is no error.
struct DeleteAction {
  Path path;
  AttributeValue elements;
  friend bool operator==(const DeleteAction&, const DeleteAction&) = default;
};

using UpdateAction = std::variant<SetAction, RemoveAction, AddAction, DeleteAction>;

struct Update {
  std::vector<UpdateAction> actions;
  friend bool operator==(const Update&, const Update&) = default;

  /// Whether the result depends on the value already stored (ADD does, SET of a value does not,
  /// SET of what it computes from a path does).
  bool reads_stored_value() const;
  /// The attributes of the item whose new value depends on their own stored one: by ADD or DELETE,
  /// by a SET that reads them, or by a path into a document, which keeps the rest of it.
  std::vector<std::string> computed_attributes() const;
};

/// The updated item; every action reads the item as it was before the update. kValidation: a path
/// into a key attribute, overlapping paths, a type that an action does not fit, a missing parent
/// document.
Result<Item> apply(const Update& update, const Item& item, const KeySchema& schema);

}  // namespace lastwrite
