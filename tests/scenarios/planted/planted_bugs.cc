#include "tests/scenarios/planted/planted_bugs.h"

#include <utility>

namespace lastwrite {
namespace {

Decision arrival_rule(const std::optional<Stamp>&, const Stamp&) {
  return Decision::kInstall;
}

bool tie(const std::optional<Stamp>& stored, const Stamp& incoming) {
  return stored && stored->time == incoming.time && stored->counter == incoming.counter &&
         stored->region != incoming.region;
}

Decision tie_stays_rule(const std::optional<Stamp>& stored, const Stamp& incoming) {
  return tie(stored, incoming) ? Decision::kDiscardOlder : decide(stored, incoming);
}

Decision regionless_rule(const std::optional<Stamp>& stored, const Stamp& incoming) {
  return tie(stored, incoming) ? Decision::kDuplicate : decide(stored, incoming);
}

Decision duplicates_install_rule(const std::optional<Stamp>& stored, const Stamp& incoming) {
  const Decision right = decide(stored, incoming);
  return right == Decision::kDuplicate ? Decision::kInstall : right;
}

// All calls go through; those that a bug concerns are overridden.
class ThinStore : public Store, protected ItemStore {
 public:
  explicit ThinStore(std::unique_ptr<Store> below) : below_(std::move(below)) {}

  ItemStore& items() override { return *this; }
  ChangeLog& log() override { return below_->log(); }
  FactStore& facts() override { return below_->facts(); }
  Result<void> commit() override { return below_->commit(); }
  void rollback() override { below_->rollback(); }

 protected:
  Result<std::optional<StoredItem>> get(const TableName& table, const ItemKey& key) override {
    return below_->items().get(table, key);
  }
  Result<void> put(const TableName& table, const ItemKey& key, const StoredItem& item) override {
    return below_->items().put(table, key, item);
  }
  Result<void> erase(const TableName& table, const ItemKey& key) override {
    return below_->items().erase(table, key);
  }
  Result<std::vector<KeyedItem>> scan(const TableName& table, const std::optional<ItemKey>& after,
                                      std::size_t limit) override {
    return below_->items().scan(table, after, limit);
  }
  Result<std::vector<KeyedItem>> range(const TableName& table, const KeyRange& range,
                                       std::size_t limit) override {
    return below_->items().range(table, range, limit);
  }

  std::unique_ptr<Store> below_;
};

class ForgetfulStore final : public ThinStore {
 public:
  using ThinStore::ThinStore;

 private:
  Result<void> put(const TableName& table, const ItemKey& key, const StoredItem& item) override {
    return item.item ? ThinStore::put(table, key, item) : ThinStore::erase(table, key);
  }
};

// Says yes to every commit and means every twentieth.
class LyingStore final : public ThinStore {
 public:
  using ThinStore::ThinStore;

  Result<void> commit() override {
    return ++commits_ % 20 == 0 ? ThinStore::commit() : Result<void>();
  }

 private:
  std::uint64_t commits_ = 0;
};

class CursorFirstSink final : public ChangeSink {
 public:
  CursorFirstSink(ChangeSink& below, Scheduler& scheduler) : below_(below), scheduler_(scheduler) {}
  ~CursorFirstSink() override { *alive_ = false; }

  Result<AppliedCursor> cursor(const RegionName& origin) override { return below_.cursor(origin); }
  Result<std::vector<TableName>> wanted(const RegionName& origin) override {
    return below_.wanted(origin);
  }
  void filled(const RegionName& origin, const std::vector<TableName>& tables) override {
    below_.filled(origin, tables);
  }

  void apply(const RegionName& origin, std::vector<ChangeRecord> records,
             std::optional<AppliedCursor> cursor, bool backfill, Done done) override {
    below_.apply(origin, {}, cursor, backfill, std::move(done));
    scheduler_.call_after(20ms, [this, alive = alive_, origin, records = std::move(records),
                                 backfill]() mutable {
      if (!*alive) return;
      below_.apply(origin, std::move(records), std::nullopt, backfill, [](const Result<void>&) {});
    });
  }

 private:
  ChangeSink& below_;
  Scheduler& scheduler_;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

// Delivers every tenth change twice; the second time the counter has grown by one.
class DoubleSink final : public ChangeSink {
 public:
  explicit DoubleSink(ChangeSink& below) : below_(below) {}

  Result<AppliedCursor> cursor(const RegionName& origin) override { return below_.cursor(origin); }
  Result<std::vector<TableName>> wanted(const RegionName& origin) override {
    return below_.wanted(origin);
  }
  void filled(const RegionName& origin, const std::vector<TableName>& tables) override {
    below_.filled(origin, tables);
  }

  void apply(const RegionName& origin, std::vector<ChangeRecord> records,
             std::optional<AppliedCursor> cursor, bool backfill, Done done) override {
    std::vector<ChangeRecord> twice;
    for (ChangeRecord& record : records) {
      twice.push_back(record);
      if (record.sequence % 10 == 0) twice.push_back(counted_again(std::move(record)));
    }
    below_.apply(origin, std::move(twice), cursor, backfill, std::move(done));
  }

 private:
  static ChangeRecord counted_again(ChangeRecord record) {
    if (!record.item || !record.item->contains("count")) return record;
    AttributeValue& count = record.item->find("count")->second;
    count = *add(*count.get_if<Number>(), Number(1));
    return record;
  }

  ChangeSink& below_;
};

template <typename Wrapper>
std::unique_ptr<Store> wrap(std::unique_ptr<Store> below) {
  return std::make_unique<Wrapper>(std::move(below));
}

}  // namespace

SimSeams arrival_order_wins() {
  return {.conflict_rule = arrival_rule};
}
SimSeams no_tie_break() {
  return {.conflict_rule = tie_stays_rule};
}
SimSeams stamp_without_region() {
  return {.conflict_rule = regionless_rule};
}
SimSeams forgotten_tombstones() {
  return {.wrap_store = wrap<ForgetfulStore>};
}
SimSeams cursor_before_apply() {
  return {.wrap_sink = [](ChangeSink& below, Scheduler& scheduler) {
    return std::make_unique<CursorFirstSink>(below, scheduler);
  }};
}
SimSeams duplicates_counted_twice() {
  return {.conflict_rule = duplicates_install_rule, .wrap_sink = [](ChangeSink& below, Scheduler&) {
            return std::make_unique<DoubleSink>(below);
          }};
}
SimSeams reply_before_commit() {
  return {.wrap_store = wrap<LyingStore>};
}

}  // namespace lastwrite
