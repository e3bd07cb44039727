#include "analysis/page/diagram_events.h"

#include <algorithm>

namespace lastwrite {
namespace {

bool is_refused(const Operation& operation) {
  return operation.is_write() && operation.condition_failed && operation.completed;
}

bool is_answered_read(const Operation& operation) {
  return operation.is_read() && operation.outcome == Outcome::kOk && operation.completed;
}

}  // namespace

TrueTime refusal_time(const Operation& operation) {
  const TrueTime end = operation.completed.value_or(operation.invoked);
  return operation.invoked + (end - operation.invoked) / 2;
}

DiagramEvents::DiagramEvents(const StrategyRun& run) : run_(run) {
  const History& history = run.history;
  for (std::uint32_t v = 0; v < history.versions.size(); ++v) {
    if (history.versions[v].accepted)
      events_.push_back({history.versions[v].accepted_at, Kind::kVersion, v});
  }
  for (std::uint32_t o = 0; o < history.operations.size(); ++o) {
    const Operation& operation = history.operations[o];
    if (is_refused(operation)) events_.push_back({refusal_time(operation), Kind::kRefused, o});
    if (is_answered_read(operation)) events_.push_back({*operation.completed, Kind::kRead, o});
  }
  std::stable_sort(events_.begin(), events_.end(),
                   [](const Event& a, const Event& b) { return a.at < b.at; });
  for (const Event& event : events_) total_ += weight(event);
}

std::vector<Arrival> DiagramEvents::arrivals_of(std::uint32_t version) const {
  std::vector<Arrival> out;
  const History& history = run_.history;
  for (std::uint32_t to = 0; to < history.events.size(); ++to) {
    const std::uint32_t position = run_.evidence.replicas.position(to, version);
    if (position == kAbsent || to == history.versions[version].region) continue;
    const RegionEvent& event = history.events[to][position];
    if (event.version != version || event.kind == RegionEvent::Kind::kAccept) continue;
    const int result = event.kind == RegionEvent::Kind::kInstalled        ? 0
                       : event.kind == RegionEvent::Kind::kDiscardedOlder ? 1
                                                                          : 2;
    out.push_back({to, event.at, result});
  }
  return out;
}

std::size_t DiagramEvents::weight(const Event& event) const {
  return event.kind == Kind::kVersion ? 1 + arrivals_of(event.id).size() : 1;
}

std::size_t DiagramEvents::size(const Selection& selection) const {
  std::size_t size = selection.versions.size() + selection.refused.size() + selection.reads.size();
  for (const std::uint32_t version : selection.versions) size += arrivals_of(version).size();
  return size;
}

std::uint32_t DiagramEvents::item_of(const Event& event) const {
  return event.kind == Kind::kVersion ? run_.history.versions[event.id].item
                                      : run_.history.operations[event.id].item;
}

void DiagramEvents::put(const Event& event, Selection& selection) {
  if (event.kind == Kind::kVersion) selection.versions.push_back(event.id);
  if (event.kind == Kind::kRefused) selection.refused.push_back(event.id);
  if (event.kind == Kind::kRead) selection.reads.push_back(event.id);
}

Selection DiagramEvents::of_run(std::size_t events) const {
  Selection out;
  const std::optional<Window> window = measure_window(run_.history);
  const bool whole = total_ <= events || !window;
  std::size_t taken = 0;
  for (const Event& event : events_) {
    if (!whole && event.at < window->begin) continue;
    taken += weight(event);
    if (taken > events) {
      out.until = event.at;
      return out;
    }
    put(event, out);
  }
  out.until = trace_end_of(run_.history);
  return out;
}

// From the acceptance of what met to the last arrival of it.
Window DiagramEvents::decisive(std::uint32_t version) const {
  const Judgement& j = run_.ledger.versions[version];
  std::vector<std::uint32_t> met = {version};
  if (j.displacer != kAbsent) met.push_back(j.displacer);
  if (j.root_cause != kAbsent) {
    met.push_back(j.root_cause);
    const std::uint32_t by = run_.ledger.versions[j.root_cause].displacer;
    if (by != kAbsent) met.push_back(by);
  }
  Window window{run_.history.versions[version].accepted_at, TrueTime{}};
  for (const std::uint32_t v : met) {
    if (!run_.history.versions[v].accepted) continue;
    window.begin = std::min(window.begin, run_.history.versions[v].accepted_at);
    window.end = std::max(window.end, run_.history.versions[v].accepted_at);
    for (const Arrival& arrival : arrivals_of(v)) window.end = std::max(window.end, arrival.at);
  }
  const Duration margin = (window.end - window.begin) / 4 + 20ms;
  return {window.begin - margin, window.end + margin};
}

Selection DiagramEvents::about(std::uint32_t version, std::size_t events) const {
  Selection out;
  const Window window = decisive(version);
  const std::uint32_t item = run_.history.versions[version].item;
  std::vector<Event> near;
  for (const Event& event : events_) {
    if (item_of(event) == item && window.contains(event.at)) near.push_back(event);
  }
  // Of a hot item what lies nearest in time to the write stays.
  const TrueTime centre = run_.history.versions[version].accepted_at;
  const auto distance = [&](const Event& event) {
    return event.at < centre ? centre - event.at : event.at - centre;
  };
  std::vector<Event> nearest = near;
  std::stable_sort(nearest.begin(), nearest.end(),
                   [&](const Event& a, const Event& b) { return distance(a) < distance(b); });
  std::size_t taken = 0;
  const auto too_many = std::find_if(nearest.begin(), nearest.end(), [&](const Event& event) {
    taken += weight(event);
    return taken > events;
  });
  nearest.erase(too_many, nearest.end());
  std::stable_sort(nearest.begin(), nearest.end(),
                   [](const Event& a, const Event& b) { return a.at < b.at; });
  for (const Event& event : nearest) put(event, out);
  out.until = window.end;
  return out;
}

}  // namespace lastwrite
