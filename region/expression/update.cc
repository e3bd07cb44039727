// How an update is applied. Every action reads the item as it was, so list indexes mean the
// elements of the stored list; that holds because of the order of work:
//   1. SET and ADD, in ascending order of their paths: they change elements where they stand and
//   append
//      behind the stored ones, the lower index first, so no stored element moves;
//   2. REMOVE and DELETE, in descending order: an element that goes moves only those behind it,
//   which are done. What
//      the stored item did not have is left out, for an append may have put something there
//      meanwhile.
#include "region/expression/update.h"

#include <algorithm>

#include "region/expression/update_check.h"
#include "region/value/item_size.h"

namespace lastwrite {
namespace {

Failure no_parent() {
  return fail(ErrorCode::kValidation,
              "The document path provided in the update expression is invalid for update");
}

Failure wrong_type() {
  return fail(ErrorCode::kValidation,
              "An operand in the update expression has an incorrect data type");
}

/// Where the last element of a path points: into a map (or the item itself) or into a list.
struct Place {
  Map* map = nullptr;
  List* list = nullptr;
  const PathElement* last = nullptr;

  AttributeValue* value() const {
    if (map != nullptr) {
      const auto found = map->find(std::get<std::string>(*last));
      return found == map->end() ? nullptr : &found->second;
    }
    const std::size_t index = std::get<std::size_t>(*last);
    return index < list->size() ? &(*list)[index] : nullptr;
  }

  void set(AttributeValue new_value) const {
    if (AttributeValue* stored = value()) {
      *stored = std::move(new_value);
    } else if (map != nullptr) {
      map->insert_or_assign(std::get<std::string>(*last), std::move(new_value));
    } else {
      list->push_back(std::move(new_value));
    }
  }

