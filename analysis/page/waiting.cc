#include "analysis/page/waiting.h"

#include <algorithm>

namespace lastwrite {
namespace {

constexpr std::size_t kNever = static_cast<std::size_t>(-1);

struct Event {
  TrueTime at;
  std::size_t arrived = kNever;  // which passage; kNever: one more was accepted
};

// Who is accepted and who arrives at one moment: arrivals last, nothing arrives before it is sent.
std::vector<Event> events_of(const std::vector<Passage>& passages) {
  std::vector<Event> events;
  events.reserve(2 * passages.size());
  for (const Passage& p : passages) events.push_back({p.accepted});
  for (std::size_t i = 0; i < passages.size(); ++i) {
    if (passages[i].arrived) events.push_back({*passages[i].arrived, i});
  }
  std::stable_sort(events.begin(), events.end(),
                   [](const Event& a, const Event& b) { return a.at < b.at; });
  return events;
}

// Who waits, while time goes on.
class Queue {
 public:
  explicit Queue(const std::vector<Passage>& passages)
      : passages_(passages), arrived_(passages.size(), false) {}

  std::uint64_t records() const { return accepted_ - gone_; }
  Duration oldest_at(TrueTime now) const {
    return first_ < accepted_ ? now - passages_[first_].accepted : Duration(0);
  }
  void take(const Event& event) {
    if (event.arrived == kNever) {
      ++accepted_;
      return;
    }
    arrived_[event.arrived] = true;
    ++gone_;
    while (first_ < accepted_ && arrived_[first_]) ++first_;
  }

 private:
  const std::vector<Passage>& passages_;
  std::vector<bool> arrived_;
  std::size_t accepted_ = 0;
  std::size_t gone_ = 0;
  std::size_t first_ = 0;  // what lies before has arrived
};

}  // namespace

Waiting waiting_by_step(const std::vector<Passage>& passages, const TimeSteps& steps) {
  const std::vector<Event> events = events_of(passages);
  Queue queue(passages);
  std::size_t next = 0;
  const auto take_until = [&](TrueTime end, auto&& before) {
    for (; next < events.size() && events[next].at < end; ++next) {
      before(events[next].at);
      queue.take(events[next]);
    }
  };
  take_until(steps.begin_of(0), [](TrueTime) {});
  Waiting out;
  for (std::size_t step = 0; step < steps.count(); ++step) {
    std::uint64_t records = queue.records();
    Duration oldest{0};
    const auto look = [&](TrueTime now) {
      records = std::max(records, queue.records());
      oldest = std::max(oldest, queue.oldest_at(now));
    };
    take_until(steps.begin_of(step + 1), look);
    look(steps.begin_of(step + 1));
    out.records.push_back(records);
    out.oldest.push_back(oldest);
  }
  return out;
}

TimeSteps steps_of(const std::vector<Passage>& passages, const Window& window,
                   std::size_t columns) {
  TrueTime end = window.end;
  for (const Passage& p : passages) {
    if (p.arrived) end = std::max(end, *p.arrived + 1ns);
  }
  return TimeSteps(window.begin, end, window.begin, columns);
}

}  // namespace lastwrite
