// The quantities of scenario files beside durations, read from text.
//
//   parse_rate("10/s") == 10.0          per second; also /min and /h
//   parse_share("5%") == 50'000         parts per million; "0.05" says the same
//   parse_drift("200ppm") == 200.0      of a clock
//   parse_bandwidth("10MB/s") == 10'000'000
//   parse_size("1KB") == 1000           powers of 1000; a bare number is bytes
//
// Errors: kUsage, one sentence that says what would be right. Threading: pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "region/base/result.h"
#include "region/base/time.h"

namespace lastwrite {

Result<double> parse_rate(std::string_view text);
Result<std::uint32_t> parse_share(std::string_view text);
Result<double> parse_drift(std::string_view text);
/// How far a clock is off: at most ten years, so that it shows a time that a stamp can hold.
Result<Duration> parse_clock_shift(std::string_view text);
Result<std::uint64_t> parse_bandwidth(std::string_view text);
Result<std::uint64_t> parse_size(std::string_view text);
Result<std::uint64_t> parse_integer(std::string_view text);
Result<double> parse_real(std::string_view text);
/// "true", "yes" or "on"; "false", "no" or "off".
Result<bool> parse_switch(std::string_view text);

/// `name` or `name(argument, argument …)`.
struct CallText {
  std::string name;
  std::vector<std::string> arguments;
};
Result<CallText> parse_call(std::string_view text);

}  // namespace lastwrite
