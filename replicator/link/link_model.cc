#include "replicator/link/link_model.h"

#include <algorithm>

namespace lastwrite {
namespace {

// A link that loses everything still ends: nothing is lost more often in a row than this.
constexpr int kLossesInARowMax = 100;

}  // namespace

Duration travel_time(const LinkSpec& spec, Random& random) {
  Duration time = spec.latency.sample(random) + spec.pipeline.sample(random);
  if (spec.jitter.count() > 0) {
    const auto width = static_cast<std::uint64_t>(2 * spec.jitter.count()) + 1;
    time += Duration(static_cast<std::int64_t>(random.below(width))) - spec.jitter;
  }
  for (int i = 0; i < kLossesInARowMax && random.chance_ppm(spec.loss_ppm); ++i)
    time += spec.retransmit;
  return std::max(time, Duration(0));
}

LinkModel::Plan LinkModel::plan(TrueTime now, std::size_t bytes, Lane lane) {
  const TrueTime sent = transmit(now, bytes);
  Random& random = lane == Lane::kNone ? unordered_random_ : random_;
  Plan plan{sent + travel_time(spec_, random), std::nullopt};
  const bool overtakes = random.chance_ppm(spec_.reorder_ppm);
  if (lane != Lane::kNone) {
    forget_past_lanes(now);
    TrueTime& last = last_due_.try_emplace(lane, plan.due).first->second;
    if (!overtakes) plan.due = std::max(plan.due, last);
    last = std::max(last, plan.due);
  }
  if (random.chance_ppm(spec_.duplicate_ppm))
    plan.duplicate_due = sent + travel_time(spec_, random);
  return plan;
}

// Bandwidth: the link sends one message after the other.
TrueTime LinkModel::transmit(TrueTime now, std::size_t bytes) {
  if (spec_.bytes_per_second == 0) return now;
  const double seconds = static_cast<double>(bytes) / static_cast<double>(spec_.bytes_per_second);
  busy_until_ = std::max(busy_until_, now) + Duration(static_cast<std::int64_t>(seconds * 1e9));
  return busy_until_;
}

void LinkModel::forget_past_lanes(TrueTime now) {
  if (last_due_.size() < sweep_at_) return;
  std::erase_if(last_due_, [now](const auto& lane) { return lane.second <= now; });
  sweep_at_ = std::max<std::size_t>(1024, 2 * last_due_.size());
}

}  // namespace lastwrite
