// Runs one strategy of a scenario in virtual time without a single region object: the decisions of
// simulate() (scenarios/sim), and its fates, at a small part of its cost.
//
//   if (can_run_lean(scenario, strategy)) {
//     Result<LeanOutcome> outcome = simulate_lean(scenario, strategy, {});
//     outcome->ledger.lost.estimate         // LostUpdateRate
//   }
//
// A second executor of the same semantics is allowed for one reason: a test holds it to the first,
// event for event (tests/scenarios/lean). Arrivals, keys, pauses and delays come from the same
// random streams in the same order; stamps, conflict rule and strategies are written again over
// numbers. Errors: kUsage for what can_run_lean() refuses, or what turned out to need the full
// simulation while running; kUnavailable when interrupted. Threading: one thread; returns when the
// run is over.
#pragma once

#include <cstdint>
#include <functional>

#include "analysis/online/online_summary.h"
#include "region/base/result.h"
#include "region/observer/observer.h"
#include "scenarios/engine/scenario.h"
#include "scenarios/lean/lean_stamp.h"

namespace lastwrite {

/// A region accepted a write, or received one.
struct LeanObserved {
  TrueTime at;
  std::uint32_t region = 0;  // where: an index of scenario.regions
  std::uint32_t key = 0;
  LeanStamp stamp;
  bool accepted = false;  // false: applied
  ApplyOutcome outcome =
      ApplyOutcome::kInstalled;  // of an accepted write: kInstalled, or stillborn
};

struct LeanOptions {
  std::function<void(const LeanObserved&)> observer = {};
  std::function<bool()> interrupted = {};  // asked now and then; true ends the run
};

struct LeanOutcome {
  explicit LeanOutcome(std::size_t regions) : ledger(regions) {}

  OnlineSummary ledger;
  // Over tasks whose intended start lies in phase `measure`, as in analysis/ledger/tally.h.
  std::uint64_t attempted = 0;
  std::uint64_t requests = 0;
  std::uint64_t condition_failures = 0;
  std::uint64_t gave_up = 0;
  std::uint64_t unknown = 0;  // writes that their clients never heard of
  LogHistogram latencies;     // from intended start to OK
  std::uint64_t writes = 0;   // acknowledged, in all phases
  std::uint64_t events = 0;
  Duration virtual_time{0};
};

Result<LeanOutcome> simulate_lean(const Scenario& scenario, const StrategySpec& strategy,
                                  const LeanOptions& options);

}  // namespace lastwrite
