// Collects one metric over the seeds of a cell, and estimates it by the method that fits it
// (estimate.h). Threading: a value.
#pragma once

#include <string>
#include <vector>

#include "analysis/report/summary.h"
#include "scenarios/campaign/sweep/estimate.h"

namespace lastwrite {

class SeedValues {
 public:
  /// The next seed. Requires: `metric` is a name of analysis/report/metric.h, the same each time.
  void add(const std::string& metric, const StrategySummary& summary);

  Estimate estimate() const;

 private:
  enum class Method { kMean, kShare, kTruth };

  Method method_ = Method::kMean;
  std::vector<double> values_;
  std::vector<SeedShare> shares_;
};

}  // namespace lastwrite
