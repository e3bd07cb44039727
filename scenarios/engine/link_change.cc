#include "scenarios/engine/link_change.h"

namespace lastwrite {

LinkSpec changed(LinkSpec base, const LinkChange& change) {
  base.latency = change.latency.value_or(base.latency);
  base.pipeline = change.pipeline.value_or(base.pipeline);
  base.jitter = change.jitter.value_or(base.jitter);
  base.loss_ppm = change.loss_ppm.value_or(base.loss_ppm);
  base.retransmit = change.retransmit.value_or(base.retransmit);
  base.duplicate_ppm = change.duplicate_ppm.value_or(base.duplicate_ppm);
  base.reorder_ppm = change.reorder_ppm.value_or(base.reorder_ppm);
  base.bytes_per_second = change.bytes_per_second.value_or(base.bytes_per_second);
  base.paused = base.paused || change.paused;
  base.partitioned = base.partitioned || change.partitioned;
  return base;
}

}  // namespace lastwrite
