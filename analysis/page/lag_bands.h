// Lag over time: percentiles by second of acceptance; beside them what AWS's metric would have
// shown in that second, and how old the oldest record became that had not arrived.
//
// A percentile is absent where not one record lies beyond it (p50 needs 2 records, p90 10, p99
// 100): it would be the maximum under another name. The average (as ReplicationLatency is
// published) is over what arrived in that second, whenever it was accepted; so both go on until the
// last record arrived, after the end of measuring. Threading: pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "analysis/ledger/phases.h"
#include "analysis/page/json_text.h"
#include "analysis/page/passages.h"

namespace lastwrite {

/// Columns of equal length, in nanoseconds but for `t_s`.
struct LagBands {
  using Column = std::vector<std::optional<std::int64_t>>;

  std::vector<double> t_s;  // each step's beginning, since measuring began
  Column p50, p90, p99, max;
  Column aws_average, oldest;
};

/// At most `columns` steps; longer than a second where that is needed.
LagBands lag_bands(const std::vector<Passage>& passages, const Window& window, std::size_t columns);

void write_bands(const LagBands& bands, JsonText& json);

}  // namespace lastwrite
