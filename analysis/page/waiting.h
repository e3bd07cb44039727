// What one region owed another over time: the records that it had accepted and that had not
// arrived, and how old the oldest of them was; of each step the worst.
//
//   const Waiting waiting = waiting_by_step(passages, steps);
//   waiting.records[7], waiting.oldest[7]     // nothing waits: 0 and 0ns
//
// As it was, not as the region knew it: a region counts a record until its acknowledgement is back
// (run.sqlite's `backlogs`). Cost: O(n log n). Threading: pure functions.
#pragma once

#include <cstdint>
#include <vector>

#include "analysis/page/json_text.h"
#include "analysis/page/passages.h"
#include "analysis/page/time_steps.h"

namespace lastwrite {

/// Columns of equal length.
struct Waiting {
  std::vector<std::uint64_t> records;
  std::vector<Duration> oldest;
};

/// Requires: passages in order of acceptance.
Waiting waiting_by_step(const std::vector<Passage>& passages, const TimeSteps& steps);

/// From the beginning of measuring until the last arrival; at most `columns` steps.
TimeSteps steps_of(const std::vector<Passage>& passages, const Window& window, std::size_t columns);

}  // namespace lastwrite
