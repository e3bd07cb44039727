#include "scenarios/control/console_feed.h"

namespace lastwrite {
namespace {

constexpr unsigned kTicksOfASecond = 4;
constexpr Duration kTick = std::chrono::milliseconds(1'000 / kTicksOfASecond);

}  // namespace

// Of those who watched the cluster before this one none may change it: only a run has several.
void ConsoleFeed::start() {
  if (viewers_.count() > 0) viewers_.tell("hello", greeting(false));
  tell_state();
  next_tick();
}

void ConsoleFeed::next_tick() {
  timer_ = loop_.call_after(kTick, [this] {
    tick();
    next_tick();
  });
}

void ConsoleFeed::conclude() {
  loop_.cancel(std::exchange(timer_, TimerId::kNone));
  states_.end();  // what regions answer from now on says nothing
  asking_ = true;
  control_.watch().conclude();
  tell_losses();
  note_second();
  if (!regions_.empty()) show(regions_);
}

void ConsoleFeed::end() {
  loop_.cancel(std::exchange(timer_, TimerId::kNone));
  states_.end();
  viewers_.end();
}

void ConsoleFeed::tick() {
  tell_losses();
  if (++ticks_ % kTicksOfASecond != 0) return;
  note_second();
  tell_state();
}

std::uint64_t ConsoleFeed::lost() const {
  std::uint64_t all = 0;
  for (const ControlledRegion& one : control_.regions())
    all += control_.watch().ledger().of_region(one.region).lost;
  return all;
}

void ConsoleFeed::note_second() {
  LossWatch& watch = control_.watch();
  const std::uint64_t now_lost = lost();
  seconds_.push_back({watch.wall_now(), watch.pulse().beat(), now_lost - lost_before_});
  lost_before_ = now_lost;
  if (seconds_.size() > kSecondsKept) seconds_.pop_front();
}

// Of many only the last: a page that lists hundreds a second is read by nobody, and the counts are
// in the state.
void ConsoleFeed::tell_losses() {
  const auto& losses = control_.watch().ledger().losses();
  const std::uint64_t newest = losses.empty() ? 0 : losses.back().number;
  const std::uint64_t first = std::exchange(last_loss_, newest) + 1;
  if (newest < first || viewers_.count() == 0) return;
  const StoryContext context = control_.watch().story_context();
  const std::size_t count =
      std::min<std::size_t>({newest - first + 1, kLossesShown, losses.size()});
  for (auto it = losses.end() - static_cast<std::ptrdiff_t>(count); it != losses.end(); ++it)
    viewers_.tell("loss", loss_json(*it, context));
}

void ConsoleFeed::tell_state() {
  if (viewers_.count() == 0 || std::exchange(asking_, true)) return;
  states_.ask([this](Result<std::vector<ControlledRegion>> regions) {
    asking_ = false;
    if (!regions) return;
    regions_ = *std::move(regions);
    show(regions_);
  });
}

void ConsoleFeed::show(const std::vector<ControlledRegion>& regions) {
  const ClusterSecond none{control_.watch().wall_now()};
  viewers_.tell("state",
                state_json(regions, control_, seconds_.empty() ? none : seconds_.back(), run_));
}

std::string ConsoleFeed::greeting(bool may_change) const {
  return greeting_json({may_change, seconds_}, control_.links());
}

std::shared_ptr<EventStream> ConsoleFeed::join(bool may_change) {
  auto stream = viewers_.join();
  if (!stream) return nullptr;
  stream->send(event_text("hello", greeting(may_change)));
  const auto& losses = control_.watch().ledger().losses();
  const StoryContext context = control_.watch().story_context();
  const auto count = static_cast<std::ptrdiff_t>(std::min(losses.size(), kLossesShown));
  for (auto it = losses.end() - count; it != losses.end(); ++it)
    stream->send(event_text("loss", loss_json(*it, context)));
  tell_state();
  return stream;
}

}  // namespace lastwrite
