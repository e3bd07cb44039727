// The stretch of a run that counts: rates are taken over what was meant to start in phase
// `measure`, while the version graph uses everything.
#pragma once

#include <optional>

#include "analysis/trace/history.h"

namespace lastwrite {

struct Window {
  TrueTime begin;
  TrueTime end;  // exclusive

  bool contains(TrueTime at) const { return begin <= at && at < end; }
};

/// From the mark of phase `measure` to the next mark (or the last event of the driver, plus one, in
/// a run that was interrupted there); nullopt: the run never came so far.
std::optional<Window> measure_window(const History& history);

/// The last time that anybody wrote down: an event, a request, a reply or a mark.
TrueTime trace_end_of(const History& history);

/// From the last accepted write or the end of the last fault, whichever is later, until the last
/// replica installed its last version. nullopt: nothing was written.
std::optional<Duration> convergence_time(const History& history);

}  // namespace lastwrite
