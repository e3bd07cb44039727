#include <algorithm>
#include <filesystem>

#include <fmt/ranges.h>

#include "region/base/printable.h"
#include "scenarios/engine/did_you_mean.h"
#include "scenarios/engine/load_sections.h"

namespace lastwrite {

Result<std::string> parse_line(std::string_view text) {
  const auto last = text.find_last_not_of(" \t\r\n");
  text = text.substr(0, last == std::string_view::npos ? 0 : last + 1);
  if (has_control_character(text)) return fail(ErrorCode::kUsage, "must be a single line of text");
  if (text.empty()) return fail(ErrorCode::kUsage, "must not be empty");
  return std::string(text);
}

Result<Distribution> LoadContext::distribution(std::string_view text) const {
  constexpr std::string_view kMark = "empirical(file=";
  if (!text.starts_with(kMark)) return parse_distribution(text);
  const std::filesystem::path file = std::string(text.substr(kMark.size()));
  if (file.is_absolute()) return parse_distribution(text);
  std::error_code ignored;
  const auto absolute = std::filesystem::absolute(base_directory, ignored) / file;
  return parse_distribution(std::string(kMark) + absolute.lexically_normal().string());
}

Result<RegionName> LoadContext::region(std::string_view text) const {
  RegionName name{std::string(text)};
  if (std::find(regions.begin(), regions.end(), name) != regions.end()) return name;
  std::vector<std::string> known;
  for (const RegionName& region : regions) known.push_back(region.text);
  return fail(ErrorCode::kUsage, "unknown region '{}'{}: this scenario has {}", text,
              did_you_mean(text, known), fmt::join(known, ", "));
}

Result<RegionName> LoadContext::region_or_any(std::string_view text) const {
  if (text == "*") return RegionName("*");
  return region(text);
}

Result<Duration> parse_span(std::string_view text) {
  const Result<Duration> span = parse_duration_within(text, kSpanMax);
  if (span && span->count() < 0) return fail(ErrorCode::kUsage, "'{}' must not be negative", text);
  return span;
}

Result<Duration> parse_positive_span(std::string_view text) {
  const Result<Duration> span = parse_duration_within(text, kSpanMax);
  if (span && span->count() <= 0) return fail(ErrorCode::kUsage, "'{}' must be above 0", text);
  return span;
}

}  // namespace lastwrite
