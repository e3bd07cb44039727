// The events of a simulated strategy as the trace files that a live run leaves: one for the driver,
// one for each region and incarnation.
//
//   TraceFiles files("runs/…/trace/blind-put");
//   simulate(scenario, strategy, {.listener = files.listener()});
//   Result<void> written = files.finish();
//
// Threading: one thread.
#pragma once

#include <map>
#include <string>
#include <utility>

#include "region/observer/trace_writer.h"
#include "scenarios/sim/sim_trace.h"

namespace lastwrite {

class TraceFiles {
 public:
  explicit TraceFiles(std::string folder) : folder_(std::move(folder)) {}

  /// Must not outlive this.
  SimTrace::Listener listener() {
    return [this](const TraceSource& source, const v1::TraceEvent& event) { add(source, event); };
  }
  /// Writes what is buffered. kIo: the first thing that went wrong, at any time.
  Result<void> finish();

 private:
  using Name = std::pair<std::string, std::uint32_t>;  // producer, incarnation

  void add(const TraceSource& source, const v1::TraceEvent& event);
  void begin(const Name& name, const v1::TraceEvent& event);
  void note(Result<void> result);

  std::string folder_;
  std::map<Name, TraceWriter> writers_;
  std::uint64_t events_ = 0;
  Result<void> outcome_;
};

}  // namespace lastwrite
