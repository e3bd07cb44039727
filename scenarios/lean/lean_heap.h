// A heap of four branches over plain structs, the least first. Comparisons have no branches: which
// of two pending events is first cannot be predicted. Threading: one owner.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

namespace lastwrite {

/// Requires of T: cheap to copy, `operator<`.
template <typename T>
class LeanHeap {
 public:
  bool empty() const { return entries_.empty(); }
  /// Requires: not empty.
  const T& top() const { return entries_.front(); }

  void push(const T& entry) {
    std::size_t at = entries_.size();
    entries_.push_back(entry);
    while (at > 0) {
      const std::size_t parent = (at - 1) / 4;
      if (!(entry < entries_[parent])) break;
      entries_[at] = entries_[parent];
      at = parent;
    }
    entries_[at] = entry;
  }

  /// Requires: not empty.
  T pop() {
    const T top = entries_.front();
    const T last = entries_.back();
    entries_.pop_back();
    if (!entries_.empty()) sift_down(last);
    return top;
  }

 private:
  void sift_down(const T& entry) {
    const std::size_t size = entries_.size();
    std::size_t at = 0;
    for (;;) {
      const std::size_t first = 4 * at + 1;
      if (first >= size) break;
      const std::size_t least = first + 4 <= size ? least_of_four(first) : least_of(first, size);
      if (!(entries_[least] < entry)) break;
      entries_[at] = entries_[least];
      at = least;
    }
    entries_[at] = entry;
  }

  std::size_t least_of_four(std::size_t first) const {
    const T* const at = entries_.data() + first;
    const std::size_t left = at[1] < at[0] ? 1 : 0;
    const std::size_t right = at[3] < at[2] ? 3 : 2;
    return first + (at[right] < at[left] ? right : left);
  }

  std::size_t least_of(std::size_t first, std::size_t end) const {
    std::size_t least = first;
    for (std::size_t child = first + 1; child < end; ++child) {
      if (entries_[child] < entries_[least]) least = child;
    }
    return least;
  }

  std::vector<T> entries_;
};

}  // namespace lastwrite
