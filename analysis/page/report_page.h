// report.html of a run: collects what a page shows while strategies are judged one after the other,
// then writes the page into the run directory.
//
//   ReportPage page;
//   options.on_judged = [&](const StrategyRun& run, const Manifest& manifest) {
//     page.add(run, manifest);
//   };
//   Result<Summary> summary = analyse_run(directory, options);
//   Result<std::string> path = page.write(directory, summary->manifest, summary_json(*summary));
//
// Holds text of at most some 3 MB, whatever the run's size. Threading: one thread.
#pragma once

#include <map>
#include <string>

#include "analysis/page/page_budget.h"
#include "analysis/report/strategy_run.h"

namespace lastwrite {

class ReportPage {
 public:
  void add(const StrategyRun& run, const Manifest& manifest);

  /// The data of the page, as data.ts declares them. Strategies of the manifest that were never
  /// added are those of a run that only counted. `summary`: summary.json as it stands.
  std::string data(const std::string& run_directory, const Manifest& manifest,
                   const std::string& summary) const;

  /// Writes `<run_directory>/report.html`, whole or not at all, and returns its path. Errors: as
  /// filled_page() and write_whole_file().
  Result<std::string> write(const std::string& run_directory, const Manifest& manifest,
                            const std::string& summary) const;

 private:
  std::map<std::string, std::string> strategies_;  // StrategyData by name
  SpareBytes spare_;
};

}  // namespace lastwrite
