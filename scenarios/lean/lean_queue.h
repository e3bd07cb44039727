// The events of a lean run, in the order (time, order of scheduling); deliveries come after
// everything else of the same instant, as in the full simulation, where they take two more turns.
//
//   queue.push(due, {LeanEvent::Kind::kBegin, client});
//   queue.push_hop({LeanEvent::Kind::kRequest, task});    // kLocalHop from now
//   LeanEvent event = queue.pop();                        // queue.now() is its time
//
// A heap of four branches for what may come at any time, and a ring for what always takes the same
// time. Threading: one owner. Requires: pop() of a queue that is not empty.
#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "scenarios/sim/local_hop.h"

namespace lastwrite {

struct LeanEvent {
  enum class Kind : std::uint8_t {
    kBegin,
    kTravel,
    kRequest,
    kReply,
    kBack,
    kThought,
    kRetry,
    kApply
  };

  Kind kind = Kind::kBegin;
  std::uint8_t region = 0;    // kApply: where
  std::uint16_t link = 0;     // kApply: over which
  std::uint32_t subject = 0;  // a client, a task or a version
};

class LeanQueue {
 public:
  LeanQueue() : ring_(1024) {}

  std::int64_t now() const { return now_; }
  bool empty() const { return heap_.empty() && ring_begin_ == ring_end_; }
  std::uint64_t popped() const { return popped_; }

  void push(std::int64_t due, const LeanEvent& event) {
    const std::uint64_t last = event.kind == LeanEvent::Kind::kApply ? kLast : 0;
    sift_up({due, ++sequence_ | last, event});
  }

  void push_hop(const LeanEvent& event) {
    if (ring_end_ - ring_begin_ == ring_.size()) grow();
    ring_[ring_end_++ & (ring_.size() - 1)] = {now_ + kLocalHop.count(), ++sequence_, event};
  }

  LeanEvent pop() {
    ++popped_;
    const bool has_hop = ring_begin_ != ring_end_;
    if (has_hop && (heap_.empty() || front() < heap_.front())) {
      const Entry entry = front();
      ++ring_begin_;
      now_ = entry.due;
      return entry.event;
    }
    const Entry top = heap_.front();
    const Entry last = heap_.back();
    heap_.pop_back();
    if (!heap_.empty()) sift_down(last);
    now_ = top.due;
    return top.event;
  }

  /// The clock goes on to `at`. Requires: no event is due before.
  void advance_to(std::int64_t at) { now_ = std::max(now_, at); }

  /// When the next event is due. Requires: not empty.
  std::int64_t next_due() const {
    if (ring_begin_ == ring_end_) return heap_.front().due;
    return heap_.empty() ? front().due : std::min(front().due, heap_.front().due);
  }

 private:
  static constexpr std::uint64_t kLast = std::uint64_t{1} << 63;

  struct Entry {
    std::int64_t due;
    std::uint64_t order;
    LeanEvent event;
    friend bool operator<(const Entry& a, const Entry& b) {
      return a.due != b.due ? a.due < b.due : a.order < b.order;
    }
  };

  const Entry& front() const { return ring_[ring_begin_ & (ring_.size() - 1)]; }

  void sift_up(const Entry& entry) {
    std::size_t at = heap_.size();
    heap_.push_back(entry);
    while (at > 0) {
      const std::size_t parent = (at - 1) / 4;
      if (!(entry < heap_[parent])) break;
      heap_[at] = heap_[parent];
      at = parent;
    }
    heap_[at] = entry;
  }

  void sift_down(const Entry& entry) {
    const std::size_t size = heap_.size();
    std::size_t at = 0;
    for (;;) {
      const std::size_t first = 4 * at + 1;
      if (first >= size) break;
      std::size_t least = first;
      const std::size_t end = std::min(first + 4, size);
      for (std::size_t child = first + 1; child < end; ++child) {
        if (heap_[child] < heap_[least]) least = child;
      }
      if (!(heap_[least] < entry)) break;
      heap_[at] = heap_[least];
      at = least;
    }
    heap_[at] = entry;
  }

  void grow() {
    std::vector<Entry> wider(2 * ring_.size());
    for (std::uint64_t i = ring_begin_; i != ring_end_; ++i) {
      wider[i & (wider.size() - 1)] = ring_[i & (ring_.size() - 1)];
    }
    ring_ = std::move(wider);
  }

  std::int64_t now_ = 0;
  std::uint64_t sequence_ = 0;
  std::uint64_t popped_ = 0;
  std::vector<Entry> heap_;
  std::vector<Entry> ring_;  // its size is a power of two
  std::uint64_t ring_begin_ = 0;
  std::uint64_t ring_end_ = 0;
};

}  // namespace lastwrite
