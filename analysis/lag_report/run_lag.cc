#include "analysis/lag_report/run_lag.h"

#include <algorithm>
#include <memory>

#include <sqlite3.h>

#include "analysis/report/strategy_run.h"
#include "analysis/report/whole_traces.h"

namespace lastwrite {
namespace {

void add_run(const StrategyRun& run, LagInput& input) {
  const std::vector<RegionName>& regions = run.history.regions;
  for (const LagSample& sample : run.lags)
    input.pair(regions[sample.from].text, regions[sample.to].text)
        .samples.push_back({sample.lag, (sample.accepted_at + sample.lag).ns});
  const OutstandingMatrix waiting = outstanding_at_end(run.evidence);
  for (std::size_t from = 0; from < waiting.size(); ++from) {
    for (std::size_t to = 0; to < waiting.size(); ++to) {
      if (from == to) continue;
      Outstanding& worst =
          input.pair(regions[from].text, regions[to].text)
              .waiting.emplace(
                  input.pair(regions[from].text, regions[to].text).waiting.value_or(Outstanding{}));
      worst.records = std::max(worst.records, waiting[from][to].records);
      worst.oldest_age = std::max(worst.oldest_age, waiting[from][to].oldest_age);
    }
  }
}

Result<void> check_run(const Manifest& manifest, const std::string& run,
                       const std::string& strategy) {
  if (manifest.detail == "summary")
    return fail(ErrorCode::kUsage,
                "{} keeps no samples: it was run with --detail summary; its summary.json has the "
                "percentiles",
                run);
  const auto& known = manifest.strategies;
  if (!strategy.empty() && std::find(known.begin(), known.end(), strategy) == known.end())
    return fail(ErrorCode::kUsage, "no strategy \"{}\" in this run; there are: {}", strategy,
                fmt::join(known, ", "));
  return check_traces_whole(run, manifest);
}

struct CloseDatabase {
  void operator()(sqlite3* database) const { sqlite3_close(database); }
};
struct FinishStatement {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};

Failure damaged(const std::string& path, sqlite3* database) {
  return fail(ErrorCode::kCorrupt, "{} is no run.sqlite of Lastwrite: {}", path,
              database == nullptr ? "out of memory" : sqlite3_errmsg(database));
}

std::string column_text(sqlite3_stmt* row, int column) {
  const unsigned char* const text = sqlite3_column_text(row, column);
  return text == nullptr ? "" : reinterpret_cast<const char*>(text);
}

}  // namespace

Result<void> read_run_lag(const std::string& run_directory, const std::string& strategy,
                          const std::function<bool()>& interrupted, LagInput& input) {
  const Result<Manifest> manifest = read_manifest(run_directory);
  if (!manifest) return propagate(manifest);
  if (const auto fine = check_run(*manifest, run_directory, strategy); !fine) return fine;
  for (const std::string& name : manifest->strategies) {
    if (!strategy.empty() && name != strategy) continue;
    const auto run = load_strategy(run_directory, *manifest, name, interrupted);
    if (!run) return propagate(run);
    add_run(**run, input);
  }
  if (manifest->detail == "sampled")
    input.remarks.push_back(fmt::format(
        "{} keeps a sample of its keys: its records are not all there.", run_directory));
  return {};
}

Result<void> read_sqlite_lag(const std::string& path, const std::string& strategy,
                             LagInput& input) {
  sqlite3* opened = nullptr;
  const int code = sqlite3_open_v2(path.c_str(), &opened, SQLITE_OPEN_READONLY, nullptr);
  const std::unique_ptr<sqlite3, CloseDatabase> database(opened);
  if (code != SQLITE_OK) return damaged(path, opened);
  sqlite3_stmt* prepared = nullptr;
  const char* const query =
      "SELECT \"from\", \"to\", accepted_ns, lag_ns FROM lag_samples WHERE ?1 = '' OR strategy = "
      "?1";
  if (sqlite3_prepare_v2(opened, query, -1, &prepared, nullptr) != SQLITE_OK)
    return damaged(path, opened);
  const std::unique_ptr<sqlite3_stmt, FinishStatement> statement(prepared);
  sqlite3_bind_text(prepared, 1, strategy.c_str(), -1, SQLITE_TRANSIENT);
  int step = SQLITE_ROW;
  while ((step = sqlite3_step(prepared)) == SQLITE_ROW) {
    const std::int64_t lag = sqlite3_column_int64(prepared, 3);
    input.pair(column_text(prepared, 0), column_text(prepared, 1))
        .samples.push_back({Duration(lag), sqlite3_column_int64(prepared, 2) + lag});
  }
  if (step != SQLITE_DONE) return damaged(path, opened);
  return {};
}

}  // namespace lastwrite
