// The events of a lean run, in the order (time, order of scheduling); deliveries come after
// everything else of the same instant, as in the full simulation, where they take two more turns.
//
//   queue.push(due, {LeanEvent::Kind::kBegin, 0, 0, client});
//   queue.push_hop({LeanEvent::Kind::kRequest, 0, 0, task});    // kLocalHop from now
//   LeanEvent event = queue.pop();                              // queue.now() is its time
//
// A ring for what always takes the same time; for the rest a wheel of slots of 65 µs, each a list
// without order, and a small heap that brings order into the slot whose time has come. What is
// further than a second away waits in a heap of its own. Threading: one owner.
#pragma once

#include <cstdint>
#include <vector>

#include "scenarios/lean/lean_heap.h"
#include "scenarios/sim/local_hop.h"

namespace lastwrite {

struct LeanEvent {
  enum class Kind : std::uint8_t {
    kBegin,      // a client's next task
    kTravel,     // a request has come to another region
    kRequest,    // it reaches the region's store
    kReply,      // the answer has left it
    kBack,       // an answer has come from another region
    kThought,    // a client has thought
    kRetry,      // a client has waited
    kTimeout,    // a client waits no longer for its answer
    kSubscribe,  // a region asks for what it lacks
    kApply,      // a record arrives
  };

  Kind kind = Kind::kBegin;
  std::uint8_t region = 0;    // kApply: where
  std::uint16_t link = 0;     // kApply: over which
  std::uint32_t subject = 0;  // a client, a task or a version
};

class LeanQueue {
 public:
  LeanQueue();

  std::int64_t now() const { return now_; }
  bool empty() const {
    return ring_begin_ == ring_end_ && near_.empty() && in_wheel_ == 0 && far_.empty();
  }
  std::uint64_t popped() const { return popped_; }

  /// Requires: due >= now().
  void push(std::int64_t due, const LeanEvent& event) {
    const std::uint64_t last = event.kind >= LeanEvent::Kind::kSubscribe ? kLast : 0;
    place({due, ++sequence_ | last, event});
  }

  /// A place in the order of scheduling, for an event that may be pushed later.
  std::uint64_t reserve() { return ++sequence_; }
  /// Requires: due >= now(), later than what was popped.
  void push_reserved(std::int64_t due, std::uint64_t order, const LeanEvent& event) {
    place({due, order, event});
  }

  void push_hop(const LeanEvent& event) {
    if (ring_end_ - ring_begin_ == ring_.size()) grow();
    ring_[ring_end_++ & (ring_.size() - 1)] = {now_ + kLocalHop.count(), ++sequence_, event};
  }

  /// Requires: not empty.
  LeanEvent pop();
  /// When the next event is due. Requires: not empty.
  std::int64_t next_due();

  /// The clock goes on to `at`. Requires: no event is due before.
  void advance_to(std::int64_t at) { now_ = std::max(now_, at); }

 private:
  static constexpr std::uint64_t kLast = std::uint64_t{1} << 63;
  static constexpr unsigned kSlotBits = 16;  // a slot is 2^16 ns
  static constexpr std::int64_t kSlots = 1 << 14;
  static constexpr std::uint32_t kNone = 0xffffffff;

  struct Entry {
    std::int64_t due;
    std::uint64_t order;
    LeanEvent event;
    friend bool operator<(const Entry& a, const Entry& b) {
      return static_cast<bool>(
          static_cast<int>(a.due < b.due) |
          (static_cast<int>(a.due == b.due) & static_cast<int>(a.order < b.order)));
    }
  };
  struct Node {
    Entry entry;
    std::uint32_t next;
  };

  const Entry& front() const { return ring_[ring_begin_ & (ring_.size() - 1)]; }
  void place(const Entry& entry) {
    const std::int64_t slot = entry.due >> kSlotBits;
    if (slot < near_end_) return near_.push(entry);
    if (slot - near_end_ >= kSlots) return far_.push(entry);
    put_in_wheel(slot, entry);
  }
  void put_in_wheel(std::int64_t slot, const Entry& entry);
  bool bring_near();
  void open_slot(std::int64_t slot);
  std::int64_t next_slot() const;
  void grow();

  std::int64_t now_ = 0;
  std::uint64_t sequence_ = 0;
  std::uint64_t popped_ = 0;
  LeanHeap<Entry> near_;               // in slots before near_end_
  std::int64_t near_end_ = 0;          // a slot, counted from time 0
  std::vector<std::uint32_t> slots_;   // nodes: the first of each slot's list
  std::vector<std::uint64_t> filled_;  // bits: slots that are not empty
  std::vector<Node> nodes_;
  std::uint32_t free_node_ = kNone;
  std::size_t in_wheel_ = 0;
  LeanHeap<Entry> far_;
  std::vector<Entry> ring_;  // its size is a power of two
  std::uint64_t ring_begin_ = 0;
  std::uint64_t ring_end_ = 0;
};

}  // namespace lastwrite
