// Analyses a run directory: reads the manifest and the traces, judges every write, writes
// run.sqlite, summary.json and lag.csv beside them, and returns what the terminal report prints.
//
//   Result<Summary> summary = analyse_run("runs/lost-counter/latest");
//   std::cout << render_terminal(*summary, {.colour = true, .columns = 100});
//
// Errors: kIo, kCorrupt or kProtocol with one sentence; then, as when it is interrupted, what was
// judged before stays. A run that was interrupted is no error: its
// verdict is unknown. Each file appears whole or not at all. Threading: none.
#pragma once

#include <functional>
#include <string>

#include "analysis/report/strategy_run.h"
#include "analysis/report/summary.h"
#include "region/base/result.h"

namespace lastwrite {

struct AnalyseOptions {
  std::function<bool()> interrupted = {};  // asked now and then; true breaks off: kUnavailable
  /// Told before each strategy is judged: its name.
  std::function<void(const std::string&)> on_strategy = {};
  /// Told of each strategy once it is judged, while its history is in memory.
  std::function<void(const StrategyRun&, const Manifest&)> on_judged = {};
};

Result<Summary> analyse_run(const std::string& run_directory, const AnalyseOptions& options = {});

}  // namespace lastwrite
