// Where all events of a simulated run come together, in the order in which they happened: hashed,
// then handed to whoever listens (trace files, a history in memory, a comparison).
//
//   SimTrace trace(listener);
//   std::unique_ptr<TraceSink> sink = trace.open({"eu-west-1", 0}, clock.now());
//   sink->write(event);
//
// The sinks must not outlive it. Threading: one thread.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "region/base/time.h"
#include "region/observer/trace_sink.h"
#include "scenarios/sim/trajectory.h"

namespace lastwrite {

/// Who tells an event: "driver" or a region in one of its incarnations.
struct TraceSource {
  std::string producer;
  std::uint32_t incarnation = 0;
};

class SimTrace {
 public:
  using Listener = std::function<void(const TraceSource&, const v1::TraceEvent&)>;

  explicit SimTrace(Listener listener) : listener_(std::move(listener)) {}
  SimTrace(const SimTrace&) = delete;
  SimTrace& operator=(const SimTrace&) = delete;

  /// Begins with a header, as a trace file does.
  std::unique_ptr<TraceSink> open(TraceSource source, TrueTime at);
  const Trajectory& trajectory() const { return trajectory_; }

 private:
  class Sink;

  Listener listener_;
  Trajectory trajectory_;
};

}  // namespace lastwrite
