// Space-time diagrams as a page draws them: columns of writes, arrivals and reads.
#pragma once

#include "analysis/page/diagram_events.h"
#include "analysis/page/json_text.h"
#include "analysis/report/run_clock.h"

namespace lastwrite {

/// The interface Diagram of data.ts, of the selected events. Times count from the clock's start, in
/// microseconds. A write that its region refused has the fate "failed" and no stamp.
void write_diagram(const StrategyRun& run, const DiagramEvents& events, const Selection& selection,
                   const RunClock& clock, JsonText& json);

}  // namespace lastwrite
