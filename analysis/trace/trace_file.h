// Reads one trace file (format: proto/trace.proto).
//
//   Result<TraceFileInfo> info = read_trace_file(path, [&](const v1::TraceEvent& event) { … });
//
// A process that is killed leaves a file that ends in the middle of a message, perhaps in the
// middle of its header. That is expected: the whole messages before it are delivered and the rest
// is counted. Errors: kIo (cannot be read), kCorrupt (not a trace, or garbage between whole
// messages), kProtocol (a format that this build does not know). Threading: none; the callback runs
// inside the call.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "region/base/result.h"

namespace lastwrite {

namespace v1 {
class TraceEvent;
}

/// The number in every header that this build reads.
inline constexpr std::uint32_t kTraceFormat = 1;

struct TraceFileInfo {
  std::string producer;  // the region's name, or "driver"; empty when the header itself is torn
  std::uint32_t incarnation = 0;
  std::uint64_t events = 0;      // whole messages, the header included
  std::uint64_t torn_bytes = 0;  // behind the last whole message
};

/// Calls `on_event` for every whole message, the header first.
Result<TraceFileInfo> read_trace_file(const std::string& path,
                                      const std::function<void(const v1::TraceEvent&)>& on_event);

}  // namespace lastwrite
