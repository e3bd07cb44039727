// A map of at most so many entries: a new one takes the place of the one used longest ago.
//
//   LruMap<std::string, int> map(2);
//   map["a"] = 1, map["b"] = 2, map["c"] = 3;     // "a" is gone
//
// Threading: one owner. Invariant: size() <= the number given.
#pragma once

#include <cstddef>
#include <list>
#include <map>
#include <utility>

namespace lastwrite {

template <typename Key, typename Value>
class LruMap {
 public:
  explicit LruMap(std::size_t entries_max) : entries_max_(entries_max) {}

  /// The entry, now the one used last; made where there is none.
  Value& operator[](const Key& key) {
    if (Value* const known = find(key)) return *known;
    if (index_.size() >= entries_max_) erase(entries_.back().first);
    entries_.emplace_front(key, Value());
    index_.emplace(key, entries_.begin());
    return entries_.front().second;
  }
  /// nullptr: none. Else it is now the one used last.
  Value* find(const Key& key) {
    const auto found = index_.find(key);
    if (found == index_.end()) return nullptr;
    entries_.splice(entries_.begin(), entries_, found->second);
    return &entries_.front().second;
  }
  void erase(const Key& key) {
    const auto found = index_.find(key);
    if (found == index_.end()) return;
    const auto entry = found->second;
    index_.erase(found);
    entries_.erase(entry);
  }
  std::size_t size() const { return index_.size(); }

 private:
  using Entries = std::list<std::pair<Key, Value>>;  // the one used last comes first

  std::size_t entries_max_;
  Entries entries_;
  std::map<Key, typename Entries::iterator> index_;
};

}  // namespace lastwrite
