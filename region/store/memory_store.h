// A store in ordinary memory: what the simulation runs on, and the model of what a store does.
//
//   MemoryStore store;
//   store.items().put(table, key, stored);
//   store.rollback();                       // as if it had never been put
//
// What was committed lives as long as the object, and the end of the region's other parts is a kill
// that loses nothing. A power cut is told with lose_unsynced(): it takes the store back to the last
// commit that was *synced*, as a disk does whose cache was not flushed.
//
//   MemoryStore store({.commits_per_sync = 100});       // durability `process`
//   … 250 commits …
//   store.lose_unsynced();                              // the last 50 never were
//
// Threading: one thread.
#pragma once

#include <cstdint>
#include <memory>

#include "region/store/store.h"

namespace lastwrite {

struct MemoryStoreOptions {
  /// 1: every commit is synced before it returns, as with durability `full`. More: only each so
  /// manieth, as with durability `process`, where the system writes when it likes.
  std::uint32_t commits_per_sync = 1;
};

class MemoryStore final : public Store {
 public:
  /// Requires: commits_per_sync > 0.
  explicit MemoryStore(MemoryStoreOptions options = {});
  ~MemoryStore() override;

  ItemStore& items() override;
  ChangeLog& log() override;
  FactStore& facts() override;
  Result<void> commit() override;
  void rollback() override;

  /// Everything committed so far survives from now on.
  void sync();
  /// How many commits a power cut would lose.
  std::uint32_t unsynced() const { return unsynced_; }
  /// The power fails: the open transaction and all commits since the last sync have never been.
  /// References into the store stay good; whoever remembers what it held must be made anew.
  void lose_unsynced();

 private:
  struct Parts;
  MemoryStoreOptions options_;
  std::uint32_t unsynced_ = 0;
  std::unique_ptr<Parts> parts_;
};

}  // namespace lastwrite
