#include "scenarios/main/sweep_progress.h"

#include <cmath>
#include <cstdio>

#include <unistd.h>

#include "scenarios/main/tell.h"

namespace lastwrite {
namespace {

constexpr int kBarCells = 30;
constexpr Duration kLineInterval = 5s;
constexpr char kClearLine[] = "\r\x1b[2K";

std::string bar(const SweepProgress& progress) {
  const double share = progress.total == 0 ? 1
                                           : static_cast<double>(progress.done) /
                                                 static_cast<double>(progress.total);
  const int full = static_cast<int>(std::lround(share * kBarCells));
  std::string out;
  for (int i = 0; i < kBarCells; ++i) out += i < full ? "█" : "░";
  return out;
}

}  // namespace

std::string remaining_text(Duration remaining) {
  const auto seconds = static_cast<std::int64_t>(std::ceil(to_seconds(remaining)));
  if (seconds < 60) return fmt::format("{} s", seconds);
  if (seconds < 3600) return fmt::format("{} min {} s", seconds / 60, seconds % 60);
  return fmt::format("{} h {} min", seconds / 3600, seconds % 3600 / 60);
}

SweepProgressDisplay::SweepProgressDisplay(const Clock& clock, bool quiet)
    : clock_(clock),
      quiet_(quiet),
      terminal_(::isatty(STDERR_FILENO) == 1),
      begun_(clock.now()),
      told_(begun_) {}

SweepProgressDisplay::~SweepProgressDisplay() {
  if (drawn_) tell("{}", kClearLine);
}

std::string SweepProgressDisplay::text(const SweepProgress& progress) const {
  std::string out = fmt::format("{} of {} cells", progress.done, progress.total);
  if (progress.failed > 0) out += fmt::format(", {} failed", progress.failed);
  const std::size_t left = progress.total - progress.done - progress.failed;
  if (progress.fresh > 0 && left > 0) {
    const double each =
        static_cast<double>((clock_.now() - begun_).count()) / static_cast<double>(progress.fresh);
    const auto remaining = Duration(std::llround(each * static_cast<double>(left)));
    out += fmt::format(", about {} left", remaining_text(remaining));
  }
  return out;
}

void SweepProgressDisplay::show(const SweepProgress& progress) {
  if (quiet_) return;
  if (terminal_) {
    drawn_ = true;
    tell("{}{} {}", kClearLine, bar(progress), text(progress));
    std::fflush(stderr);
    return;
  }
  const bool ends = progress.done + progress.failed == progress.total;
  if (!ends && clock_.now() - told_ < kLineInterval) return;
  told_ = clock_.now();
  tell("{}\n", text(progress));
}

}  // namespace lastwrite
