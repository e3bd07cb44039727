// How MemoryStore takes back an open transaction: each change leaves behind the step that reverses
// it.
//
//   undo.push([&map, key] { map.erase(key); });
//   undo.run();                             // newest first
//
// Threading: one owner.
#pragma once

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

#include <absl/functional/any_invocable.h>

namespace lastwrite {

class UndoList {
 public:
  using Step = absl::AnyInvocable<void()>;

  void push(Step step) { steps_.push_back(std::move(step)); }
  void clear() { steps_.clear(); }
  /// Appends the steps of a later transaction, which is left without.
  void take(UndoList& later) {
    std::move(later.steps_.begin(), later.steps_.end(), std::back_inserter(steps_));
    later.steps_.clear();
  }
  void run() {
    for (; !steps_.empty(); steps_.pop_back()) steps_.back()();
  }

 private:
  std::vector<Step> steps_;
};

/// Sets map[key] so that `undo` takes it back.
template <typename Map, typename Key, typename Value>
void put_undoably(UndoList& undo, Map& map, const Key& key, const Value& value) {
  const auto [entry, added] = map.try_emplace(key, value);
  if (added) {
    undo.push([&map, key] { map.erase(key); });
    return;
  }
  undo.push([&map, key, before = std::move(entry->second)]() mutable {
    map.insert_or_assign(key, std::move(before));
  });
  entry->second = value;
}

/// Erases map[key], where there is one, so that `undo` takes it back.
template <typename Map, typename Key>
void erase_undoably(UndoList& undo, Map& map, const Key& key) {
  auto node = map.extract(key);
  if (node.empty()) return;
  undo.push([&map, node = std::move(node)]() mutable { map.insert(std::move(node)); });
}

}  // namespace lastwrite
