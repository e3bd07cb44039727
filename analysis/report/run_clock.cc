#include "analysis/report/run_clock.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "analysis/ledger/phases.h"

namespace lastwrite {
namespace {

std::int64_t wall_start(const History& history, const Manifest& manifest, TrueTime start) {
  std::optional<std::int64_t> earliest;
  for (const Version& version : history.versions) {
    if (!version.accepted) continue;
    const auto offset = manifest.clock_offsets.find(history.regions[version.region].text);
    const std::int64_t error = offset == manifest.clock_offsets.end() ? 0 : offset->second.count();
    const std::int64_t wall = version.stamp.time.ns - error - (version.accepted_at - start).count();
    earliest = std::min(earliest.value_or(wall), wall);
  }
  return earliest.value_or(0);
}

}  // namespace

TrueTime run_origin(const History& history) {
  if (const std::optional<Window> window = measure_window(history)) return window->begin;
  if (!history.phases.empty()) return history.phases.front().at;
  return history.operations.empty() ? TrueTime{} : history.operations.front().invoked;
}

RunClock::RunClock(const History& history, const Manifest& manifest, TrueTime start)
    : start_(start), wall_start_ns_(wall_start(history, manifest, start)) {}

std::string RunClock::stamp_text(const Stamp& stamp) const {
  const double seconds = static_cast<double>(stamp.time.ns - wall_start_ns_) / 1e9;
  return fmt::format("{:.4f}{}@{}", seconds,
                     stamp.counter > 0 ? fmt::format("+{}", stamp.counter) : "", stamp.region);
}

}  // namespace lastwrite
