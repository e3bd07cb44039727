#include "analysis/lag_report/metrics_lag.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "analysis/lag_report/exposition.h"
#include "analysis/lag_report/moment.h"

namespace lastwrite {
namespace {

constexpr std::string_view kBucket = "_bucket";

std::string label(const MetricSample& sample, const std::string& name) {
  const auto found = sample.labels.find(name);
  return found == sample.labels.end() ? "" : found->second;
}

// Counts are whole and at most 2^53 where they are told as floating point.
bool is_count(double value) {
  return value >= 0 && value <= 9007199254740992.0 && value == std::floor(value);
}

double unit_of(const std::string& metric) {
  return metric.ends_with("_milliseconds") || metric.ends_with("_ms") ? 1e6 : 1e9;
}

class LagMetrics {
 public:
  LagMetrics(std::vector<MetricSample> samples, const std::string& name, const MetricNames& names,
             LagInput& input)
      : samples_(std::move(samples)), names_(names), input_(input), self_(name) {
    for (const MetricSample& sample : samples_) {
      if (sample.name == "lastwrite_region_info" && !label(sample, "region").empty())
        self_ = label(sample, "region");
    }
  }

  /// Whether there was such a histogram. damage() says what is wrong with it.
  bool read() {
    bool any = false;
    for (const MetricSample& sample : samples_) {
      if (sample.name == names_.metric + std::string(kBucket)) {
        add_bucket(sample);
        any = true;
      }
      if (sample.name == names_.metric + "_sum" && std::isfinite(sample.value))
        histogram_of(sample).sum += span(sample.value);
      if (sample.name == "lastwrite_records_outstanding")
        waiting(sample).records = count_of(sample);
      if (sample.name == "lastwrite_oldest_outstanding_seconds" && std::isfinite(sample.value))
        waiting(sample).oldest_age = Duration(std::llround(sample.value * 1e9));
    }
    for (auto& [pair, buckets] : buckets_) finish(pair, buckets);
    return any;
  }

  // The families that might have been meant.
  std::string histograms() const {
    std::set<std::string> found;
    for (const MetricSample& sample : samples_) {
      if (sample.name.ends_with(kBucket))
        found.insert(sample.name.substr(0, sample.name.size() - kBucket.size()));
    }
    return found.empty() ? "it has no histogram"
                         : fmt::format("its histograms: {}", fmt::join(found, ", "));
  }
  const std::string& damage() const { return damage_; }
  bool is_a_region() const {
    return std::any_of(samples_.begin(), samples_.end(), [](const MetricSample& sample) {
      return sample.name == "lastwrite_region_info";
    });
  }

 private:
  using PairName = std::pair<std::string, std::string>;

  PairName pair_of(const MetricSample& sample) const {
    const std::string source = label(sample, names_.source);
    const std::string destination = label(sample, names_.destination);
    return {source.empty() ? "?" : source, destination.empty() ? self_ : destination};
  }
  Duration span(double value) const {
    return Duration(std::llround(value * unit_of(names_.metric)));
  }
  LagHistogram& histogram_of(const MetricSample& sample) {
    const PairName name = pair_of(sample);
    std::optional<LagHistogram>& histogram = input_.pair(name.first, name.second).histogram;
    if (!histogram) histogram.emplace();
    return *histogram;
  }
  Outstanding& waiting(const MetricSample& sample) {
    std::optional<Outstanding>& out = input_.pair(self_, label(sample, "peer")).waiting;
    if (!out) out.emplace();
    return *out;
  }
  // Series that differ in labels of no interest here are added up.
  void add_bucket(const MetricSample& sample) {
    const std::string bound = label(sample, "le");
    LagHistogram& histogram = histogram_of(sample);
    if (bound == "+Inf") {
      histogram.count += count_of(sample);
      return;
    }
    const auto upper = parse_scaled(bound, unit_of(names_.metric));
    if (upper) buckets_[pair_of(sample)][*upper] += count_of(sample);
  }
  void finish(const PairName& pair, const std::map<std::int64_t, std::uint64_t>& buckets) {
    LagHistogram& histogram = *input_.pair(pair.first, pair.second).histogram;
    std::uint64_t below = 0;
    for (const auto& [upper, cumulative] : buckets) {
      if (cumulative < below) note(falling(below, cumulative));
      if (cumulative > histogram.count) note(falling(cumulative, histogram.count));
      below = cumulative;
      histogram.buckets.push_back({Duration(upper), cumulative});
    }
  }
  std::uint64_t count_of(const MetricSample& sample) {
    if (is_count(sample.value)) return static_cast<std::uint64_t>(sample.value);
    note(fmt::format("{} is {}, which is no count", sample.name, sample.value));
    return 0;
  }
  static std::string falling(std::uint64_t from, std::uint64_t to) {
    return fmt::format("its buckets fall from {} to {}, though each counts those before it", from,
                       to);
  }
  void note(std::string damage) {
    if (damage_.empty()) damage_ = std::move(damage);
  }

  std::vector<MetricSample> samples_;
  const MetricNames& names_;
  LagInput& input_;
  std::string self_;
  std::string damage_;
  std::map<PairName, std::map<std::int64_t, std::uint64_t>> buckets_;
};

}  // namespace

Result<void> read_lag_metrics(std::string_view text, const std::string& name,
                              const MetricNames& names, LagInput& input) {
  Result<std::vector<MetricSample>> samples = parse_exposition(text, name);
  if (!samples) return propagate(samples);
  LagMetrics metrics(*std::move(samples), name, names, input);
  const bool there = metrics.read();
  if (!metrics.damage().empty())
    return fail(ErrorCode::kValidation, "{}: {}", name, metrics.damage());
  if (there) return {};
  // A region that has received nothing yet has no series.
  if (metrics.is_a_region() && names.metric == MetricNames().metric) return {};
  return fail(ErrorCode::kValidation, "{} has no histogram {}: name one with --metric; {}", name,
              names.metric, metrics.histograms());
}

}  // namespace lastwrite
