#include "analysis/ledger/phases.h"

#include <algorithm>

namespace lastwrite {
namespace {

TrueTime last_seen(const History& history) {
  TrueTime last;
  for (const Operation& operation : history.operations) {
    last = std::max(last, operation.completed.value_or(operation.invoked));
  }
  for (const std::vector<RegionEvent>& events : history.events) {
    for (const RegionEvent& event : events) last = std::max(last, event.at);
  }
  return last;
}

}  // namespace

std::optional<Window> measure_window(const History& history) {
  const auto measure = std::find_if(history.phases.begin(), history.phases.end(),
                                    [](const PhaseMark& mark) { return mark.name == "measure"; });
  if (measure == history.phases.end()) return std::nullopt;
  const auto next = measure + 1;
  const TrueTime end = next == history.phases.end() ? last_seen(history) + 1ns : next->at;
  return Window{measure->at, end};
}

TrueTime trace_end_of(const History& history) {
  TrueTime last = last_seen(history);
  for (const PhaseMark& mark : history.phases) last = std::max(last, mark.at);
  if (history.quiesce) last = std::max(last, history.quiesce->at);
  return last;
}

std::optional<Duration> convergence_time(const History& history) {
  std::optional<TrueTime> from;
  std::optional<TrueTime> until;
  for (const std::vector<RegionEvent>& events : history.events) {
    for (const RegionEvent& event : events) {
      if (event.kind == RegionEvent::Kind::kAccept) from = std::max(from, {event.at});
      if (event.installs) until = std::max(until, {event.at});
    }
  }
  if (!from) return std::nullopt;
  for (const FaultMark& fault : history.faults) {
    if (!fault.begins) from = std::max(from, {fault.at});
  }
  return std::max(Duration(0), until.value_or(*from) - *from);
}

}  // namespace lastwrite
