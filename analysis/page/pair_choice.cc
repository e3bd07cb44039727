#include "analysis/page/pair_choice.h"

#include <algorithm>
#include <tuple>
#include <vector>

#include "analysis/ledger/phases.h"
#include "analysis/page/passages.h"

namespace lastwrite {
namespace {

// The lag that nine of ten records did not exceed; what has not arrived is slower than all.
Duration slowness(const std::vector<Passage>& through, const Window& window) {
  std::vector<Duration> lags;
  for (const Passage& p : through) {
    if (!window.contains(p.accepted)) continue;
    lags.push_back(p.arrived ? *p.arrived - p.accepted : Duration::max());
  }
  if (lags.empty()) return Duration{-1};
  const auto at = lags.begin() + static_cast<std::ptrdiff_t>(lags.size() * 9 / 10);
  std::nth_element(lags.begin(), at, lags.end());
  return *at;
}

}  // namespace

PairChoice::PairChoice(const StrategyRun& run, std::size_t most) {
  const auto regions = static_cast<std::uint32_t>(run.history.regions.size());
  const std::optional<Window> window = measure_window(run.history);
  all_ = !window || std::size_t{regions} * (regions - (regions > 0 ? 1U : 0U)) <= most;
  if (all_) return;
  std::vector<std::tuple<Duration, std::uint32_t, std::uint32_t>> pairs;
  for (std::uint32_t from = 0; from < regions; ++from) {
    for (std::uint32_t to = 0; to < regions; ++to) {
      if (from != to)
        pairs.emplace_back(slowness(passages(run.evidence, from, to), *window), from, to);
    }
  }
  std::sort(pairs.begin(), pairs.end(), [](const auto& a, const auto& b) {
    return std::tuple(std::get<0>(b), std::get<1>(a), std::get<2>(a)) <
           std::tuple(std::get<0>(a), std::get<1>(b), std::get<2>(b));
  });
  for (std::size_t i = 0; i < std::min(most, pairs.size()); ++i)
    drawn_.insert({std::get<1>(pairs[i]), std::get<2>(pairs[i])});
}

}  // namespace lastwrite
