// Whether the trace files of a run are still as long as the run left them.
//
//   Result<void> whole = check_traces_whole("runs/latest", manifest);
//
// A process that is killed leaves a trace that ends in the middle of an event: that was so when the
// run was over, and its manifest tells. What became shorter (or longer) since can no longer be
// judged. Of a run whose manifest tells no sizes nothing is checked.
//
// Errors: kCorrupt, naming the file. Threading: asks for the sizes of files.
#pragma once

#include <string>

#include "analysis/report/manifest.h"

namespace lastwrite {

Result<void> check_traces_whole(const std::string& run_directory, const Manifest& manifest);

/// Whether what seems to contradict itself in a trace may lie in what was cut off: a trace is torn,
/// and nobody knows how long it was, or the run did not come to its end (on a full disk, say).
inline bool may_lack_events(const Manifest& manifest, std::uint64_t torn_files) {
  return torn_files > 0 && (manifest.trace_bytes.empty() || !manifest.incomplete.empty());
}

}  // namespace lastwrite
