#include "region/metrics/request_metrics.h"

namespace lastwrite {

void RequestMetrics::note(const std::string& operation, const std::string& outcome, Duration took) {
  const std::lock_guard lock(mutex_);
  ++counts_[{operation, outcome}];
  durations_[operation].add(took);
}

void RequestMetrics::write(MetricText& text) const {
  const std::lock_guard lock(mutex_);
  text.family("lastwrite_requests_total", "counter",
              "Requests answered, by operation and outcome.");
  for (const auto& [id, count] : counts_)
    text.sample("lastwrite_requests_total", {{"operation", id.first}, {"outcome", id.second}},
                count);
  text.family("lastwrite_request_duration_seconds", "histogram",
              "From a request's last byte to its answer's first.");
  for (const auto& [operation, durations] : durations_)
    text.histogram("lastwrite_request_duration_seconds", {{"operation", operation}}, durations);
}

}  // namespace lastwrite
