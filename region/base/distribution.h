// Distributions of durations, as written in scenario files and link settings.
//
//   parse_distribution("80ms")                               always 80 ms
//   parse_distribution("uniform(10ms, 20ms)")
//   parse_distribution("normal(mean=80ms, sd=5ms)")          truncated at 0
//   parse_distribution("lognormal(median=400ms, p99=1200ms)")
//   parse_distribution("pareto(min=50ms, shape=2.5)")
//   parse_distribution("exponential(mean=30ms)")
//   parse_distribution("empirical(file=lags.txt)")           one duration a line, resampled
//
// Samples are whole nanoseconds >= 0. Threading: immutable values.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "region/base/random.h"
#include "region/base/result.h"
#include "region/base/time.h"

namespace lastwrite {

class Distribution {
 public:
  /// Always 0.
  Distribution() = default;
  static Distribution fixed(Duration value);
  static Distribution uniform(Duration low, Duration high);
  static Distribution normal(Duration mean, Duration standard_deviation);
  static Distribution lognormal(Duration median, Duration p99);
  static Distribution pareto(Duration minimum, double shape);
  static Distribution exponential(Duration mean);
  /// Draws one of `samples` with equal chance. Requires: at least one sample.
  static Distribution empirical(std::vector<Duration> samples, std::string file);

  Duration sample(Random& random) const;

  /// True when every sample is the same; then it is minimum().
  bool is_constant() const;
  /// The smallest value that sample() can return.
  Duration minimum() const;
  /// The text that parse_distribution() reads back.
  std::string to_text() const;

  /// Same form, same figures; of an empirical one also the same samples from the same file.
  friend bool operator==(const Distribution& a, const Distribution& b);

 private:
  enum class Kind : std::uint8_t {
    kFixed,
    kUniform,
    kNormal,
    kLognormal,
    kPareto,
    kExponential,
    kEmpirical
  };

  Kind kind_ = Kind::kFixed;
  Duration a_{0};  // value, low, mean, median or minimum
  Duration b_{0};  // high, standard deviation or p99
  double shape_ = 0;
  std::string file_;
  std::shared_ptr<const std::vector<Duration>> samples_;
};

/// Reads a duration such as "250us", "80ms", "1.5s", "2min", "-30ms". Units: ns us ms s min h.
Result<Duration> parse_duration(std::string_view text);
/// The same, from -limit to limit.
Result<Duration> parse_duration_within(std::string_view text, Duration limit);

/// The shortest exact text of a duration: "80ms", "1.5s".
std::string duration_text(Duration value);

/// Reads a distribution as above; empirical files are opened relative to `base_directory`.
Result<Distribution> parse_distribution(std::string_view text,
                                        const std::string& base_directory = ".");

}  // namespace lastwrite
