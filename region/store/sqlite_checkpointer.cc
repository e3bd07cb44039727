#include "region/store/sqlite_checkpointer.h"

#include <utility>

#include <sqlite3.h>

namespace lastwrite {
namespace {

// While one pass copies, the writer appends: a few passes leave little enough for the log to begin
// anew.
constexpr int kPassesMax = 5;
constexpr int kPagesLeft = 16;

void checkpoint(sqlite3* db) {
  for (int pass = 0; pass < kPassesMax; ++pass) {
    int in_log = 0;
    int copied = 0;
    const int code =
        sqlite3_wal_checkpoint_v2(db, nullptr, SQLITE_CHECKPOINT_PASSIVE, &in_log, &copied);
    // A disk that fails here fails the writer too, who reports it.
    if (code != SQLITE_OK || in_log - copied <= kPagesLeft) return;
  }
}

}  // namespace

SqliteCheckpointer::SqliteCheckpointer(std::string path)
    : path_(std::move(path)), thread_([this] { run(); }) {}

SqliteCheckpointer::~SqliteCheckpointer() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

void SqliteCheckpointer::request() {
  {
    const std::lock_guard lock(mutex_);
    requested_ = true;
  }
  changed_.notify_all();
}

bool SqliteCheckpointer::wait_for_request() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return requested_ || ending_; });
  requested_ = false;
  return !ending_;
}

void SqliteCheckpointer::run() {
  sqlite3* db = nullptr;
  while (wait_for_request()) {
    if (!db && sqlite3_open_v2(path_.c_str(), &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX,
                               nullptr) == SQLITE_OK) {
      // The first statement makes the connection know of the write-ahead log.
      sqlite3_exec(db, "SELECT count(*) FROM sqlite_schema", nullptr, nullptr, nullptr);
    }
    if (db) checkpoint(db);
    const std::lock_guard lock(mutex_);
    requested_ = false;
  }
  sqlite3_close_v2(db);
}

}  // namespace lastwrite
