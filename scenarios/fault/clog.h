// Swizzled clogging, after FoundationDB: links are paused one after another and go on one after
// another in an order of its own, so that changes arrive in orders that no single delay makes.
//
// With n links the span has 2 n equal steps: n pauses, the first at once, then n releases. Its end
// as an object stops it and leaves the links as they are. Threading: one loop.
#pragma once

#include <map>

#include "region/base/scheduler.h"
#include "scenarios/engine/fault_spec.h"
#include "scenarios/fault/link_control.h"

namespace lastwrite {

class Clog {
 public:
  /// `links` and `scheduler` must outlive this. Requires: as many releases as clogs, of the same
  /// links.
  Clog(const ClogFault& fault, LinkControl& links, Scheduler& scheduler);
  Clog(const Clog&) = delete;
  Clog& operator=(const Clog&) = delete;
  ~Clog() { scheduler_.cancel(timer_); }

  /// Releases what is still paused.
  void end();

 private:
  void step();

  const ClogFault fault_;
  LinkControl& links_;
  Scheduler& scheduler_;
  std::size_t steps_ = 0;
  std::map<LinkPair, LinkEffect> paused_;
  TimerId timer_ = TimerId::kNone;
};

}  // namespace lastwrite
