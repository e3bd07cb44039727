// Closed forms for blind puts, and their comparison with what was measured.
//
// Setting: two regions, blind puts arriving as a Poisson process of rate λ_j for each item and
// region, constant one-way lag L_ij, clocks apart by δ = clock_j − clock_i. A put of region i at
// time t has a rival if j accepts one in (t − L_ji, t + L_ij); it loses to those whose stamp is
// greater, accepted after t − δ.
//
//   concurrent_loss_probability(2.0, 80ms, 50ms, 0ms)   // 0.148
#pragma once

#include <array>
#include <string>
#include <vector>

#include "analysis/ledger/tally.h"
#include "region/base/time.h"

namespace lastwrite {

/// 1 − exp(−λ_j (L_ij + L_ji)): a put of i has a concurrent rival.
double rival_probability(double rate_per_s, Duration out, Duration back);
/// 1 − exp(−λ_j (L_ij + clamp(δ, −L_ij, L_ji))): a put of i has a concurrent rival that is newer by
/// stamp.
double concurrent_loss_probability(double rate_per_s, Duration out, Duration back, Duration skew);
/// 1 − exp(−λ_j max(0, δ − L_ji)): a put of i finds a newer stamp in its own region (raw wall
/// stamps).
double inversion_probability(double rate_per_s, Duration back, Duration skew);

/// What the closed forms need. Index 0 and 1: the two regions.
struct TheorySetting {
  std::array<RegionName, 2> regions;
  double rate_per_item_per_s = 0;   // in each region
  std::array<Duration, 2> lag{};    // from that region to the other
  std::array<Duration, 2> clock{};  // offset of that region's clock
  bool raw_stamps = true;           // stamp rule `wall`: the only one whose skew the forms describe
};

struct TheoryRow {
  RegionName region;
  std::string what;  // "has a concurrent rival", "loses to a concurrent put", "is stillborn"
  double predicted = 0;
  double measured = 0;
  double low = 0;  // of the 95 % interval of `measured`
  double high = 0;
  bool inside = false;
};

/// Where some puts are stillborn, and so never sent, only their share is compared: the forms for
/// rivals let every put travel. Rows for both regions; `regions` are those of the tally, in its
/// order.
std::vector<TheoryRow> compare_with_theory(const TheorySetting& setting,
                                           const std::vector<RegionName>& regions,
                                           const Tally& tally);

}  // namespace lastwrite
