#include "scenarios/lean/lean_queue.h"

#include <bit>
#include <utility>

#include "region/base/check.h"

namespace lastwrite {
namespace {

constexpr std::size_t kRing = 1024;
constexpr unsigned kWordBits = 64;

}  // namespace

LeanQueue::LeanQueue() : slots_(kSlots, kNone), filled_(kSlots / kWordBits, 0), ring_(kRing) {}

LeanEvent LeanQueue::pop() {
  ++popped_;
  const bool pending = !near_.empty() || bring_near();
  if (ring_begin_ != ring_end_ && (!pending || front() < near_.top())) {
    const Entry entry = front();
    ++ring_begin_;
    now_ = entry.due;
    return entry.event;
  }
  LW_CHECK(pending, "no event is left after {} ns", now_);
  const Entry entry = near_.pop();
  now_ = entry.due;
  return entry.event;
}

std::int64_t LeanQueue::next_due() {
  const bool pending = !near_.empty() || bring_near();
  if (ring_begin_ == ring_end_) return near_.top().due;
  return pending ? std::min(front().due, near_.top().due) : front().due;
}

void LeanQueue::put_in_wheel(std::int64_t slot, const Entry& entry) {
  if (free_node_ == kNone) {
    free_node_ = static_cast<std::uint32_t>(nodes_.size());
    nodes_.push_back({entry, kNone});
  }
  const std::uint32_t node = free_node_;
  free_node_ = nodes_[node].next;
  const auto index = static_cast<std::size_t>(slot & (kSlots - 1));
  nodes_[node] = {entry, slots_[index]};
  slots_[index] = node;
  filled_[index / kWordBits] |= std::uint64_t{1} << (index % kWordBits);
  ++in_wheel_;
}

// Opens the next slot that holds something. False: nothing is left but the ring.
bool LeanQueue::bring_near() {
  if (in_wheel_ == 0) {
    if (far_.empty()) return false;
    near_end_ = far_.top().due >> kSlotBits;
  } else {
    open_slot(next_slot());
  }
  while (!far_.empty() && (far_.top().due >> kSlotBits) - near_end_ < kSlots) place(far_.pop());
  return !near_.empty() || bring_near();
}

void LeanQueue::open_slot(std::int64_t slot) {
  const auto index = static_cast<std::size_t>(slot & (kSlots - 1));
  near_end_ = slot + 1;
  filled_[index / kWordBits] &= ~(std::uint64_t{1} << (index % kWordBits));
  std::uint32_t node = std::exchange(slots_[index], kNone);
  while (node != kNone) {
    near_.push(nodes_[node].entry);
    const std::uint32_t next = std::exchange(nodes_[node].next, free_node_);
    free_node_ = node;
    node = next;
    --in_wheel_;
  }
}

// The first filled slot from near_end_ on, around the wheel. Requires: there is one.
std::int64_t LeanQueue::next_slot() const {
  const auto begin = static_cast<std::size_t>(near_end_ & (kSlots - 1));
  std::size_t word = begin / kWordBits;
  std::uint64_t bits = filled_[word] & (~std::uint64_t{0} << (begin % kWordBits));
  while (bits == 0) {
    word = (word + 1) % filled_.size();
    bits = filled_[word];
  }
  const std::size_t index = word * kWordBits + static_cast<std::size_t>(std::countr_zero(bits));
  const std::size_t ahead = (index + kSlots - begin) & (kSlots - 1);
  return near_end_ + static_cast<std::int64_t>(ahead);
}

void LeanQueue::grow() {
  std::vector<Entry> wider(2 * ring_.size());
  for (std::uint64_t i = ring_begin_; i != ring_end_; ++i) {
    wider[i & (wider.size() - 1)] = ring_[i & (ring_.size() - 1)];
  }
  ring_ = std::move(wider);
}

}  // namespace lastwrite
