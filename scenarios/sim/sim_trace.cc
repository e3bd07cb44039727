#include "scenarios/sim/sim_trace.h"

#include <utility>

#include "proto/trace.pb.h"

namespace lastwrite {

class SimTrace::Sink final : public TraceSink {
 public:
  Sink(SimTrace& trace, TraceSource source) : trace_(trace), source_(std::move(source)) {}

  void write(const v1::TraceEvent& event) override {
    trace_.trajectory_.add(source_.producer, event);
    if (trace_.listener_) trace_.listener_(source_, event);
  }
  Result<void> flush() override { return {}; }

 private:
  SimTrace& trace_;
  TraceSource source_;
};

std::unique_ptr<TraceSink> SimTrace::open(TraceSource source, TrueTime at) {
  v1::TraceEvent event;
  event.set_at_ns(at.ns);
  v1::TraceHeader& header = *event.mutable_header();
  header.set_format(1);
  header.set_producer(source.producer);
  header.set_incarnation(source.incarnation);
  auto sink = std::make_unique<Sink>(*this, std::move(source));
  sink->write(event);
  return sink;
}

}  // namespace lastwrite
