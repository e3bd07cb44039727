#include "region/base/distribution.h"

#include <algorithm>
#include <cmath>

#include "region/base/check.h"

namespace lastwrite {
namespace {

constexpr double kZ99 = 2.3263478740408408;  // the 99 % point of the standard normal distribution

Duration from_ns(double ns) {
  if (!(ns > 0)) return Duration(0);
  // As std::llround() would: the rest is exact.
  const double bounded = std::min(ns, 9.0e18);
  const auto whole = static_cast<std::int64_t>(bounded);
  return Duration(whole + (bounded - static_cast<double>(whole) >= 0.5 ? 1 : 0));
}

double ns_of(Duration d) {
  return static_cast<double>(d.count());
}

}  // namespace

Distribution Distribution::fixed(Duration value) {
  Distribution d;
  d.a_ = value;
  return d;
}

Distribution Distribution::uniform(Duration low, Duration high) {
  LW_CHECK(low <= high, "uniform({}, {})", low.count(), high.count());
  Distribution d;
  d.kind_ = Kind::kUniform;
  d.a_ = low;
  d.b_ = high;
  return d;
}

Distribution Distribution::normal(Duration mean, Duration standard_deviation) {
  Distribution d;
  d.kind_ = Kind::kNormal;
  d.a_ = mean;
  d.b_ = standard_deviation;
  return d;
}

Distribution Distribution::lognormal(Duration median, Duration p99) {
  LW_CHECK(median.count() > 0 && p99 >= median, "lognormal({}, {})", median.count(), p99.count());
  Distribution d;
  d.kind_ = Kind::kLognormal;
  d.a_ = median;
  d.b_ = p99;
  d.shape_ = std::log(ns_of(p99) / ns_of(median)) / kZ99;
  return d;
}

Distribution Distribution::pareto(Duration minimum, double shape) {
  LW_CHECK(shape > 0, "pareto shape {}", shape);
  Distribution d;
  d.kind_ = Kind::kPareto;
  d.a_ = minimum;
  d.shape_ = shape;
  return d;
}

Distribution Distribution::exponential(Duration mean) {
  Distribution d;
  d.kind_ = Kind::kExponential;
  d.a_ = mean;
  return d;
}

Distribution Distribution::empirical(std::vector<Duration> samples, std::string file) {
  LW_CHECK(!samples.empty(), "no samples from {}", file);
  Distribution d;
  d.kind_ = Kind::kEmpirical;
  d.a_ = *std::min_element(samples.begin(), samples.end());
  d.b_ = *std::max_element(samples.begin(), samples.end());
  d.file_ = std::move(file);
  d.samples_ = std::make_shared<const std::vector<Duration>>(std::move(samples));
  return d;
}

bool operator==(const Distribution& a, const Distribution& b) {
  const bool same_figures =
      a.kind_ == b.kind_ && a.a_ == b.a_ && a.b_ == b.b_ && a.shape_ == b.shape_;
  if (!same_figures || a.file_ != b.file_) return false;
  return a.samples_ == b.samples_ || (a.samples_ && b.samples_ && *a.samples_ == *b.samples_);
}

Duration Distribution::sample(Random& random) const {
  switch (kind_) {
    case Kind::kFixed:
      return a_;
    case Kind::kUniform:
      return a_ + Duration(static_cast<std::int64_t>(
                      random.below(static_cast<std::uint64_t>((b_ - a_).count()) + 1)));
    case Kind::kNormal:
      return from_ns(ns_of(a_) + ns_of(b_) * random.normal());
    case Kind::kLognormal:
      return from_ns(ns_of(a_) * std::exp(shape_ * random.normal()));
    case Kind::kPareto:
      return from_ns(ns_of(a_) * std::pow(1.0 - random.uniform(), -1.0 / shape_));
    case Kind::kExponential:
      return from_ns(ns_of(a_) * random.exponential());
    case Kind::kEmpirical:
      return (*samples_)[random.below(samples_->size())];
  }
  LW_CHECK(false, "distribution kind {}", static_cast<int>(kind_));
}

bool Distribution::is_constant() const {
  switch (kind_) {
    case Kind::kFixed:
      return true;
    case Kind::kUniform:
    case Kind::kLognormal:
    case Kind::kEmpirical:
      return a_ == b_;
    case Kind::kNormal:
      return b_.count() == 0;
    case Kind::kPareto:
    case Kind::kExponential:
      return a_.count() == 0;
  }
  return false;
}

Duration Distribution::minimum() const {
  switch (kind_) {
    case Kind::kNormal:
      return b_.count() == 0 ? a_ : Duration(0);
    case Kind::kLognormal:
      return a_ == b_ ? a_ : Duration(0);
    case Kind::kExponential:
      return Duration(0);
    default:
      return a_;
  }
}

std::string Distribution::to_text() const {
  const std::string a = duration_text(a_);
  const std::string b = duration_text(b_);
  switch (kind_) {
    case Kind::kFixed:
      return a;
    case Kind::kUniform:
      return fmt::format("uniform({}, {})", a, b);
    case Kind::kNormal:
      return fmt::format("normal(mean={}, sd={})", a, b);
    case Kind::kLognormal:
      return fmt::format("lognormal(median={}, p99={})", a, b);
    case Kind::kPareto:
      return fmt::format("pareto(min={}, shape={})", a, shape_);
    case Kind::kExponential:
      return fmt::format("exponential(mean={})", a);
    case Kind::kEmpirical:
      return fmt::format("empirical(file={})", file_);
  }
  return a;
}

}  // namespace lastwrite
