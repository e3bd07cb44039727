#include "scenarios/campaign/sweep/range.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>

namespace lastwrite {
namespace {

struct Unit {
  std::string_view name;
  char kind;  // values of one kind can be compared
  double factor;
};

constexpr std::array kUnits = {
    Unit{"", 'n', 1},       Unit{"%", '%', 1},      Unit{"ppm", 'p', 1},   Unit{"ns", 'd', 1},
    Unit{"us", 'd', 1e3},   Unit{"ms", 'd', 1e6},   Unit{"s", 'd', 1e9},   Unit{"min", 'd', 6e10},
    Unit{"h", 'd', 3.6e12}, Unit{"/h", 'r', 1},     Unit{"/min", 'r', 60}, Unit{"/s", 'r', 3600},
    Unit{"B", 'b', 1},      Unit{"KB", 'b', 1e3},   Unit{"B/s", 'w', 1},   Unit{"KB/s", 'w', 1e3},
    Unit{"MB/s", 'w', 1e6}, Unit{"GB/s", 'w', 1e9},
};

struct Quantity {
  double number = 0;  // in its own unit
  Unit unit;
  bool whole = false;  // written without a point

  double value() const { return number * unit.factor; }
};

std::optional<Quantity> parse_quantity(std::string_view text) {
  Quantity out;
  const char* const last = text.data() + text.size();
  const auto [end, error] = std::from_chars(text.data(), last, out.number);
  if (error != std::errc{} || !std::isfinite(out.number)) return std::nullopt;
  const std::string_view unit(end, static_cast<std::size_t>(last - end));
  const auto known =
      std::find_if(kUnits.begin(), kUnits.end(), [&](const Unit& u) { return u.name == unit; });
  if (known == kUnits.end()) return std::nullopt;
  out.unit = *known;
  out.whole = unit.empty() && text.find_first_of(".eE") == std::string_view::npos;
  return out;
}

bool part_of_quantity(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' ||
         c == '/' || c == '%' || c == '-';
}

// FROM..TO with what surrounds it, still as text.
struct RangeText {
  std::string_view before;
  std::string_view from;
  std::string_view to;
  std::string_view how;  // "log8"; empty: it is missing
  std::string_view after;
};

// nullopt: there are no two dots with a number on each side.
std::optional<RangeText> find_range(std::string_view text) {
  const std::size_t dots = text.find("..");
  if (dots == std::string_view::npos) return std::nullopt;
  std::size_t begin = dots;
  while (begin > 0 && part_of_quantity(text[begin - 1])) --begin;
  std::size_t end = dots + 2;
  while (end < text.size() && part_of_quantity(text[end])) ++end;
  RangeText out{text.substr(0, begin),
                text.substr(begin, dots - begin),
                text.substr(dots + 2, end - dots - 2),
                {},
                {}};
  if (!parse_quantity(out.from) && !parse_quantity(out.to)) return std::nullopt;
  if (end < text.size() && text[end] == ':') {
    const std::size_t how = ++end;
    while (end < text.size() && part_of_quantity(text[end])) ++end;
    out.how = text.substr(how, end - how);
  }
  out.after = text.substr(end);
  return out;
}

struct Spacing {
  bool logarithmic = false;
  std::size_t points = 0;
};

Result<Spacing> parse_spacing(const RangeText& range) {
  Spacing out{range.how.starts_with("log"), 0};
  const bool known = out.logarithmic || range.how.starts_with("lin");
  const std::string_view count = known ? range.how.substr(3) : std::string_view();
  const auto [end, error] = std::from_chars(count.data(), count.data() + count.size(), out.points);
  const bool number = error == std::errc{} && end == count.data() + count.size();
  if (!known || !number || out.points < 2 || out.points > kRangePointsMax) {
    return fail(
        ErrorCode::kUsage,
        "'{0}..{1}' needs its points: write {0}..{1}:log8 for equal ratios or {0}..{1}:lin8 "
        "for equal steps, 2 to {2} of them",
        range.from, range.to, kRangePointsMax);
  }
  return out;
}

struct Ends {
  Quantity from;
  Quantity to;
};

Result<Ends> parse_ends(const RangeText& range, const Spacing& spacing) {
  const auto from = parse_quantity(range.from);
  const auto to = parse_quantity(range.to);
  if (!from || !to) {
    return fail(ErrorCode::kUsage, "'{}' is no number with a unit, such as 50ms, 10/s or 5%",
                from ? range.to : range.from);
  }
  if (from->unit.kind != to->unit.kind) {
    return fail(ErrorCode::kUsage, "'{}' and '{}' are not of one kind", range.from, range.to);
  }
  if (from->value() == to->value()) {
    return fail(ErrorCode::kUsage, "'{}..{}' begins where it ends", range.from, range.to);
  }
  if (spacing.logarithmic && (from->value() <= 0 || to->value() <= 0)) {
    return fail(ErrorCode::kUsage, "'{}..{}': log needs both ends above 0; write lin", range.from,
                range.to);
  }
  return Ends{*from, *to};
}

// Four digits, without an exponent.
std::string rounded(double number, bool whole) {
  if (whole) return fmt::format("{:.0f}", number);
  const std::string digits = fmt::format("{:.4g}", number);
  double out = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), out);
  return fmt::format("{}", out);
}

std::string point(const Ends& ends, const Spacing& spacing, std::size_t i) {
  const double share = static_cast<double>(i) / static_cast<double>(spacing.points - 1);
  const double from = ends.from.number;
  const double to = ends.to.value() / ends.from.unit.factor;
  const double number =
      spacing.logarithmic ? from * std::pow(to / from, share) : from + (to - from) * share;
  return rounded(number, ends.from.whole && ends.to.whole) + std::string(ends.from.unit.name);
}

Result<std::vector<std::string>> points_of(const RangeText& range) {
  const Result<Spacing> spacing = parse_spacing(range);
  if (!spacing) return propagate(spacing);
  const Result<Ends> ends = parse_ends(range, *spacing);
  if (!ends) return propagate(ends);
  std::vector<std::string> points = {std::string(range.from)};
  for (std::size_t i = 1; i + 1 < spacing->points; ++i) points.push_back(point(*ends, *spacing, i));
  points.emplace_back(range.to);
  if (std::adjacent_find(points.begin(), points.end()) != points.end()) {
    return fail(ErrorCode::kUsage,
                "'{}..{}:{}' gives one value twice: ask for fewer points, or write the ends with a "
                "point (0.0..1.0) for values between whole numbers",
                range.from, range.to, range.how);
  }
  return points;
}

}  // namespace

Result<std::vector<std::string>> expand_range(std::string_view text) {
  const std::optional<RangeText> range = find_range(text);
  if (!range) return std::vector<std::string>{std::string(text)};
  if (find_range(range->after)) {
    return fail(ErrorCode::kUsage, "'{}' has two ranges; one value may have one", text);
  }
  Result<std::vector<std::string>> points = points_of(*range);
  if (!points) return points;
  for (std::string& one : *points) {
    one.insert(0, range->before);
    one += range->after;
  }
  return points;
}

}  // namespace lastwrite
