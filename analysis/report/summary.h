// The outcome of a run as reports print it: summary.json holds the same.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analysis/lag/fault_backlog.h"
#include "analysis/lag/lag.h"
#include "analysis/ledger/tally.h"
#include "analysis/ledger/theory.h"
#include "analysis/report/manifest.h"
#include "analysis/staleness/staleness.h"

namespace lastwrite {

enum class Verdict : std::uint8_t { kOk, kViolated, kUnknown };

/// "ok", "violated", "unknown".
std::string verdict_text(Verdict verdict);

/// What a run keeps write by write, of one that counts the rest.
struct SampleSize {
  std::uint64_t keys = 0;
  std::uint64_t of_keys = 0;  // that were written at all
  std::uint64_t writes = 0;   // of the kept keys
};

struct StrategySummary {
  std::string name;
  std::vector<RegionName> regions;  // names for the indices below
  std::string executor;  // "lean" or "full" of a run without traces; empty: the run has them
  std::optional<SampleSize> sample;  // of a run with --detail sampled
  Tally numbers;
  std::optional<Duration> write_p50;  // from intended start to OK
  std::optional<Duration> write_p99;
  LagTable lag;
  Interval discarded;  // arrivals that were older than what stood there
  std::vector<FaultBacklog> faults;
  bool quiesced = false;
  bool converged = false;
  std::optional<Duration> convergence;  // from the last write or heal; only when converged
  bool after_heal = false;              // the last fault ended after the last write
  std::vector<std::string> missing_regions;
  std::vector<TheoryRow> theory;
  StalenessSummary staleness;
  std::uint64_t torn_files = 0;
  std::vector<std::string> findings;
};

struct ExpectationResult {
  int line = 0;
  std::string text;
  Verdict outcome = Verdict::kUnknown;
  std::string measured;  // the value, or why there is none
};

struct Summary {
  std::string run_directory;
  Manifest manifest;
  std::vector<StrategySummary> strategies;
  LagTable lag;       // over all strategies; regions: the manifest's, in order
  std::string story;  // empty: nothing was lost
  std::vector<ExpectationResult> expectations;
  Verdict verdict = Verdict::kUnknown;
  std::string verdict_reason;
};

}  // namespace lastwrite
