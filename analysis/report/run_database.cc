#include "analysis/report/run_database.h"

#include <cstdio>
#include <utility>

#include <sqlite3.h>

#include "analysis/report/atomic_file.h"
#include "analysis/report/run_rows.h"
#include "analysis/report/run_schema.h"
#include "analysis/report/sqlite_insert.h"

namespace lastwrite {

class RunDatabase::Connection {
 public:
  explicit Connection(std::string path) : path_(std::move(path)), temporary_(path_ + ".tmp") {
    std::remove(temporary_.c_str());
  }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection() {
    sqlite3_close(database_);
    if (!published_) std::remove(temporary_.c_str());
  }

  Result<void> open() {
    if (sqlite3_open(temporary_.c_str(), &database_) != SQLITE_OK) {
      return fail(ErrorCode::kIo, "cannot create {}: {}", temporary_, sqlite3_errmsg(database_));
    }
    // A crash leaves only the temporary file: no journal is needed.
    Result<void> fast = execute("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF");
    if (!fast) return fast;
    Result<void> schema = execute(kRunSchema);
    return schema ? execute("BEGIN") : schema;
  }

  Result<void> execute(const char* sql) {
    if (sqlite3_exec(database_, sql, nullptr, nullptr, nullptr) == SQLITE_OK) return {};
    return fail(ErrorCode::kIo, "cannot write {}: {}", temporary_, sqlite3_errmsg(database_));
  }

  Result<void> publish() {
    Result<void> committed = execute("COMMIT");
    if (!committed) return committed;
    sqlite3_close(std::exchange(database_, nullptr));
    published_ = true;
    return publish_file(temporary_, path_);
  }

  sqlite3* get() { return database_; }

 private:
  std::string path_;
  std::string temporary_;
  sqlite3* database_ = nullptr;
  bool published_ = false;
};

Result<RunDatabase> RunDatabase::create(const std::string& path, const Manifest& manifest) {
  RunDatabase out(std::make_unique<Connection>(path));
  Result<void> opened = out.connection_->open();
  if (!opened) return propagate(opened);
  SqliteInsert insert(out.connection_->get(), "run", 2);
  insert.row(std::string("scenario"), manifest.scenario);
  insert.row(std::string("runtime"), manifest.runtime);
  insert.row(std::string("seed"), std::to_string(manifest.seed));
  insert.row(std::string("command"), manifest.command);
  insert.row(std::string("started_utc"), manifest.started_utc);
  insert.row(std::string("stamp_rule"), manifest.stamp_rule);
  insert.row(std::string("granularity"), manifest.granularity);
  insert.row(std::string("lastwrite_version"), manifest.lastwrite_version);
  Result<void> inserted = insert.status();
  if (!inserted) return propagate(inserted);
  return out;
}

RunDatabase::RunDatabase(std::unique_ptr<Connection> connection)
    : connection_(std::move(connection)) {}
RunDatabase::RunDatabase(RunDatabase&&) noexcept = default;
RunDatabase& RunDatabase::operator=(RunDatabase&&) noexcept = default;
RunDatabase::~RunDatabase() = default;

Result<void> RunDatabase::add(const StrategyRun& run, const std::function<bool()>& interrupted) {
  for (const auto insert : {insert_operations, insert_writes, insert_reads, insert_lag_samples,
                            insert_metrics, insert_marks, insert_finals}) {
    if (interrupted && interrupted()) return fail(ErrorCode::kUnavailable, "interrupted");
    Result<void> inserted = insert(connection_->get(), run);
    if (!inserted) return inserted;
  }
  return {};
}

Result<void> RunDatabase::finish() {
  return connection_->publish();
}

}  // namespace lastwrite
