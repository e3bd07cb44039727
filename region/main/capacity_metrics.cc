#include "region/main/capacity_metrics.h"

namespace lastwrite {
namespace {

MetricText::Labels labels(const CapacityId& id) {
  return {{"table", id.table.text},
          {"index", id.index},
          {"kind", id.kind == CapacityKind::kRead ? "read" : "write"}};
}

}  // namespace

void write_capacity(const Throttle& throttle, MetricText& text) {
  text.family("lastwrite_consumed_capacity_units_total", "counter",
              "Capacity units taken from tables with provisioned capacity.");
  for (const auto& [id, counts] : throttle.counts())
    text.sample("lastwrite_consumed_capacity_units_total", labels(id), counts.consumed);
  text.family("lastwrite_throttled_events_total", "counter",
              "Reads and writes of items refused for want of provisioned capacity.");
  for (const auto& [id, counts] : throttle.counts())
    text.sample("lastwrite_throttled_events_total", labels(id), counts.throttled);
}

}  // namespace lastwrite
