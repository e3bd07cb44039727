// A store in one SQLite file: what a region process keeps across restarts. Tables: README.md here.
//
//   auto store = SqliteStore::open("data/eu-west-1.db", Durability::kProcess);
//   if (!store) …                                   // one sentence that names the file
//
// One process at a time: a second open fails while the first lives, and succeeds once it is dead.
// The write-ahead log is copied into the file by a thread of the store's own once it has grown past
// kWalPagesSoon, so that no commit waits for it; commit() does so itself only past kWalPagesMax.
// Errors: kIo (disk, rights, in use), kCorrupt (damaged, not a store, written by a newer
// Lastwrite). Threading: one thread.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "region/store/store.h"

namespace lastwrite {

/// What a committed transaction survives.
enum class Durability : std::uint8_t {
  kProcess,  // kill -9 of the process
  kFull,     // a power cut as well: every commit waits for the disk
};

class SqliteStore final : public Store {
 public:
  /// Pages of 4 KB: copying begins at about 16 MB, and the log file stays below about 130 MB.
  static constexpr int kWalPagesSoon = 4 * 1024;
  static constexpr int kWalPagesMax = 32 * 1024;

  /// Opens the store at `path`, or makes a new one in a directory that exists.
  static Result<std::unique_ptr<SqliteStore>> open(const std::string& path, Durability durability);
  ~SqliteStore() override;

  ItemStore& items() override;
  ChangeLog& log() override;
  FactStore& facts() override;
  Result<void> commit() override;
  void rollback() override;

  /// Pages in the write-ahead log since it last began anew.
  int wal_pages() const;
  /// Moves what is committed from the write-ahead log into the file, now. Requires: no open
  /// transaction.
  Result<void> checkpoint();

 private:
  struct Parts;
  explicit SqliteStore(std::unique_ptr<Parts> parts);

  std::unique_ptr<Parts> parts_;
};

}  // namespace lastwrite
