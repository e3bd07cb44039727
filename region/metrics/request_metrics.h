// Requests of the DynamoDB API, counted by operation and outcome, and how long they took inside.
//
//   RequestMetrics requests;
//   requests.note("PutItem", "OK", 400us);
//   requests.write(text);
//
// Threading: any thread.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <utility>

#include "region/metrics/metric_text.h"

namespace lastwrite {

class RequestMetrics {
 public:
  /// `outcome`: OK, or AWS's name of the error. Both are few.
  void note(const std::string& operation, const std::string& outcome, Duration took);
  void write(MetricText& text) const;

 private:
  mutable std::mutex mutex_;
  std::map<std::pair<std::string, std::string>, std::uint64_t> counts_;
  std::map<std::string, DurationHistogram> durations_;  // by operation
};

}  // namespace lastwrite
