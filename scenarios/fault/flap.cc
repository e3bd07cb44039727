#include "scenarios/fault/flap.h"

namespace lastwrite {

Flap::Flap(const FlapFault& fault, LinkControl& links, Scheduler& scheduler)
    : fault_(fault), links_(links), scheduler_(scheduler) {
  go_down();
}

void Flap::go_down() {
  cut_ = std::visit([this](const auto& cut) { return links_.begin(cut); }, fault_.cut);
  timer_ = scheduler_.call_after(fault_.down, [this] { go_up(); });
}

void Flap::go_up() {
  links_.end(*cut_);
  cut_.reset();
  timer_ = scheduler_.call_after(fault_.up, [this] { go_down(); });
}

void Flap::end() {
  scheduler_.cancel(timer_);
  timer_ = TimerId::kNone;
  if (cut_) links_.end(*cut_);
  cut_.reset();
}

}  // namespace lastwrite
