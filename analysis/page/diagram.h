// Space-time diagrams as a page draws them: columns of writes, arrivals and reads.
#pragma once

#include <cstddef>
#include <string>

#include "analysis/page/diagram_events.h"
#include "analysis/page/json_text.h"
#include "analysis/report/run_clock.h"

namespace lastwrite {

/// The interface PackedDiagram of data.ts, of the selected events. Times count from the clock's
/// start, in microseconds. A write that its region refused has the fate "failed" and no stamp.
void write_diagram(const StrategyRun& run, const DiagramEvents& events, const Selection& selection,
                   const RunClock& clock, JsonText& json);

struct DiagramSize {
  std::size_t events = 0;  // at most
  std::size_t bytes = 0;   // of its JSON; a beginning of some 200 events there is in any case
};

/// Of the whole run where that is not too much, else of as much of its beginning as fits.
std::string run_diagram(const StrategyRun& run, const DiagramEvents& events, const RunClock& clock,
                        const DiagramSize& size);

}  // namespace lastwrite
