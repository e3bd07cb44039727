#include "analysis/online/log_histogram.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace lastwrite {

// Values below 2^(kBits + 1) have a bucket each; above, the leading bit chooses the group and the
// next kBits bits the bucket in it.
std::size_t LogHistogram::bucket_of(std::uint64_t value) {
  const auto width = static_cast<unsigned>(std::bit_width(value));
  if (width <= kBits + 1) return value;
  const unsigned shift = width - kBits - 1;
  return (static_cast<std::size_t>(shift) << kBits) + (value >> shift);
}

std::uint64_t LogHistogram::upper_end(std::size_t bucket) {
  const std::size_t group = bucket >> kBits;
  if (group <= 1) return bucket;
  const std::size_t shift = group - 1;
  const std::uint64_t leading = bucket - (shift << kBits);
  return ((leading + 1) << shift) - 1;
}

void LogHistogram::add(Duration value) {
  value = std::max(value, Duration(0));
  min_ = count_ == 0 ? value : std::min(min_, value);
  ++buckets_[bucket_of(static_cast<std::uint64_t>(value.count()))];
  ++count_;
  sum_ns_ += static_cast<double>(value.count());
  max_ = std::max(max_, value);
}

void LogHistogram::merge(const LogHistogram& other) {
  if (other.count_ == 0) return;
  min_ = count_ == 0 ? other.min_ : std::min(min_, other.min_);
  for (std::size_t i = 0; i < kBuckets; ++i) buckets_[i] += other.buckets_[i];
  count_ += other.count_;
  sum_ns_ += other.sum_ns_;
  max_ = std::max(max_, other.max_);
}

Duration LogHistogram::mean() const {
  if (count_ == 0) return Duration(0);
  return Duration(std::llround(sum_ns_ / static_cast<double>(count_)));
}

std::vector<std::pair<Duration, std::uint64_t>> LogHistogram::filled() const {
  std::vector<std::pair<Duration, std::uint64_t>> out;
  for (std::size_t bucket = 0; bucket < kBuckets; ++bucket) {
    if (buckets_[bucket] == 0) continue;
    const Duration end(static_cast<std::int64_t>(upper_end(bucket)));
    out.emplace_back(std::min(end, max_), buckets_[bucket]);
  }
  return out;
}

std::optional<Duration> LogHistogram::quantile(double p) const {
  const double wanted = p * static_cast<double>(count_);
  if (static_cast<double>(count_) - wanted < 10 - 1e-9) return std::nullopt;
  std::uint64_t seen = 0;
  for (std::size_t bucket = 0; bucket < kBuckets; ++bucket) {
    seen += buckets_[bucket];
    if (seen == 0 || static_cast<double>(seen) < wanted - 1e-9) continue;
    return std::min(max_, Duration(static_cast<std::int64_t>(upper_end(bucket))));
  }
  return max_;
}

}  // namespace lastwrite
