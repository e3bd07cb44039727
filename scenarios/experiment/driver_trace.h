// Where the driver of a run writes what it saw: FileDriverTrace (live), the fan-out of
// scenarios/sim, a list in memory (tests). Flushed once a second and at the end. Threading: the
// driver's loop.
#pragma once

#include "region/observer/trace_sink.h"

namespace lastwrite {

using DriverTrace = TraceSink;

}  // namespace lastwrite
