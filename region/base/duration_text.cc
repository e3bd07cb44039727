#include <array>
#include <charconv>
#include <cmath>

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

constexpr double kLargest = 9.2e18;

}  // namespace

Result<Duration> parse_duration(std::string_view text) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const std::string_view unit_text(end, static_cast<std::size_t>(text.data() + text.size() - end));
  if (error == std::errc{} && std::isfinite(number)) {
    for (const Unit& unit : kUnits) {
      if (unit.name != unit_text) continue;
      const double ns = number * static_cast<double>(unit.ns);
      if (std::abs(ns) > kLargest) break;
      return Duration(std::llround(ns));
    }
    if (unit_text.empty() && number == 0) return Duration(0);
  }
  return fail(ErrorCode::kUsage,
              "'{}' is not a duration: write a number and a unit of ns, us, ms, s, min or h, such as 80ms",
              text);
}

std::string duration_text(Duration value) {
  const std::int64_t ns = value.count();
  if (ns == 0) return "0ms";
  for (const Unit& unit : kUnits) {
    if (ns % unit.ns == 0) return fmt::format("{}{}", ns / unit.ns, unit.name);
    const std::int64_t tenth = unit.ns / 1000;
    if (tenth > 0 && unit.name != "h" && unit.name != "min" && std::abs(ns) > unit.ns && ns % tenth == 0) {
      return fmt::format("{}{}", static_cast<double>(ns) / static_cast<double>(unit.ns), unit.name);
    }
  }
  return fmt::format("{}ns", ns);
}

}  // namespace lastwrite
