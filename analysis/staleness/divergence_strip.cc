#include "analysis/staleness/divergence_strip.h"

#include <algorithm>

#include "analysis/staleness/item_sweep.h"

namespace lastwrite {
namespace {

// Time that items spent apart, by step.
class TimeApart {
 public:
  TimeApart(Window window, std::size_t steps)
      : begin_(window.begin),
        step_((window.end - window.begin) / static_cast<std::int64_t>(steps)) {
    parts_.assign(steps, 0);
    whole_.assign(steps + 1, 0);
  }

  void add(TrueTime from, TrueTime until) {
    const std::size_t first = index(from);
    const std::size_t last = index(until);
    if (first == last) {
      parts_[first] += share(until - from);
      return;
    }
    parts_[first] += share(middle_of(first) + step_ / 2 - (from - begin_));
    parts_[last] += share((until - begin_) - (middle_of(last) - step_ / 2));
    whole_[first + 1] += 1;  // and so in all steps until `last`
    whole_[last] -= 1;
  }

  DivergenceStrip over(std::size_t items) const {
    DivergenceStrip out;
    double open = 0;
    for (std::size_t step = 0; step < parts_.size(); ++step) {
      open += whole_[step];
      out.at.push_back(middle_of(step));
      out.share.push_back(std::clamp((open + parts_[step]) / static_cast<double>(items), 0.0, 1.0));
    }
    return out;
  }

 private:
  std::size_t index(TrueTime at) const {
    const auto step = static_cast<std::size_t>((at - begin_) / step_);
    return std::min(step, parts_.size() - 1);
  }
  double share(Duration length) const { return to_seconds(length) / to_seconds(step_); }
  Duration middle_of(std::size_t step) const {
    return step_ * static_cast<std::int64_t>(step) + step_ / 2;
  }

  TrueTime begin_;
  Duration step_;
  std::vector<double> parts_;  // of items that were apart for a part of the step
  std::vector<double> whole_;  // changes in the number of those apart for all of it
};

Window strip_window(const History& history, const ReplicaTimelines& timelines,
                    const Window& measure) {
  TrueTime last = measure.end;
  for (const std::vector<RegionEvent>& events : history.events) {
    for (const RegionEvent& event : events) {
      if (event.installs) last = std::max(last, event.at);
    }
  }
  last = last + (last - measure.begin) / 30;
  return {measure.begin, std::max(measure.end, std::min(last, timelines.trace_end()))};
}

}  // namespace

DivergenceStrip divergence_strip(const History& history, const ReplicaTimelines& timelines,
                                 std::size_t points) {
  const std::optional<Window> measure = measure_window(history);
  if (!measure || points == 0) return {};
  const Window window = strip_window(history, timelines, *measure);
  if ((window.end - window.begin).count() < static_cast<std::int64_t>(points)) return {};
  const ItemSweep sweep(history, timelines, window);
  TimeApart apart(window, points);
  std::size_t items = 0;
  for (std::uint32_t item = 0; item < history.items.size(); ++item) {
    IntervalSet diverged;
    if (!sweep.run(item, diverged)) continue;
    ++items;
    for (const auto& [from, until] : diverged.ranges()) apart.add(from, until);
  }
  return items == 0 ? DivergenceStrip{} : apart.over(items);
}

}  // namespace lastwrite
