// Stores for tests that run on every kind of store, and restart it as a killed process would.
//
//   std::unique_ptr<TestStore> disk = kind.make();
//   disk->store().items().put(…);           // not committed
//   disk->restart();                        // disk->store() has never heard of it
//
// Threading: one owner.
#pragma once

#include <memory>
#include <ostream>
#include <string>

#include "region/store/memory_store.h"
#include "region/store/sqlite_store.h"
#include "tests/support/temp_directory.h"

namespace lastwrite {

class TestStore {
 public:
  virtual ~TestStore() = default;
  virtual Store& store() = 0;
  /// Forgets what was not committed. References into store() end here.
  virtual void restart() = 0;
};

class MemoryTestStore final : public TestStore {
 public:
  Store& store() override { return store_; }
  void restart() override { store_.rollback(); }

 private:
  MemoryStore store_;
};

class SqliteTestStore final : public TestStore {
 public:
  SqliteTestStore() { open(); }
  Store& store() override { return *store_; }
  void restart() override {
    store_.reset();
    open();
  }

 private:
  void open() {
    auto opened = SqliteStore::open(directory_.file("region.db"), Durability::kProcess);
    LW_CHECK(opened, "{}", opened.error().message);
    store_ = std::move(*opened);
  }

  TempDirectory directory_;
  std::unique_ptr<SqliteStore> store_;
};

struct StoreKind {
  std::string name;
  std::unique_ptr<TestStore> (*make)();

  friend void PrintTo(const StoreKind& kind, std::ostream* out) { *out << kind.name; }
};

inline const StoreKind kEveryStoreKind[] = {
    {"MemoryStore",
     []() -> std::unique_ptr<TestStore> { return std::make_unique<MemoryTestStore>(); }},
    {"SqliteStore",
     []() -> std::unique_ptr<TestStore> { return std::make_unique<SqliteTestStore>(); }},
};

}  // namespace lastwrite
