// Which of a peer's dense sequences have been taken, when they come in any order: all up to a
// cursor, and some beyond it.
//
//   SequenceTracker tracker(10);
//   tracker.take(12);  tracker.cursor() == 10
//   tracker.take(11);  tracker.cursor() == 12
//
// Threading: values. Memory: proportional to the gaps' span, which flow control bounds.
#pragma once

#include <cstdint>
#include <set>

namespace lastwrite {

class SequenceTracker {
 public:
  explicit SequenceTracker(std::uint64_t cursor = 0) : cursor_(cursor) {}

  /// False when `sequence` was taken before.
  bool take(std::uint64_t sequence) {
    if (sequence <= cursor_) return false;
    if (sequence > cursor_ + 1) return beyond_.insert(sequence).second;
    ++cursor_;
    while (!beyond_.empty() && *beyond_.begin() == cursor_ + 1) {
      beyond_.erase(beyond_.begin());
      ++cursor_;
    }
    return true;
  }

  /// Every sequence up to here was taken.
  std::uint64_t cursor() const { return cursor_; }
  std::size_t beyond() const { return beyond_.size(); }

 private:
  std::uint64_t cursor_;
  std::set<std::uint64_t> beyond_;
};

}  // namespace lastwrite
