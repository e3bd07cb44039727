// What was judged when a run was made, of a run that cannot be judged again: one that counted
// (--detail summary or sampled), or one whose traces are gone.
//
//   Result<std::optional<KeptResults>> kept = read_kept_results("runs/latest");
//   if (*kept) fmt::print("{}", render_kept((*kept)->summary, style));
//
// Errors: kIo, kCorrupt or kProtocol with one sentence. Threading: reads files.
#pragma once

#include <optional>
#include <string>

#include "analysis/report/summary.h"
#include "analysis/report/terminal.h"

namespace lastwrite {

/// A sentence that says why this run cannot be judged again; empty: it can.
std::string why_not_judged_again(const std::string& run_directory, const Manifest& manifest);

struct KeptResults {
  Summary summary;   // manifest, verdict, expectations and story; its tables stand in `json` alone
  std::string json;  // summary.json as it is
  std::string why;   // it cannot be judged again
};

/// Nothing where the run can be judged, or has no results that could have been kept.
Result<std::optional<KeptResults>> read_kept_results(const std::string& run_directory);

/// Why there is no more, the lost write, expectations and verdict.
std::string render_kept(const KeptResults& kept, TerminalStyle style);

}  // namespace lastwrite
