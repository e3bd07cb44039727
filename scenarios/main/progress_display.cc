#include "scenarios/main/progress_display.h"

#include <cmath>
#include <cstdio>

#include <fmt/format.h>
#include <unistd.h>

#include "scenarios/main/tell.h"

namespace lastwrite {
namespace {

constexpr int kBarCells = 30;
constexpr Duration kRedrawInterval = 100ms;
constexpr Duration kTickInterval = 1s;   // on a terminal
constexpr Duration kLineInterval = 10s;  // elsewhere
constexpr char kClearLine[] = "\r\x1b[2K";

std::string bar(double fraction) {
  const int full = static_cast<int>(std::lround(fraction * kBarCells));
  std::string out;
  for (int i = 0; i < kBarCells; ++i) out += i < full ? "█" : "░";
  return out;
}

// The share of the whole run: strategies take about equally long.
double overall(const RunProgress& p) {
  return (static_cast<double>(p.index) + p.progress.fraction) / static_cast<double>(p.count);
}

}  // namespace

ProgressDisplay::ProgressDisplay(const Clock& clock, ProgressOptions options)
    : clock_(clock),
      options_(options),
      begins_(clock.now() + options.patience),
      terminal_(::isatty(STDERR_FILENO) == 1) {}

void ProgressDisplay::show(const RunProgress& progress) {
  if (silent()) return;
  const std::string now = fmt::format("{} ({}/{}): {}", strategy_name(progress.strategy),
                                      progress.index + 1, progress.count, progress.progress.phase);
  const bool news = now != last_;
  last_ = now;
  if (terminal_) {
    if (news || clock_.now() - last_drawn_ >= kRedrawInterval) redraw(progress);
  } else if (news) {
    tell("{}\n", now);
  }
}

void ProgressDisplay::redraw(const RunProgress& progress) {
  last_drawn_ = clock_.now();
  drawn_ = true;
  const double left = to_seconds(progress.progress.remaining);
  const std::string remaining =
      left > 0 ? fmt::format("  {:.0f} s of this strategy left", std::ceil(left)) : "";
  tell("{}{} {:3.0f}%  {}{}", kClearLine, bar(overall(progress)), 100 * overall(progress), last_,
       remaining);
  std::fflush(stderr);
}

void ProgressDisplay::note(const std::string& text) {
  if (silent()) return;
  if (!terminal_) {
    tell("{}\n", text);
    return;
  }
  drawn_ = true;
  tell("{}{}", kClearLine, text);
  std::fflush(stderr);
}

void ProgressDisplay::working(const std::string& what) {
  const bool news = what != last_;
  if (news) begun_ = clock_.now();
  last_ = what;
  const Duration interval = terminal_ ? kTickInterval : kLineInterval;
  if (silent() || clock_.now() - last_drawn_ < interval) return;
  last_drawn_ = clock_.now();
  const double seconds = to_seconds(clock_.now() - begun_);
  note(seconds < 1 ? what : fmt::format("{} {:.0f} s", what, seconds));
}

void ProgressDisplay::finish() {
  if (drawn_) tell("{}", kClearLine);
  drawn_ = false;
}

}  // namespace lastwrite
