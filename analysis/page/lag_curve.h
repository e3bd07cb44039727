// Lag curves of few points: which share of records had arrived after how long.
//
//   LagCurve curve = measured_curve(passages, window, 300);
//   curve.lag[7], curve.share[7]        // 41'200'000 ns, 0.93
//
// A record that had not arrived when measuring ended is right-censored: it counts as one that takes
// longer than it had been waiting (the product-limit estimator, analysis/lag/survival.h), so that a
// curve stops short of 1 where the longest waits had not ended. Points are dense in the tail: equal
// steps of nines. Threading: pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "analysis/ledger/phases.h"
#include "analysis/page/json_text.h"
#include "analysis/page/passages.h"

namespace lastwrite {

/// Columns of equal length, ascending in both.
struct LagCurve {
  std::vector<std::int64_t> lag;  // nanoseconds
  std::vector<double> share;
};

/// Of what was accepted within `window`, seen until its end.
LagCurve measured_curve(const std::vector<Passage>& passages, const Window& window,
                        std::size_t points);
/// What the links were told to add, of what was accepted within `window` and arrived. Empty where
/// no link added anything.
LagCurve injected_curve(const std::vector<Passage>& passages, const Window& window,
                        std::size_t points);

void write_curve(const LagCurve& curve, JsonText& json);

}  // namespace lastwrite
