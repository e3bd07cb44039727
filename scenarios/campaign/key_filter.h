// Lets through what a simulation tells about some keys of its workload, and what it tells about
// none (phases, faults, clocks): the trace that the run would have left had nobody written the
// others.
//
//   KeyFilter filter({"key-000017"}, files.listener());
//   simulate(scenario, strategy, {.listener = filter.listener()});
//
// A strategy may keep several items for one key; they are known from the requests for them, which
// stand before everything that follows from them. Memory: the items of the keys, and requests that
// are open. Threading: one thread.
#pragma once

#include <cstdint>
#include <set>
#include <string>

#include "scenarios/sim/sim_trace.h"

namespace lastwrite {

class KeyFilter {
 public:
  KeyFilter(std::set<std::string> keys, SimTrace::Listener next)
      : items_(std::move(keys)), next_(std::move(next)) {}

  /// Must not outlive this.
  SimTrace::Listener listener() {
    return [this](const TraceSource& source, const v1::TraceEvent& event) {
      if (takes(event)) next_(source, event);
    };
  }

 private:
  bool takes(const v1::TraceEvent& event);

  std::set<std::string> items_;  // of the keys, as far as they were asked for
  std::set<std::uint64_t> open_;
  SimTrace::Listener next_;
};

}  // namespace lastwrite
