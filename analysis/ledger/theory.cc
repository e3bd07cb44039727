#include "analysis/ledger/theory.h"

#include <algorithm>
#include <cmath>

namespace lastwrite {
namespace {

double at_least_one(double rate_per_s, Duration window) {
  return 1 - std::exp(-rate_per_s * to_seconds(window));
}

TheoryRow row(const RegionName& region, std::string what, double predicted,
              const Interval& measured) {
  return {region,
          std::move(what),
          predicted,
          measured.estimate,
          measured.low,
          measured.high,
          measured.contains(predicted)};
}

}  // namespace

double rival_probability(double rate_per_s, Duration out, Duration back) {
  return at_least_one(rate_per_s, out + back);
}

double concurrent_loss_probability(double rate_per_s, Duration out, Duration back, Duration skew) {
  return at_least_one(rate_per_s, out + std::clamp(skew, -out, back));
}

double inversion_probability(double rate_per_s, Duration back, Duration skew) {
  return at_least_one(rate_per_s, std::max(Duration(0), skew - back));
}

namespace {

Duration skew_of(const TheorySetting& setting, std::size_t i) {
  return setting.clock[1 - i] - setting.clock[i];
}

// 1. The clock of one region is ahead by more than the lag back.  2. Some puts of the other are
// stillborn.  3. A stillborn put changes nothing and is never sent.  4. Nobody ever receives it, so
// that it stays a rival of all that follow: the forms for rivals, which let every put travel, do
// not speak of such a run.
bool some_never_travel(const TheorySetting& setting) {
  return setting.raw_stamps &&
         (skew_of(setting, 0) > setting.lag[1] || skew_of(setting, 1) > setting.lag[0]);
}

}  // namespace

std::vector<TheoryRow> compare_with_theory(const TheorySetting& setting,
                                           const std::vector<RegionName>& regions,
                                           const Tally& tally) {
  std::vector<TheoryRow> rows;
  for (std::size_t i = 0; i < 2; ++i) {
    const auto at = std::find(regions.begin(), regions.end(), setting.regions[i]);
    if (at == regions.end()) continue;
    const RegionTally& measured = tally.regions[static_cast<std::size_t>(at - regions.begin())];
    const double rate = setting.rate_per_item_per_s;
    const Duration out = setting.lag[i];
    const Duration back = setting.lag[1 - i];
    const Duration skew = skew_of(setting, i);
    const double inverted = setting.raw_stamps ? inversion_probability(rate, back, skew) : 0;
    if (inverted > 0) rows.push_back(row(*at, "is stillborn", inverted, measured.stillborn));
    if (some_never_travel(setting)) continue;
    rows.push_back(
        row(*at, "has a concurrent rival", rival_probability(rate, out, back), measured.rival));
    if (skew != 0ns && !setting.raw_stamps) continue;
    rows.push_back(row(*at, "loses to a concurrent put",
                       concurrent_loss_probability(rate, out, back, skew),
                       measured.concurrent_loss));
  }
  return rows;
}

}  // namespace lastwrite
