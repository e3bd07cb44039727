#include "analysis/lag_report/moment.h"

#include <charconv>
#include <chrono>
#include <cmath>

namespace lastwrite {
namespace {

// Takes `width` digits from the front of `text`; -1: there are none.
int take_digits(std::string_view& text, std::size_t width) {
  int value = 0;
  if (text.size() < width) return -1;
  for (std::size_t i = 0; i < width; ++i) {
    if (text[i] < '0' || text[i] > '9') return -1;
    value = value * 10 + (text[i] - '0');
  }
  text.remove_prefix(width);
  return value;
}

bool take(std::string_view& text, char c) {
  if (text.empty() || text.front() != c) return false;
  text.remove_prefix(1);
  return true;
}

// ".082" as nanoseconds; nothing there: 0.
std::optional<std::int64_t> take_fraction(std::string_view& text) {
  if (!take(text, '.')) return 0;
  std::int64_t ns = 0;
  std::size_t digits = 0;
  for (; !text.empty() && text.front() >= '0' && text.front() <= '9'; ++digits) {
    if (digits < 9) ns = ns * 10 + (text.front() - '0');
    text.remove_prefix(1);
  }
  if (digits == 0) return std::nullopt;
  for (std::size_t d = digits; d < 9; ++d) ns *= 10;
  return ns;
}

// "Z", "+02:00" as seconds east of Greenwich.
std::optional<std::int64_t> take_zone(std::string_view& text) {
  if (take(text, 'Z')) return 0;
  const int sign = take(text, '+') ? 1 : take(text, '-') ? -1 : 0;
  if (sign == 0) return std::nullopt;
  const int hours = take_digits(text, 2);
  take(text, ':');
  const int minutes = take_digits(text, 2);
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return std::nullopt;
  return sign * (hours * 3600 + minutes * 60);
}

}  // namespace

std::optional<std::int64_t> parse_moment(std::string_view text) {
  using namespace std::chrono;
  const int y = take_digits(text, 4);
  if (y < 1970 || y > 2261 || !take(text, '-')) return std::nullopt;
  const int m = take_digits(text, 2);
  if (m < 1 || !take(text, '-')) return std::nullopt;
  const int d = take_digits(text, 2);
  const year_month_day date{year{y}, month{static_cast<unsigned>(m)},
                            day{static_cast<unsigned>(d < 0 ? 0 : d)}};
  if (!date.ok() || (!take(text, 'T') && !take(text, ' '))) return std::nullopt;
  const int h = take_digits(text, 2);
  if (h < 0 || h > 23 || !take(text, ':')) return std::nullopt;
  const int min = take_digits(text, 2);
  if (min < 0 || min > 59 || !take(text, ':')) return std::nullopt;
  const int s = take_digits(text, 2);
  if (s < 0 || s > 60) return std::nullopt;
  const auto fraction = take_fraction(text);
  const auto zone = fraction ? take_zone(text) : std::nullopt;
  if (!zone || !text.empty()) return std::nullopt;
  const std::int64_t days = sys_days(date).time_since_epoch().count();
  return (days * 86'400 + h * 3600 + min * 60 + s - *zone) * 1'000'000'000 + *fraction;
}

std::optional<std::int64_t> parse_scaled(std::string_view text, double unit_ns) {
  const char* const end = text.data() + text.size();
  std::int64_t whole = 0;
  const auto [whole_end, no_whole] = std::from_chars(text.data(), end, whole);
  const double scaled_whole = static_cast<double>(whole) * unit_ns;
  constexpr double kMost = 9.2e18;
  if (no_whole == std::errc() && whole_end == end && std::abs(scaled_whole) < kMost)
    return whole * static_cast<std::int64_t>(unit_ns);
  double value = 0;
  const auto [value_end, no_value] = std::from_chars(text.data(), end, value);
  if (no_value != std::errc() || value_end != end || !std::isfinite(value)) return std::nullopt;
  if (std::abs(value * unit_ns) >= kMost) return std::nullopt;
  return std::llround(value * unit_ns);
}

}  // namespace lastwrite
