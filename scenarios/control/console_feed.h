// What a cluster's viewers are told: each second how it is, and each lost write as it is decided.
//
//   ConsoleFeed feed(loop, control, viewers);
//   feed.start();                                       // who watches already is greeted anew
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

  /// `run`: what the cluster is of; nullptr: of no run.
  ConsoleFeed(Scheduler& loop, ClusterControl& control, Viewers& viewers,
              const ShownRun* run = nullptr)
      : loop_(loop), control_(control), states_(loop, control), viewers_(viewers), run_(run) {}
  ~ConsoleFeed() { loop_.cancel(timer_); }
  ConsoleFeed(const ConsoleFeed&) = delete;
  ConsoleFeed& operator=(const ConsoleFeed&) = delete;

  void start();
  std::shared_ptr<EventStream> join(bool may_change);
  /// Somebody changed something: nobody waits for the second's end to see it.
  void changed() { tell_state(); }
  StateBook& states() { return states_; }
  /// The cluster ends: what is left is told, of its regions as they were told of last. The streams
  /// stay: the viewers' owner ends them.
  void conclude();
  /// Nothing more comes: every stream ends.
  void end();

 private:
  void next_tick();
  std::string greeting(bool may_change) const;
  void show(const std::vector<ControlledRegion>& regions);
  void tick();
  void note_second();
  void tell_losses();
  void tell_state();
  std::uint64_t lost() const;

  Scheduler& loop_;
  ClusterControl& control_;
  StateBook states_;
  Viewers& viewers_;
  const ShownRun* const run_;
  std::deque<ClusterSecond> seconds_;
  std::vector<ControlledRegion> regions_;  // as told of last
  std::uint64_t lost_before_ = 0;          // the present second
  std::uint64_t last_loss_ = 0;            // its number: told, or of before anybody watched
  unsigned ticks_ = 0;
  TimerId timer_ = TimerId::kNone;
  bool asking_ = false;  // the regions
};

}  // namespace lastwrite
