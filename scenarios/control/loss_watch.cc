#include "scenarios/control/loss_watch.h"

namespace lastwrite {
namespace {

constexpr Duration kPace = std::chrono::milliseconds(50);

}  // namespace

LossWatch::LossWatch(const std::string& trace_directory, const std::vector<RegionName>& regions,
                     Scheduler& loop, const WatchOptions& options)
    : loop_(loop),
      follower_(trace_directory, regions, options.after),
      invoked_(options.invoked),
      ledger_(regions) {}

void LossWatch::start() {
  timer_ = loop_.call_after(kPace, [this] {
    poll();
    start();
  });
}

void LossWatch::poll() {
  const auto polled = follower_.poll(clock_.now(), [this](const RegionName& region, auto& event) {
    if (invoked_ != nullptr && !invoked_->complete(event)) return;
    ledger_.take(region, event);
    pulse_.take(region, event);
  });
  if (!polled && broken_.empty()) broken_ = polled.error().message;
  ledger_.settle(clock_.now());
}

void LossWatch::conclude() {
  poll();
  ledger_.settle(clock_.now() + kReadGrace);
}

std::size_t LossWatch::begin(std::string what, std::vector<RegionName> regions) {
  disturbances_.push_back({std::move(what), std::move(regions), clock_.now()});
  return disturbances_.size() - 1;
}

void LossWatch::end(std::size_t disturbance) {
  disturbances_[disturbance].end = clock_.now();
}

StoryContext LossWatch::story_context() const {
  return {Duration(clock_.wall_now().ns - clock_.now().ns), &disturbances_};
}

}  // namespace lastwrite
