#include "scenarios/lean/lean_channel.h"

#include <algorithm>
#include <utility>

namespace lastwrite {
namespace {

constexpr std::int64_t kBeatNs = 500'000'000;

}  // namespace

LinkModel::Plan LeanChannel::draw(std::int64_t now) {
  LinkModel::Plan plan{TrueTime{now} + travel_time(spec_, messages_random_), std::nullopt};
  messages_random_.chance_ppm(spec_.reorder_ppm);  // there is no order to break
  if (messages_random_.chance_ppm(spec_.duplicate_ppm)) {
    plan.duplicate_due = TrueTime{now} + travel_time(spec_, messages_random_);
  }
  return plan;
}

// Heartbeats tell nobody anything here; they draw.
void LeanChannel::beat_until(std::int64_t now) {
  for (; next_beat_ <= now; next_beat_ += kBeatNs) {
    if (!spec_.partitioned) draw(next_beat_);
  }
}

LinkModel::Plan LeanChannel::plan_message(std::int64_t now) {
  beat_until(now);
  return draw(now);
}

void LeanChannel::set(std::int64_t now, const LinkSpec& spec) {
  beat_until(now);
  spec_ = spec;
  records_.set(spec);
  if (!spec.partitioned) return;
  ++record_epoch;
  ++message_epoch;
}

std::uint64_t LeanChannel::acknowledged(std::int64_t now) {
  for (const Acknowledgement& one : under_way_) {
    if (one.due <= now) acknowledged_ = std::max(acknowledged_, one.cursor);
  }
  std::erase_if(under_way_, [now](const Acknowledgement& one) { return one.due <= now; });
  return acknowledged_;
}

void LeanChannel::received(std::int64_t now, LeanChannel& back) {
  if (waiting_ && waiting_->due != now) flush(back);
  waiting_ = {now, taken.cursor()};
}

void LeanChannel::flush(LeanChannel& back) {
  if (!waiting_) return;
  const Acknowledgement ready = *std::exchange(waiting_, std::nullopt);
  if (back.is_cut()) return;
  const LinkModel::Plan plan = back.plan_message(ready.due);
  const TrueTime first = std::min(plan.due, plan.duplicate_due.value_or(plan.due));
  under_way_.push_back({first.ns, ready.cursor});
  constexpr std::size_t kMany = 256;
  if (under_way_.size() > kMany) acknowledged(ready.due);
}

void LeanChannel::drop_acknowledgements(std::int64_t now) {
  acknowledged(now);
  under_way_.clear();
}

}  // namespace lastwrite
