#include "analysis/page/page_budget.h"

#include <algorithm>
#include <cmath>

namespace lastwrite {
namespace {

// Bytes, as measured on pages of real runs.
constexpr double kPage = 2'900'000;
constexpr double kTemplate = 245'000;
constexpr double kLagShare = 1'100'000;
constexpr double kSummaryOfPair = 1'900;
constexpr double kCutSummaryOfPair = 320;  // page_summary.h
constexpr double kCutSummaryOfStrategy = 20 * 800;
// Ordered pairs of all strategies that are all drawn; beyond, how many are, and the least of each.
constexpr double kPairsAllDrawn = 396;
constexpr std::size_t kPairsDrawn = 264;
constexpr std::size_t kPairsLeast = 12;
constexpr double kSummaryOfStrategy = 8'000;
constexpr double kLagOfPair = 38'000;  // with the greatest of everything
constexpr double kStrategyLeast = 100'000;

std::size_t scaled(std::size_t greatest, double scale, std::size_t least) {
  const auto some = static_cast<std::size_t>(static_cast<double>(greatest) * scale);
  return std::clamp(some, least, greatest);
}

}  // namespace

PageBudget page_budget(std::size_t strategies, std::size_t regions) {
  PageBudget budget;
  const auto count = static_cast<double>(std::max<std::size_t>(strategies, 1));
  const double pairs = static_cast<double>(regions) * static_cast<double>(regions - (regions > 0));
  if (count * pairs > kPairsAllDrawn)
    budget.pairs_drawn = std::max(kPairsDrawn / std::max<std::size_t>(strategies, 1), kPairsLeast);
  const bool all = draws_all(budget, regions);
  const double drawn = all ? pairs : static_cast<double>(budget.pairs_drawn);
  const double cells = std::max(1.0, count * drawn);
  const double scale = std::min(1.0, kLagShare / cells / kLagOfPair);
  budget.curve_points = scaled(budget.curve_points, scale, 24);
  budget.time_columns = scaled(budget.time_columns, scale, 24);
  budget.heat_columns = scaled(budget.heat_columns, std::sqrt(scale), 16);
  budget.heat_rows = scaled(budget.heat_rows, std::sqrt(scale), 8);
  const double summary =
      all ? pairs * kSummaryOfPair : pairs * kCutSummaryOfPair + kCutSummaryOfStrategy;
  const double share = (kPage - kTemplate) / count - kSummaryOfStrategy - summary;
  budget.strategy_bytes = static_cast<std::size_t>(std::max(share, kStrategyLeast));
  return budget;
}

}  // namespace lastwrite
