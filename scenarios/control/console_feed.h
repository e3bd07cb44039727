// What a cluster's viewers are told: each second how it is, and each lost write as it is decided.
//
//   ConsoleFeed feed(loop, control, {});
//   feed.start();
//   std::shared_ptr<EventStream> stream = feed.join(/*may_change=*/false);  // nullptr: too many
//   feed.end();                                                             // before the server
//
// Seconds are counted whether somebody watches or not, so that who comes later sees the last
// kSecondsKept of them. Threading: the loop.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>

#include "scenarios/control/cluster_control.h"
#include "scenarios/control/control_json.h"
#include "scenarios/control/state_book.h"
#include "scenarios/control/viewers.h"

namespace lastwrite {

class ConsoleFeed {
 public:
  static constexpr std::size_t kSecondsKept = 120;
  static constexpr std::size_t kLossesShown = 30;  // to who joins, and at most in a quarter second

  ConsoleFeed(Scheduler& loop, ClusterControl& control, const ViewerLimits& limits)
      : loop_(loop), control_(control), states_(loop, control), viewers_(limits) {}
  ~ConsoleFeed() { end(); }
  ConsoleFeed(const ConsoleFeed&) = delete;
  ConsoleFeed& operator=(const ConsoleFeed&) = delete;

  void start();
  std::shared_ptr<EventStream> join(bool may_change);
  /// Somebody changed something: nobody waits for the second's end to see it.
  void changed() { tell_state(); }
  StateBook& states() { return states_; }
  /// Nothing more comes: every stream ends.
  void end();

 private:
  void tick();
  void note_second();
  void tell_losses();
  void tell_state();
  std::uint64_t lost() const;

  Scheduler& loop_;
  ClusterControl& control_;
  StateBook states_;
  Viewers viewers_;
  std::deque<ClusterSecond> seconds_;
  std::uint64_t lost_before_ = 0;  // the present second
  std::uint64_t last_loss_ = 0;    // its number: told, or of before anybody watched
  unsigned ticks_ = 0;
  TimerId timer_ = TimerId::kNone;
  bool asking_ = false;  // the regions
};

}  // namespace lastwrite
