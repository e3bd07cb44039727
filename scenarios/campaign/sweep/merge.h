// Joins the parts of a sweep that were run by shards.
//
//   Result<MergedSweep> sweep = merge_parts({"runs/array"});
//   sweep->rows.size() == sweep->header.cells()
//
// Refuses, each with one sentence that names the files: parts of different sweeps, cells that stand
// in two parts with different numbers, a part that is not finished, shards that are missing. The
// rows are then the very ones that one process would have written.
//
// Errors: kUsage, kCorrupt. Threading: reads files.
#pragma once

#include <string>
#include <vector>

#include "scenarios/campaign/sweep/part_file.h"

namespace lastwrite {

/// Invariant: `rows` has every cell of the header.
struct MergedSweep {
  SweepHeader header;
  RowLines rows;
};

/// `places`: parts, or folders that hold parts.
Result<MergedSweep> merge_parts(const std::vector<std::string>& places);

}  // namespace lastwrite
