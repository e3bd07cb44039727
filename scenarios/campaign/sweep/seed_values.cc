#include "scenarios/campaign/sweep/seed_values.h"

#include <array>
#include <optional>

#include "analysis/report/metric.h"
#include "region/base/check.h"

namespace lastwrite {
namespace {

SeedShare share_of(const Interval& interval) {
  return {{interval.hits, interval.trials}, interval.design_effect};
}

// Losses of one cause cluster like losses of all causes: on hot items.
template <Fate kFate>
SeedShare fate_share(const Tally& tally) {
  return {{tally.count(kFate), tally.acknowledged}, tally.lost.design_effect};
}

struct ShareMetric {
  std::string_view name;
  SeedShare (*share)(const Tally&);
};

// The metrics that are shares of writes. Other shares are averaged over seeds.
constexpr std::array kShares = {
    ShareMetric{"lost_update_rate", [](const Tally& t) { return share_of(t.lost); }},
    ShareMetric{"lost_local_rate", fate_share<Fate::kLostLocal>},
    ShareMetric{"lost_concurrent_rate", fate_share<Fate::kLostConcurrent>},
    ShareMetric{"lost_inverted_rate", fate_share<Fate::kLostInverted>},
    ShareMetric{"lost_orphaned_rate", fate_share<Fate::kLostOrphaned>},
    ShareMetric{"concurrent_loss_rate", [](const Tally& t) { return share_of(t.concurrent_loss); }},
    ShareMetric{"rival_rate", [](const Tally& t) { return share_of(t.rival); }},
};

const ShareMetric* share_metric(std::string_view name) {
  for (const ShareMetric& one : kShares) {
    if (one.name == name) return &one;
  }
  return nullptr;
}

}  // namespace

void SeedValues::add(const std::string& name, const StrategySummary& summary) {
  const Metric* metric = find_metric(name);
  LW_CHECK(metric != nullptr, "no metric {}", name);
  const ShareMetric* share = share_metric(name);
  method_ = metric->unit == MetricUnit::kTruth ? Method::kTruth
            : share != nullptr                 ? Method::kShare
                                               : Method::kMean;
  const std::optional<double> value = metric->value(summary);
  if (!value) return;
  values_.push_back(*value);
  if (share != nullptr) shares_.push_back(share->share(summary.numbers));
}

Estimate SeedValues::estimate() const {
  switch (method_) {
    case Method::kShare:
      return share_estimate(shares_);
    case Method::kTruth:
      return truth_estimate(values_);
    case Method::kMean:
      break;
  }
  return mean_estimate(values_);
}

}  // namespace lastwrite
