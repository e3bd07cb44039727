// A store that fails on purpose, or only counts: a decorator for tests.
//
//   FaultyStore store(memory, {.fail_commit = 3});      // the third commit fails, and only that
//   store.counts().commits == 0
//
// A failed call has had no effect on the store below. Threading: one thread.
#pragma once

#include <cstdint>

#include "region/store/store.h"

namespace lastwrite {

/// Which calls fail with kIo, counted from 1; 0: none.
struct FaultPlan {
  std::uint64_t fail_put = 0;
  std::uint64_t fail_append = 0;
  std::uint64_t fail_commit = 0;
};

struct FaultCounts {
  std::uint64_t puts = 0;
  std::uint64_t appends = 0;
  std::uint64_t commits = 0;
};

class FaultyStore final : public Store {
 public:
  /// `below` must outlive this object.
  explicit FaultyStore(Store& below, FaultPlan plan = {});

  ItemStore& items() override { return items_; }
  ChangeLog& log() override { return log_; }
  FactStore& facts() override { return below_.facts(); }
  Result<void> commit() override;
  void rollback() override { below_.rollback(); }

  const FaultCounts& counts() const { return counts_; }
  /// Replaces the plan; counts go on.
  void set_plan(const FaultPlan& plan) { plan_ = plan; }

 private:
  class Items final : public ItemStore {
   public:
    explicit Items(FaultyStore& store) : store_(store) {}
    Result<std::optional<StoredItem>> get(const TableName& table, const ItemKey& key) override;
    Result<void> put(const TableName& table, const ItemKey& key, const StoredItem& item) override;
    Result<void> erase(const TableName& table, const ItemKey& key) override;
    Result<std::vector<KeyedItem>> scan(const TableName& table, const std::optional<ItemKey>& after,
                                        std::size_t limit) override;
    Result<std::vector<KeyedItem>> range(const TableName& table, const KeyRange& range,
                                         std::size_t limit) override;

   private:
    FaultyStore& store_;
  };

  class Log final : public ChangeLog {
   public:
    explicit Log(FaultyStore& store) : store_(store) {}
    Result<void> append(const ChangeRecord& record) override;
    Result<std::vector<ChangeRecord>> read(const RegionName& origin, std::uint64_t after,
                                           std::size_t limit, std::size_t bytes_max) override;
    Result<std::uint64_t> first(const RegionName& origin) override;
    Result<std::uint64_t> head(const RegionName& origin) override;
    Result<std::size_t> trim(const RegionName& origin, std::uint64_t through,
                             std::size_t limit) override;

   private:
    FaultyStore& store_;
  };

  Store& below_;
  FaultPlan plan_;
  FaultCounts counts_;
  Items items_{*this};
  Log log_{*this};
};

}  // namespace lastwrite
