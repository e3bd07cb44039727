#include "region/engine/page_source.h"

#include "region/engine/index_source.h"
#include "region/engine/key_ranges.h"
#include "region/value/item_size.h"

namespace lastwrite {
namespace {

class TableSource final : public PageSource {
 public:
  TableSource(Engine& engine, const TableDescription& table)
      : PageSource(engine.observer(), table.table), engine_(engine), table_(table) {}

  Result<KeyRange> range_of(const Condition& key) const override {
    const Result<KeyCondition> condition = key_condition(key, schema());
    if (!condition) return propagate(condition);
    return lastwrite::range_of(schema(), *condition);
  }
  std::vector<std::string> key_names() const override {
    std::vector<std::string> names{schema().partition.name};
    if (schema().sort) names.push_back(schema().sort->name);
    return names;
  }
  Result<ItemKey> key_of(const Item& start) const override { return schema().key_from(start); }
  Result<Item> attributes_of(const ItemKey& key) const override {
    return schema().attributes_of(key);
  }
  Result<std::vector<KeyedItem>> entries(const KeyRange& range, std::size_t limit) override {
    return engine_.store().items().range(table_.table, range, limit);
  }
  Result<std::optional<SourceItem>> item(const ItemKey& key, StoredItem stored,
                                         PageOutput& out) override {
    if (!stored.item) return std::nullopt;
    out.bytes += item_size_bytes(*stored.item);
    return SourceItem{*std::move(stored.item), key, stored.version};
  }

 private:
  const KeySchema& schema() const { return table_.key_schema; }

  Engine& engine_;
  const TableDescription& table_;
};

}  // namespace

Result<std::unique_ptr<PageSource>> open_page_source(Engine& engine, const TableDescription& table,
                                                     const PageInput& input) {
  if (!input.index.empty()) return open_index_source(engine, table, input);
  return std::unique_ptr<PageSource>(std::make_unique<TableSource>(engine, table));
}

}  // namespace lastwrite
