#include "scenarios/campaign/determinism.h"

#include <utility>
#include <vector>

#include <fmt/format.h>

#include "proto/trace.pb.h"

namespace lastwrite {
namespace {

// One event as bytes, never empty: a line for its source, then the message.
std::string bytes_of(const TraceSource& source, const v1::TraceEvent& event) {
  std::string bytes = fmt::format("{}.{}\n", source.producer, source.incarnation);
  event.AppendToString(&bytes);
  return bytes;
}

std::string text_of(const std::string& bytes) {
  if (bytes.empty()) return "";
  const std::size_t end = bytes.find('\n');
  v1::TraceEvent event;
  event.ParseFromString(bytes.substr(end + 1));
  return fmt::format("{} {}", bytes.substr(0, end), event.ShortDebugString());
}

// Plays the second run against the tape of the first.
class Playback {
 public:
  explicit Playback(const std::vector<std::string>& tape) : tape_(tape) {}

  void take(const std::string& bytes) {
    const std::uint64_t index = played_++;
    if (difference_) return;
    const std::string& expected = index < tape_.size() ? tape_[index] : kEnd;
    if (bytes != expected) difference_ = {index, text_of(expected), text_of(bytes)};
  }

  std::optional<TrajectoryDifference> finish() && {
    if (!difference_ && played_ < tape_.size()) {
      difference_ = {played_, text_of(tape_[played_]), ""};
    }
    return std::move(difference_);
  }

 private:
  inline static const std::string kEnd;

  const std::vector<std::string>& tape_;
  std::uint64_t played_ = 0;
  std::optional<TrajectoryDifference> difference_;
};

}  // namespace

Result<DeterminismResult> compare_runs(const Simulation& first, const Simulation& second) {
  std::vector<std::string> tape;
  const auto once = first({.listener = [&](const TraceSource& source, const v1::TraceEvent& event) {
    tape.push_back(bytes_of(source, event));
  }});
  if (!once) return propagate(once);
  Playback playback(tape);
  const auto twice =
      second({.listener = [&](const TraceSource& source, const v1::TraceEvent& event) {
        playback.take(bytes_of(source, event));
      }});
  if (!twice) return propagate(twice);
  return DeterminismResult{once->trajectory, twice->trajectory, std::move(playback).finish()};
}

Result<DeterminismResult> verify_determinism(const Scenario& scenario, const StrategySpec& strategy,
                                             const std::function<bool()>& interrupted) {
  const Simulation run = [&](SimOptions options) {
    options.interrupted = interrupted;
    return simulate(scenario, strategy, options);
  };
  return compare_runs(run, run);
}

}  // namespace lastwrite
