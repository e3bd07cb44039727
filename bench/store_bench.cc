// What a write costs in the store: one upsert and one log append each, committed in batches.
//
//   store_bench --benchmark_filter=Commit/10
//
// Three ways in one run: MemoryStore, SqliteStore, and the floor, SQLite itself with prepared
// statements on tables of the same shape and bytes encoded beforehand. What SqliteStore adds to the
// floor is the codec and its own code. items_per_second counts writes.
#include <filesystem>

#include <benchmark/benchmark.h>
#include <sqlite3.h>
#include <stdlib.h>

#include "region/base/check.h"
#include "region/store/memory_store.h"
#include "region/store/sqlite_store.h"
#include "region/value/item_codec.h"

namespace lastwrite {
namespace {

constexpr std::uint64_t kKeys = 10'000;

class Directory {
 public:
  Directory() {
    std::string name = (std::filesystem::temp_directory_path() / "lastwrite-bench-XXXXXX").string();
    LW_CHECK(mkdtemp(name.data()) != nullptr, "cannot make a directory like {}", name);
    path_ = name;
  }
  ~Directory() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  std::string file() const { return path_ / "region.db"; }

 private:
  std::filesystem::path path_;
};

ItemKey key_number(std::uint64_t number) {
  return ItemKey{fmt::format("order-{:06}", (number * 7919) % kKeys)};
}

Item order() {
  return Item{{"orderId", "order-000001"},
              {"status", "shipped"},
              {"amount", *Number::parse("99.99")},
              {"version", Number(7)},
              {"note", String(100, 'x')}};
}

ChangeRecord write_number(std::uint64_t sequence) {
  return ChangeRecord{.sequence = sequence,
                      .table = TableName("Orders"),
                      .key = key_number(sequence),
                      .stamp = {.time = WallTime{static_cast<std::int64_t>(sequence)},
                                .counter = 0,
                                .region = RegionName("eu-west-1")},
                      .item = order(),
                      .observer = {}};
}

void commit_batches(benchmark::State& state, Store& store) {
  const auto batch = static_cast<std::uint64_t>(state.range(0));
  std::uint64_t sequence = 0;
  for (auto _ : state) {
    for (std::uint64_t i = 0; i < batch; ++i) {
      const ChangeRecord record = write_number(++sequence);
      const StoredItem item{.version = record.stamp, .item = record.item, .sequence = sequence};
      LW_CHECK(store.items().put(record.table, record.key, item).has_value(), "put");
      LW_CHECK(store.log().append(record).has_value(), "append");
    }
    LW_CHECK(store.commit().has_value(), "commit");
    // As a region does once its peers have acknowledged.
    if (sequence % 10'000 < batch) {
      LW_CHECK(store.log().trim(RegionName("eu-west-1"), sequence, 10'000).has_value(), "trim");
    }
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(sequence));
}

void MemoryStoreCommit(benchmark::State& state) {
  MemoryStore store;
  commit_batches(state, store);
}

void sqlite_store_commit(benchmark::State& state, Durability durability) {
  const Directory directory;
  auto store = SqliteStore::open(directory.file(), durability);
  LW_CHECK(store.has_value(), "open");
  commit_batches(state, **store);
}

void SqliteStoreCommit(benchmark::State& state) {
  sqlite_store_commit(state, Durability::kProcess);
}

void SqliteStoreFullCommit(benchmark::State& state) {
  sqlite_store_commit(state, Durability::kFull);
}

/// SQLite with nothing of ours around it.
class Floor {
 public:
  explicit Floor(const std::string& path) {
    LW_CHECK(sqlite3_open(path.c_str(), &db_) == SQLITE_OK, "open {}", path);
    execute(
        "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
        "PRAGMA wal_autocheckpoint = 0; PRAGMA cache_size = -65536;"
        "CREATE TABLE items (t INTEGER, key BLOB, time INTEGER, counter INTEGER, origin INTEGER,"
        " sequence INTEGER, operation INTEGER, item BLOB, PRIMARY KEY (t, key)) WITHOUT ROWID;"
        "CREATE TABLE log (position INTEGER PRIMARY KEY, t INTEGER, key BLOB, time INTEGER,"
        " counter INTEGER, operation INTEGER, accepted INTEGER, injected INTEGER, item BLOB);");
    put_ = prepare("INSERT OR REPLACE INTO items VALUES (1, ?1, ?2, 0, 2, ?2, 0, ?3)");
    append_ = prepare("INSERT INTO log VALUES (?2, 1, ?1, ?2, 0, 0, 0, 0, ?3)");
  }
  ~Floor() {
    sqlite3_finalize(put_);
    sqlite3_finalize(append_);
    sqlite3_close(db_);
  }

  void write(const std::string& key, std::uint64_t sequence, const std::string& item) {
    for (sqlite3_stmt* statement : {put_, append_}) {
      sqlite3_bind_blob(statement, 1, key.data(), static_cast<int>(key.size()), SQLITE_STATIC);
      sqlite3_bind_int64(statement, 2, static_cast<std::int64_t>(sequence));
      sqlite3_bind_blob(statement, 3, item.data(), static_cast<int>(item.size()), SQLITE_STATIC);
      LW_CHECK(sqlite3_step(statement) == SQLITE_DONE, "{}", sqlite3_errmsg(db_));
      sqlite3_reset(statement);
    }
  }
  void execute(const char* sql) {
    LW_CHECK(sqlite3_exec(db_, sql, nullptr, nullptr, nullptr) == SQLITE_OK, "{}",
             sqlite3_errmsg(db_));
  }

 private:
  sqlite3_stmt* prepare(const char* sql) {
    sqlite3_stmt* statement = nullptr;
    LW_CHECK(sqlite3_prepare_v2(db_, sql, -1, &statement, nullptr) == SQLITE_OK, "{}", sql);
    return statement;
  }

  sqlite3* db_ = nullptr;
  sqlite3_stmt* put_ = nullptr;
  sqlite3_stmt* append_ = nullptr;
};

void RawSqliteCommit(benchmark::State& state) {
  const Directory directory;
  Floor floor(directory.file());
  const std::string item = encode_item(order());
  const auto batch = static_cast<std::uint64_t>(state.range(0));
  std::uint64_t sequence = 0;
  for (auto _ : state) {
    floor.execute("BEGIN IMMEDIATE");
    for (std::uint64_t i = 0; i < batch; ++i) {
      ++sequence;
      floor.write(key_number(sequence).bytes, sequence, item);
    }
    floor.execute("COMMIT");
    if (sequence % 10'000 < batch) floor.execute("DELETE FROM log");
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(sequence));
}

BENCHMARK(MemoryStoreCommit)->Arg(1)->Arg(10)->Arg(100);
BENCHMARK(SqliteStoreCommit)->Arg(1)->Arg(10)->Arg(100);
BENCHMARK(SqliteStoreFullCommit)->Arg(1)->Arg(10)->Arg(100);
BENCHMARK(RawSqliteCommit)->Arg(1)->Arg(10)->Arg(100);

}  // namespace
}  // namespace lastwrite

BENCHMARK_MAIN();
