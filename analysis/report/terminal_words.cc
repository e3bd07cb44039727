#include "analysis/report/terminal_words.h"

#include <algorithm>

#include <fmt/format.h>

namespace lastwrite {

std::string ms_text(const std::optional<Duration>& duration) {
  if (!duration) return "–";
  const double ms = to_ms(*duration);
  if (ms != 0 && ms < 0.95 && ms > -0.95) return fmt::format("{:.2f}", ms);
  return ms >= 999.95 ? fmt::format("{:.0f}", ms) : fmt::format("{:.1f}", ms);
}

std::string percent_text(double share) {
  return fmt::format("{:.1f} %", share * 100);
}

std::string interval_text(const Interval& interval) {
  if (interval.trials == 0) return "–";
  return fmt::format("{:.1f} % ({:.1f}–{:.1f})", interval.estimate * 100, interval.low * 100,
                     interval.high * 100);
}

std::string sparkline(const std::vector<std::uint64_t>& buckets) {
  static constexpr const char* kBars[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  const std::uint64_t most =
      buckets.empty() ? 0 : *std::max_element(buckets.begin(), buckets.end());
  std::string out;
  for (const std::uint64_t n : buckets) {
    out += n == 0 ? " " : kBars[(n * 8 - 1) / most];
  }
  return out;
}

std::string painted(const std::string& text, Paint paint, TerminalStyle style) {
  if (!style.colour) return text;
  const char* code = paint == Paint::kBold   ? "1"
                     : paint == Paint::kGood ? "32"
                     : paint == Paint::kBad  ? "31"
                                             : "33";
  return fmt::format("\033[{}m{}\033[0m", code, text);
}

}  // namespace lastwrite
