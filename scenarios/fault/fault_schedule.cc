#include "scenarios/fault/fault_schedule.h"

#include <utility>

namespace lastwrite {

void FaultSchedule::start() {
  for (std::size_t i = 0; i < faults_.size(); ++i) {
    timers_.push_back(
        scheduler_.call_after(faults_[i].at, lifetime_.guard([this, i] { begin(i); })));
  }
}

void FaultSchedule::begin(std::size_t index) {
  const FaultSpec& fault = faults_[index];
  on_fault_(fault, true);
  active_.emplace(index, controls_.begin(fault));
  if (!fault.lasts) return;
  timers_.push_back(
      scheduler_.call_after(*fault.lasts, lifetime_.guard([this, index] { end(index); })));
}

void FaultSchedule::end(std::size_t index) {
  const auto found = active_.find(index);
  if (found == active_.end()) return;
  FaultControls::Ending ending = std::move(found->second);
  active_.erase(found);
  on_fault_(faults_[index], false);
  ending();
}

void FaultSchedule::heal(std::function<void()> done) {
  cancel_timers();
  while (!active_.empty()) {
    const std::size_t index = active_.begin()->first;
    const FaultSpec& fault = faults_[index];
    const bool for_good = std::holds_alternative<KillFault>(fault.kind) && !fault.lasts;
    if (for_good) {
      active_.erase(index);
    } else {
      end(index);
    }
  }
  controls_.calls().when_quiet(std::move(done));
}

void FaultSchedule::cancel() {
  cancel_timers();
  active_.clear();
}

void FaultSchedule::cancel_timers() {
  for (const TimerId timer : timers_) scheduler_.cancel(timer);
  timers_.clear();
}

}  // namespace lastwrite
