#include "analysis/lag_report/quantile.h"

#include <algorithm>
#include <cmath>

#include "analysis/lag/percentile.h"

namespace lastwrite {
namespace {

constexpr double kZ = 1.959963984540054;  // the normal distribution's 97.5 % point

// The first bucket with at least `rank` in it or before it, with where it begins.
struct Place {
  Duration lower{0};
  std::uint64_t before = 0;
  const LagHistogram::Bucket* bucket = nullptr;  // nullptr: beyond all bounds
};

Place place_of(const LagHistogram& histogram, double rank) {
  Place place;
  for (const LagHistogram::Bucket& bucket : histogram.buckets) {
    if (static_cast<double>(bucket.cumulative) >= rank) {
      place.bucket = &bucket;
      return place;
    }
    place.lower = bucket.upper;
    place.before = bucket.cumulative;
  }
  return place;
}

}  // namespace

std::optional<Quantile> sample_quantile(const std::vector<Duration>& sorted, double p) {
  const std::optional<Duration> value = percentile(sorted, p);
  if (!value) return std::nullopt;
  const auto n = static_cast<double>(sorted.size());
  const double half = kZ * std::sqrt(n * p * (1 - p));
  const double low = std::floor(n * p - half);
  const double high = std::ceil(n * p + half) + 1;
  Quantile quantile{value, std::nullopt, std::nullopt};
  if (low >= 1) quantile.low = sorted[static_cast<std::size_t>(low) - 1];
  if (high <= n) quantile.high = sorted[static_cast<std::size_t>(high) - 1];
  return quantile;
}

std::optional<Quantile> histogram_quantile(const LagHistogram& histogram, double p) {
  const auto n = static_cast<double>(histogram.count);
  if (n * (1 - p) < 10 - 1e-9) return std::nullopt;
  const double rank = std::ceil(n * p);
  const Place place = place_of(histogram, rank);
  if (place.bucket == nullptr) return Quantile{std::nullopt, place.lower, std::nullopt};
  const double share = (rank - static_cast<double>(place.before)) /
                       static_cast<double>(place.bucket->cumulative - place.before);
  const double width = static_cast<double>((place.bucket->upper - place.lower).count());
  return Quantile{place.lower + Duration(std::llround(share * width)), place.lower,
                  place.bucket->upper};
}

std::optional<Quantile> histogram_max(const LagHistogram& histogram) {
  if (histogram.count == 0) return std::nullopt;
  const Place place = place_of(histogram, static_cast<double>(histogram.count));
  if (place.bucket == nullptr) return Quantile{std::nullopt, place.lower, std::nullopt};
  return Quantile{std::nullopt, place.lower, place.bucket->upper};
}

}  // namespace lastwrite
