#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <optional>

#include "region/base/distribution.h"

namespace lastwrite {
namespace {

struct Unit {
  std::string_view name;
  std::int64_t ns;
};

// Longest first: the text of a duration takes the largest unit that divides it well.
constexpr std::array kUnits = {
    Unit{"h", 3'600'000'000'000}, Unit{"min", 60'000'000'000}, Unit{"s", 1'000'000'000},
    Unit{"ms", 1'000'000},        Unit{"us", 1'000},           Unit{"ns", 1}};

// Digits of a whole number of `unit`s, below 0 where `negative`; nullopt when out of range.
std::optional<std::int64_t> whole_units(std::string_view digits, std::int64_t unit, bool negative) {
  std::int64_t count = 0;
  const char* const end = digits.data() + digits.size();
  const auto [stop, error] = std::from_chars(digits.data(), end, count);
  if (!digits.empty() && (error != std::errc{} || stop != end)) return std::nullopt;
  std::int64_t ns = 0;
  if (__builtin_mul_overflow(negative ? -count : count, unit, &ns)) return std::nullopt;
  return ns;
}

// The number in `text` times `unit`, to the nanosecond. Whole part and fraction are taken apart,
// for a double holds no more than 53 bits: 104 days of nanoseconds. Requires: from_chars() reads
// `text` as a finite number.
std::optional<std::int64_t> nanoseconds(std::string_view text, double number, std::int64_t unit) {
  if (text.find_first_of("eE") != std::string_view::npos) {
    const double ns = number * static_cast<double>(unit);
    if (std::abs(ns) > 9.2e18) return std::nullopt;
    return std::llround(ns);
  }
  const bool negative = text.front() == '-';
  if (negative) text.remove_prefix(1);
  const auto point = std::min(text.find('.'), text.size());
  const auto whole = whole_units(text.substr(0, point), unit, negative);
  if (!whole) return std::nullopt;
  double fraction = 0;
  std::from_chars(text.data() + point, text.data() + text.size(), fraction);
  const std::int64_t rest = std::llround(fraction * static_cast<double>(unit));
  std::int64_t ns = 0;
  if (__builtin_add_overflow(*whole, negative ? -rest : rest, &ns)) return std::nullopt;
  return ns;
}

Failure out_of_range(std::string_view text, Duration limit) {
  return fail(ErrorCode::kUsage, "'{}' is out of range: at most {}h can be given here", text,
              limit.count() / kUnits.front().ns);
}

}  // namespace

Result<Duration> parse_duration(std::string_view text) {
  return parse_duration_within(text, Duration::max());
}

Result<Duration> parse_duration_within(std::string_view text, Duration limit) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const auto length = static_cast<std::size_t>(end - text.data());
  const std::string_view unit_text = text.substr(length);
  const bool too_big = error == std::errc::result_out_of_range;
  if (too_big || (error == std::errc{} && std::isfinite(number))) {
    for (const Unit& unit : kUnits) {
      if (unit.name != unit_text) continue;
      const auto ns = too_big ? std::nullopt : nanoseconds(text.substr(0, length), number, unit.ns);
      if (!ns || Duration(*ns) > limit || Duration(*ns) < -limit) return out_of_range(text, limit);
      return Duration(*ns);
    }
    if (unit_text.empty() && number == 0) return Duration(0);
  }
  return fail(
      ErrorCode::kUsage,
      "'{}' is not a duration: write a number and a unit of ns, us, ms, s, min or h, such as 80ms",
      text);
}

std::string duration_text(Duration value) {
  const std::int64_t ns = value.count();
  if (ns == 0) return "0ms";
  for (const Unit& unit : kUnits) {
    if (ns % unit.ns == 0) return fmt::format("{}{}", ns / unit.ns, unit.name);
    const std::int64_t thousandth = unit.ns / 1000;
    const bool with_fraction = thousandth > 0 && unit.name != "h" && unit.name != "min";
    if (!with_fraction || ns / unit.ns == 0 || ns % thousandth != 0) continue;
    std::string fraction = fmt::format("{:03}", std::abs(ns % unit.ns) / thousandth);
    fraction.erase(fraction.find_last_not_of('0') + 1);
    return fmt::format("{}.{}{}", ns / unit.ns, fraction, unit.name);
  }
  return fmt::format("{}ns", ns);
}

}  // namespace lastwrite
