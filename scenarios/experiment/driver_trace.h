// SEAM: where the driver of a run writes what it saw (proto/trace.proto). Implementations:
// FileDriverTrace (live), a list in memory (tests). Threading: the driver's loop.
#pragma once

#include "region/base/result.h"

namespace lastwrite {

namespace v1 {
class TraceEvent;
}  // namespace v1

class DriverTrace {
 public:
  virtual ~DriverTrace() = default;
  virtual void write(const v1::TraceEvent& event) = 0;
  /// What was written so far survives the process. Called once a second and at the end.
  virtual Result<void> flush() = 0;
};

}  // namespace lastwrite
