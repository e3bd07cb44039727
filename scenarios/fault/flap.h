// A cut that comes and goes by itself: there at once and for `down`, gone for `up`, and so on.
//
//   Flap flap({.cut = PartitionFault{{{eu}, {us}}}, .up = 500ms, .down = 300ms}, links, scheduler);
//   flap.end();                       // the links are as without it
//
// Its end as an object stops it and leaves the links as they are. Threading: one loop.
#pragma once

#include <optional>

#include "region/base/scheduler.h"
#include "scenarios/engine/fault_spec.h"
#include "scenarios/fault/link_control.h"

namespace lastwrite {

class Flap {
 public:
  /// `links` and `scheduler` must outlive this.
  Flap(const FlapFault& fault, LinkControl& links, Scheduler& scheduler);
  Flap(const Flap&) = delete;
  Flap& operator=(const Flap&) = delete;
  ~Flap() { scheduler_.cancel(timer_); }

  void end();

 private:
  void go_down();
  void go_up();

  const FlapFault fault_;
  LinkControl& links_;
  Scheduler& scheduler_;
  std::optional<LinkEffect> cut_;
  TimerId timer_ = TimerId::kNone;
};

}  // namespace lastwrite
