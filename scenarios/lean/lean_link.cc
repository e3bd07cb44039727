#include "scenarios/lean/lean_link.h"

#include <algorithm>

#include "replicator/link/link_model.h"

namespace lastwrite {

bool is_constant(const LinkSpec& spec) {
  return spec.latency.is_constant() && spec.pipeline.is_constant() && spec.jitter.count() == 0 &&
         spec.loss_ppm == 0 && spec.duplicate_ppm == 0;
}

LeanLink::LeanLink(const LinkSpec& spec, const Random& random, std::size_t items)
    : spec_(spec), random_(random), constant_(is_constant(spec)) {
  if (constant_) {
    constant_delay_ = (spec.latency.minimum() + spec.pipeline.minimum()).count();
  } else {
    last_due_.assign(items, INT64_MIN);
  }
}

std::int64_t LeanLink::drawn(std::int64_t now, std::uint32_t item) {
  std::int64_t due = now + travel_time(spec_, random_).count();
  const bool overtakes = random_.chance_ppm(spec_.reorder_ppm);
  std::int64_t& last = last_due_[item];
  if (!overtakes) due = std::max(due, last);
  last = std::max(last, due);
  if (!random_.chance_ppm(spec_.duplicate_ppm)) return due;
  return std::min(due, now + travel_time(spec_, random_).count());
}

}  // namespace lastwrite
