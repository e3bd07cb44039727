#include "scenarios/engine/units.h"

#include <charconv>
#include <cmath>
#include <span>

#include "region/base/distribution.h"

namespace lastwrite {
namespace {

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

struct Quantity {
  double number = 0;
  std::string_view unit;
};

bool split(std::string_view text, Quantity& out) {
  text = trimmed(text);
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out.number);
  if (error != std::errc{} || !std::isfinite(out.number)) return false;
  out.unit = trimmed({end, static_cast<std::size_t>(text.data() + text.size() - end)});
  return true;
}

struct Unit {
  std::string_view name;
  double factor;
};

// The number times its unit's factor; false when it is no number or has another unit.
bool scaled(std::string_view text, std::span<const Unit> units, double& out) {
  Quantity quantity;
  if (!split(text, quantity)) return false;
  for (const Unit& unit : units) {
    if (unit.name != quantity.unit) continue;
    out = quantity.number * unit.factor;
    return true;
  }
  return false;
}

constexpr Unit kRateUnits[] = {{"/s", 1}, {"/min", 1.0 / 60}, {"/h", 1.0 / 3600}};
constexpr Unit kShareUnits[] = {{"%", 1e4}, {"", 1e6}, {"ppm", 1}};
constexpr Unit kBandwidthUnits[] = {{"B/s", 1}, {"KB/s", 1e3}, {"MB/s", 1e6}, {"GB/s", 1e9}};
constexpr Unit kSizeUnits[] = {{"", 1}, {"B", 1}, {"KB", 1e3}};

}  // namespace

Result<double> parse_rate(std::string_view text) {
  double rate = 0;
  if (!scaled(text, kRateUnits, rate) || !(rate > 0)) {
    return fail(ErrorCode::kUsage,
                "'{}' is not a rate: write a number above 0 and /s, /min or /h, such "
                "as 10/s",
                text);
  }
  return rate;
}

Result<std::uint32_t> parse_share(std::string_view text) {
  double ppm = 0;
  if (!scaled(text, kShareUnits, ppm) || ppm < 0 || ppm > 1e6) {
    return fail(ErrorCode::kUsage, "'{}' is not a share: write 0% to 100%, such as 5%", text);
  }
  return static_cast<std::uint32_t>(std::llround(ppm));
}

Result<double> parse_drift(std::string_view text) {
  Quantity quantity;
  if (!split(text, quantity) || quantity.unit != "ppm" || std::abs(quantity.number) > 1e6) {
    return fail(ErrorCode::kUsage, "'{}' is not a drift: write parts per million, such as 200ppm",
                text);
  }
  return quantity.number;
}

Result<Duration> parse_clock_shift(std::string_view text) {
  constexpr Duration kMost = std::chrono::hours(10 * 365 * 24);
  const Result<Duration> shift = parse_duration(text);
  if (shift && (*shift > kMost || *shift < -kMost))
    return fail(ErrorCode::kUsage, "{} is more than the ten years that a clock may be off", text);
  return shift;
}

Result<std::uint64_t> parse_bandwidth(std::string_view text) {
  double rate = 0;
  if (trimmed(text) == "unlimited") return 0;
  if (!scaled(text, kBandwidthUnits, rate) || rate < 1 || rate > 1e15) {
    return fail(ErrorCode::kUsage,
                "'{}' is not a bandwidth: write a number above 0 and B/s, KB/s, MB/s "
                "or GB/s, such as 10MB/s, or unlimited",
                text);
  }
  return static_cast<std::uint64_t>(std::llround(rate));
}

Result<std::uint64_t> parse_size(std::string_view text) {
  double bytes = 0;
  if (!scaled(text, kSizeUnits, bytes) || bytes < 0 || bytes > 1e12) {
    return fail(ErrorCode::kUsage, "'{}' is not a size: write bytes, such as 256 or 1KB", text);
  }
  return static_cast<std::uint64_t>(std::llround(bytes));
}

Result<std::uint64_t> parse_integer(std::string_view text) {
  text = trimmed(text);
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) {
    return fail(ErrorCode::kUsage, "'{}' is not a whole number of 0 or more", text);
  }
  return value;
}

Result<double> parse_real(std::string_view text) {
  Quantity quantity;
  if (!split(text, quantity) || !quantity.unit.empty()) {
    return fail(ErrorCode::kUsage, "'{}' is not a number", text);
  }
  return quantity.number;
}

Result<bool> parse_switch(std::string_view text) {
  for (const std::string_view word : {"true", "yes", "on"}) {
    if (text == word) return true;
  }
  for (const std::string_view word : {"false", "no", "off"}) {
    if (text == word) return false;
  }
  return fail(ErrorCode::kUsage, "'{}' is neither true nor false", text);
}

Result<CallText> parse_call(std::string_view text) {
  text = trimmed(text);
  const auto open = text.find('(');
  CallText call{std::string(trimmed(text.substr(0, open))), {}};
  if (open == std::string_view::npos) return call;
  if (text.back() != ')')
    return fail(ErrorCode::kUsage, "'{}' lacks its closing parenthesis", text);
  const std::string_view inside = text.substr(open + 1, text.size() - open - 2);
  int depth = 0;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= inside.size(); ++i) {
    if (i < inside.size() && inside[i] == '(') ++depth;
    if (i < inside.size() && inside[i] == ')') --depth;
    if (i < inside.size() && (inside[i] != ',' || depth > 0)) continue;
    const std::string_view argument = trimmed(inside.substr(begin, i - begin));
    if (!argument.empty()) call.arguments.emplace_back(argument);
    begin = i + 1;
  }
  return call;
}

}  // namespace lastwrite
