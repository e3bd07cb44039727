// The events of a run as a partial order: what happened at which process, and what each had to
// wait for. The processes are the regions and the sessions of clients.
//
//   CausalEvents events = causal_events(view);
//   events.events[7].after              // kAbsent, or the event elsewhere that must come before
//
// A client's request comes before the acceptance of its write; an acceptance before each arrival of
// the record, and before the client is told OK; what a region received before what a client reads
// of it. Threading: pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "analysis/export/export_view.h"

namespace lastwrite {

struct CausalEvent {
  std::uint32_t host = kAbsent;  // hosts
  TrueTime at;
  std::uint32_t after = kAbsent;  // events, at another host
  std::string text;
};

/// Invariant: the events of one host stand in its own order.
struct CausalEvents {
  std::vector<std::string> hosts;  // "us-east-1", "client:3"
  std::vector<CausalEvent> events;
};

CausalEvents causal_events(const ExportView& view);

/// An order of all events, by index, that respects `after` and each host's own order, and else
/// time. Where the trace contradicts itself, an event comes before what it should have waited for.
std::vector<std::uint32_t> causal_order(const CausalEvents& events);

}  // namespace lastwrite
