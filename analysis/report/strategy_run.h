// Everything that is computed for one strategy of a run: its history and all that follows from it.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "analysis/lag/lag.h"
#include "analysis/ledger/ledger.h"
#include "analysis/ledger/rivals.h"
#include "analysis/ledger/tally.h"
#include "analysis/report/manifest.h"
#include "analysis/staleness/staleness.h"

namespace lastwrite {

/// Not movable: its parts refer to its history.
class StrategyRun {
 public:
  StrategyRun(std::string name, History history);
  StrategyRun(const StrategyRun&) = delete;
  StrategyRun& operator=(const StrategyRun&) = delete;

  const std::string name;
  const History history;
  const Evidence evidence;
  const Ledger ledger;
  const Rivals rivals;
  const Tally numbers;
  const std::vector<LagSample> lags;
  const Staleness staleness;

  /// The short name of an operation in reports: "version-check/1234".
  std::string label(std::uint32_t operation) const;
  /// Of a version: its operation's label, or what is known of a version that no client wrote.
  std::string version_label(std::uint32_t version) const;
};

/// Reads and judges `<run_directory>/trace/<name>`. Errors and `interrupted`: as read_history().
Result<std::unique_ptr<StrategyRun>> load_strategy(const std::string& run_directory,
                                                   const Manifest& manifest,
                                                   const std::string& name,
                                                   const std::function<bool()>& interrupted = {});

}  // namespace lastwrite
