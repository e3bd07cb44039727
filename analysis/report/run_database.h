// run.sqlite: every operation, write, fate and lag sample of a run, for questions that no report
// foresaw. Schema: README.md of this folder. Built under a temporary name; finish() makes it
// appear.
//
// Errors: kIo, from whichever call meets it first; then nothing of the database stays. Threading:
// one thread.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "analysis/report/strategy_run.h"

namespace lastwrite {

class RunDatabase {
 public:
  /// Begins `path` (a database of that name is replaced only by finish()).
  static Result<RunDatabase> create(const std::string& path, const Manifest& manifest);

  RunDatabase(RunDatabase&&) noexcept;
  RunDatabase& operator=(RunDatabase&&) noexcept;
  ~RunDatabase();

  /// `interrupted` is asked between tables: then kUnavailable.
  Result<void> add(const StrategyRun& run, const std::function<bool()>& interrupted = {});
  Result<void> finish();

 private:
  class Connection;
  explicit RunDatabase(std::unique_ptr<Connection> connection);
  std::unique_ptr<Connection> connection_;
};

}  // namespace lastwrite
