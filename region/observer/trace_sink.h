// SEAM: where trace events go (proto/trace.proto). Implementations: TraceWriter (a file); in
// scenarios/sim a fan-out to hash, memory and file; lists in memory (tests). Threading: as its
// owner.
#pragma once

#include "region/base/result.h"

namespace lastwrite {

namespace v1 {
class TraceEvent;
}  // namespace v1

class TraceSink {
 public:
  virtual ~TraceSink() = default;
  virtual void write(const v1::TraceEvent& event) = 0;
  /// What was written so far survives the process.
  virtual Result<void> flush() = 0;
};

}  // namespace lastwrite
