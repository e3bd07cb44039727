#include "scenarios/campaign/sweep/sweep_database.h"

#include <cstdio>
#include <memory>

#include <sqlite3.h>

#include "analysis/report/atomic_file.h"
#include "analysis/report/sqlite_insert.h"
#include "scenarios/campaign/sweep/sweep_files.h"

namespace lastwrite {
namespace {

constexpr const char* kSchema = R"sql(
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA user_version = 1;
CREATE TABLE sweep (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE cells (
  cell INTEGER PRIMARY KEY, strategy TEXT, seeds INTEGER, regions INTEGER, rate_per_key_per_s REAL,
  theory_lag_s REAL);
CREATE TABLE settings (cell INTEGER, path TEXT, value TEXT, PRIMARY KEY (cell, path)) WITHOUT ROWID;
CREATE TABLE metrics (
  cell INTEGER, metric TEXT, value REAL, low REAL, high REAL, seeds INTEGER,
  PRIMARY KEY (cell, metric)) WITHOUT ROWID;
CREATE TABLE safe_rates (
  cell INTEGER, strategy TEXT, target_loss REAL, kind TEXT, rate_per_key_per_s REAL, low REAL,
  high REAL, theory REAL);
BEGIN;
)sql";

// Closes the file, and takes it away unless it was published.
class Database {
 public:
  explicit Database(std::string path) : temporary_(std::move(path)) {
    std::remove(temporary_.c_str());
  }
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  ~Database() {
    sqlite3_close(handle_);
    std::remove(temporary_.c_str());
  }

  Result<void> open() {
    if (sqlite3_open(temporary_.c_str(), &handle_) != SQLITE_OK) return failure();
    return execute(kSchema);
  }
  Result<void> execute(const char* sql) {
    if (sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr) == SQLITE_OK) return {};
    return failure();
  }
  void close() { sqlite3_close(std::exchange(handle_, nullptr)); }
  sqlite3* get() { return handle_; }

 private:
  Failure failure() {
    return fail(ErrorCode::kIo, "cannot write {}: {}", temporary_, sqlite3_errmsg(handle_));
  }

  std::string temporary_;
  sqlite3* handle_ = nullptr;
};

Result<void> insert_sweep(sqlite3* database, const SweepHeader& header) {
  SqliteInsert insert(database, "sweep", 2);
  insert.row(std::string("id"), header.id);
  insert.row(std::string("scenario"), header.scenario);
  insert.row(std::string("question"), header.question);
  insert.row(std::string("lastwrite_version"), header.version);
  insert.row(std::string("first_seed"), std::to_string(header.first_seed));
  insert.row(std::string("seeds"), std::to_string(header.seeds));
  insert.row(std::string("cells"), std::to_string(header.cells()));
  insert.row(std::string("header"), header_json(header));
  return insert.status();
}

Result<void> insert_cells(sqlite3* database, const SweepResult& result) {
  SqliteInsert insert(database, "cells", 6);
  for (const SweepRow& row : result.rows) {
    insert.row(std::uint64_t{row.cell}, row.strategy, row.seeds, row.regions, row.rate_per_key,
               row.theory_lag_s);
  }
  return insert.status();
}

Result<void> insert_settings(sqlite3* database, const SweepResult& result) {
  SqliteInsert insert(database, "settings", 3);
  for (const SweepRow& row : result.rows) {
    for (std::size_t a = 0; a < row.settings.size(); ++a) {
      insert.row(std::uint64_t{row.cell}, result.header.axes[a].path, row.settings[a]);
    }
  }
  return insert.status();
}

Result<void> insert_metrics(sqlite3* database, const SweepResult& result) {
  SqliteInsert insert(database, "metrics", 6);
  for (const SweepRow& row : result.rows) {
    for (std::size_t m = 0; m < row.metrics.size(); ++m) {
      const Estimate& metric = row.metrics[m];
      insert.row(std::uint64_t{row.cell}, result.header.metrics[m], metric.value, metric.low,
                 metric.high, metric.seeds);
    }
  }
  return insert.status();
}

Result<void> insert_safe_rates(sqlite3* database, const SweepResult& result) {
  if (!result.safe) return {};
  SqliteInsert insert(database, "safe_rates", 8);
  for (const SafeRate& rate : result.safe->rows) {
    const bool known = rate.kind != SafeRateKind::kUnknown;
    insert.row(std::uint64_t{rate.first_cell}, rate.strategy, std::optional(result.safe->target),
               std::string(safe_rate_kind_name(rate.kind)),
               known ? std::optional(rate.rate) : std::nullopt, rate.low, rate.high, rate.theory);
  }
  return insert.status();
}

}  // namespace

Result<void> write_sweep_database(const std::string& path, const SweepResult& result) {
  Database database(path + ".tmp");
  if (const auto opened = database.open(); !opened) return opened;
  if (const auto done = insert_sweep(database.get(), result.header); !done) return done;
  for (const auto insert : {insert_cells, insert_settings, insert_metrics, insert_safe_rates}) {
    if (const auto done = insert(database.get(), result); !done) return done;
  }
  if (const auto committed = database.execute("COMMIT"); !committed) return committed;
  database.close();
  return publish_file(path + ".tmp", path);
}

}  // namespace lastwrite
