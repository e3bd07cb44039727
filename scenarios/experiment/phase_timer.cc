#include "scenarios/experiment/phase_timer.h"

#include <algorithm>

namespace lastwrite {
namespace {

constexpr Duration kTick = 200ms;
constexpr double kTimedShare =
    0.9;  // of the whole: warm-up and measure; heal and quiesce have the rest

}  // namespace

void PhaseTimer::enter(std::string_view phase) {
  const bool first = phase_.empty();
  phase_ = phase;
  entered_ = clock_.now();
  if (first) {
    tick();
  } else {
    tell();
  }
}

void PhaseTimer::tell() {
  if (on_progress_) on_progress_(progress());
}

void PhaseTimer::tick() {
  if (phase_ == "done") return;
  tell();
  scheduler_.call_after(kTick, lifetime_.guard([this] { tick(); }));
}

Progress PhaseTimer::progress() const {
  const Duration total = plan_.warm_up + plan_.measure;
  const Duration since = clock_.now() - entered_;
  Duration elapsed = total;
  if (phase_ == "setup") elapsed = Duration(0);
  if (phase_ == "warm-up") elapsed = std::min(since, plan_.warm_up);
  if (phase_ == "measure") elapsed = std::min(plan_.warm_up + since, total);
  Progress progress{phase_, 0, total - elapsed};
  progress.fraction = kTimedShare * to_seconds(elapsed) / to_seconds(total);
  if (phase_ == "quiesce" || phase_ == "final") progress.fraction = 0.95;
  if (phase_ == "done") progress.fraction = 1;
  return progress;
}

}  // namespace lastwrite
