// Waits for several replies and passes on one: success when all succeeded, else the first error.
//
//   auto all = AllReplies::make(2, std::move(reply));
//   a.start(all->part());
//   b.start(all->part());
//
// Threading: the loop. Each part must be called once.
#pragma once

#include <memory>

#include "scenarios/engine/region_client.h"

namespace lastwrite {

class AllReplies : public std::enable_shared_from_this<AllReplies> {
 public:
  static std::shared_ptr<AllReplies> make(std::size_t parts, Reply<void> whole) {
    return std::shared_ptr<AllReplies>(new AllReplies(parts, std::move(whole)));
  }

  /// A reply that counts as one of the parts.
  Reply<void> part() {
    return [self = shared_from_this()](Result<void> result) { self->take(std::move(result)); };
  }
  /// Answers at once. Requires: made for 0 parts.
  void settle_empty() { whole_({}); }

 private:
  AllReplies(std::size_t parts, Reply<void> whole) : open_(parts), whole_(std::move(whole)) {}

  void take(Result<void> result) {
    if (!result && outcome_) outcome_ = std::move(result);
    if (--open_ == 0) whole_(std::move(outcome_));
  }

  std::size_t open_;
  Reply<void> whole_;
  Result<void> outcome_;
};

}  // namespace lastwrite
