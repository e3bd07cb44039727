// What each region said of itself last. Asks those that run, and waits for nobody longer than
// kPatience: a region that is stopped or hangs is told as silent, with what it said before, and is
// waited for no more until it answers.
//
//   StateBook book(loop, control);
//   book.ask([](Result<std::vector<ControlledRegion>> regions) { … });   // within kPatience
//
// Threading: the loop. Every reply comes once, on the loop, but for those that end() drops.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "region/base/scheduler.h"
#include "scenarios/control/cluster_control.h"

namespace lastwrite {

class StateBook {
 public:
  static constexpr Duration kPatience = std::chrono::milliseconds(800);  // of the feed's second

  StateBook(Scheduler& loop, ClusterControl& control) : loop_(loop), control_(control) {}
  ~StateBook() { end(); }
  StateBook(const StateBook&) = delete;
  StateBook& operator=(const StateBook&) = delete;

  /// All regions, with what those that run say.
  void ask(Reply<std::vector<ControlledRegion>> reply);
  /// No reply comes any more, and no timer stays.
  void end();

 private:
  struct Said {
    std::optional<RegionState> state = {};
    std::map<std::string, KeySchema> keys = {};
    bool silent = false;
    std::size_t open = 0;  // questions
  };
  // One ask() that has not been answered.
  struct Round {
    std::set<RegionName> waits_for = {};
    Reply<std::vector<ControlledRegion>> reply;
    TimerId timer = TimerId::kNone;
  };
  using RoundId = std::uint64_t;

  void question(const RegionName& region, RoundId round);
  void take(const RegionName& region, Result<RegionState> state);
  void answered(RoundId round, const RegionName& region);
  void out_of_patience(RoundId round);
  void finish(RoundId round);
  std::vector<ControlledRegion> now() const;

  Scheduler& loop_;
  ClusterControl& control_;
  std::map<RegionName, Said> said_;
  std::map<RoundId, Round> rounds_;
  RoundId last_round_ = 0;
  // Replies of regions may come after the end.
  std::shared_ptr<StateBook*> self_ = std::make_shared<StateBook*>(this);
};

}  // namespace lastwrite