  void remove() const {
    if (map != nullptr) {
      map->erase(std::get<std::string>(*last));
    } else {
      list->erase(list->begin() + static_cast<std::ptrdiff_t>(std::get<std::size_t>(*last)));
    }
  }
};

/// kValidation when the parent document is missing or of the other kind.
Result<Place> locate(Item& item, const Path& path) {
  Place place{.map = &item, .list = nullptr, .last = &path.elements[0]};
  for (std::size_t i = 1; i < path.elements.size(); ++i) {
    AttributeValue* parent = place.value();
    if (parent == nullptr) return no_parent();
    place = {parent->get_if<Map>(), parent->get_if<List>(), &path.elements[i]};
    const bool by_name = std::holds_alternative<std::string>(*place.last);
    if ((by_name ? place.map == nullptr : place.list == nullptr)) return no_parent();
  }
  return place;
}

template <typename Set>
Result<AttributeValue> united(const Set& stored, const AttributeValue& operand) {
  const Set* added = operand.get_if<Set>();
  if (added == nullptr) return wrong_type();
  Set result = stored;
  result.insert(added->begin(), added->end());
  return AttributeValue(std::move(result));
}

Result<AttributeValue> sum(const AttributeValue& stored, const AttributeValue& operand) {
  if (const auto* strings = stored.get_if<StringSet>()) return united(*strings, operand);
  if (const auto* numbers = stored.get_if<NumberSet>()) return united(*numbers, operand);
  if (const auto* binaries = stored.get_if<BinarySet>()) return united(*binaries, operand);
  const auto* a = stored.get_if<Number>();
  const auto* b = operand.get_if<Number>();
  if (a == nullptr || b == nullptr) return wrong_type();
  const auto result = add(*a, *b);
  if (!result) return propagate(result);
  return AttributeValue(*result);
}

/// `before` is the stored item: see the head of this file.
Result<void> apply_set(Item& item, const SetAction& action, const Item& before) {
  auto value = resolve(action.value, before);
  if (!value) return propagate(value);
  const auto place = locate(item, action.path);
  if (!place) return propagate(place);
  place->set(*std::move(value));
  return {};
}

Result<void> apply_add(Item& item, const AddAction& action) {
  const auto place = locate(item, action.path);
  if (!place) return propagate(place);
  const AttributeValue* stored = place->value();
  auto result =
      stored == nullptr ? Result<AttributeValue>(action.value) : sum(*stored, action.value);
  if (!result) return propagate(result);
  place->set(std::move(*result));
  return {};
}

template <typename Set>
Result<bool> take_out(AttributeValue& stored, const AttributeValue& elements) {
  Set* set = stored.get_if<Set>();
  const Set* gone = elements.get_if<Set>();
  if (set == nullptr || gone == nullptr) return wrong_type();
  for (const auto& element : *gone) set->erase(element);
  return set->empty();
}

/// True when nothing is left.
Result<bool> take_out(AttributeValue& stored, const AttributeValue& elements) {
  if (stored.get_if<StringSet>()) return take_out<StringSet>(stored, elements);
  if (stored.get_if<NumberSet>()) return take_out<NumberSet>(stored, elements);
  return take_out<BinarySet>(stored, elements);
}

Result<void> apply_delete(Item& item, const DeleteAction& action) {
  const auto place = locate(item, action.path);
  if (!place) return propagate(place);
  AttributeValue* stored = place->value();
  if (stored == nullptr) return {};
  const auto empty = take_out(*stored, action.elements);
  if (!empty) return propagate(empty);
  if (*empty) place->remove();
  return {};
}

/// `before` is the stored item: see the head of this file.
Result<void> apply_remove(Item& item, const RemoveAction& action, const Item& before) {
  const auto place = locate(item, action.path);
  if (!place) return propagate(place);
  if (find(before, action.path) != nullptr) place->remove();
  return {};
}

Result<void> apply_writes(const std::vector<const UpdateAction*>& ascending, const Item& before,
                          Item& item) {
  for (const UpdateAction* action : ascending) {
    Result<void> applied;
    if (const auto* set = std::get_if<SetAction>(action)) applied = apply_set(item, *set, before);
    if (const auto* add = std::get_if<AddAction>(action)) applied = apply_add(item, *add);
    if (!applied) return applied;
  }
  return {};
}

Result<void> apply_removals(const std::vector<const UpdateAction*>& ascending, const Item& before,
                            Item& item) {
  for (auto action = ascending.rbegin(); action != ascending.rend(); ++action) {
    Result<void> applied;
    if (const auto* remove = std::get_if<RemoveAction>(*action))
      applied = apply_remove(item, *remove, before);
    if (const auto* taken = std::get_if<DeleteAction>(*action))
      applied = apply_delete(item, *taken);
    if (!applied) return applied;
  }
  return {};
}

/// Whether the attribute's new value depends on its stored one, whatever its path.
bool reads_its_own(const UpdateAction& action) {
  const auto* set = std::get_if<SetAction>(&action);
  if (set == nullptr) return !std::holds_alternative<RemoveAction>(action);
  const std::vector<Path> read = set->value.paths();
  return std::any_of(read.begin(), read.end(),
                     [&](const Path& path) { return path.name() == set->path.name(); });
}

std::vector<const UpdateAction*> in_order_of_paths(const Update& update) {
  std::vector<const UpdateAction*> actions;
  for (const UpdateAction& action : update.actions) actions.push_back(&action);
  std::sort(actions.begin(), actions.end(), [](const UpdateAction* a, const UpdateAction* b) {
    return path_of(*a).elements < path_of(*b).elements;
  });
  return actions;
}

}  // namespace

bool Update::reads_stored_value() const {
  return std::any_of(actions.begin(), actions.end(), [](const UpdateAction& action) {
    if (const auto* set = std::get_if<SetAction>(&action)) return !set->value.paths().empty();
    return !std::holds_alternative<RemoveAction>(action);
  });
}

std::vector<std::string> Update::computed_attributes() const {
  std::vector<std::string> names;
  for (const UpdateAction& action : actions) {
    const Path& path = path_of(action);
    if (path.elements.size() > 1 || reads_its_own(action)) names.push_back(path.name());
  }
  return names;
}

Result<Item> apply(const Update& update, const Item& item, const KeySchema& schema) {
  const auto checked = check_update(update, schema);
  if (!checked) return propagate(checked);
  const auto actions = in_order_of_paths(update);
  Item updated = item;
  auto applied = apply_writes(actions, item, updated);
  if (applied) applied = apply_removals(actions, item, updated);
  if (applied) applied = check_item(updated);
  if (!applied) return propagate(applied);
  return updated;
}

}  // namespace lastwrite
