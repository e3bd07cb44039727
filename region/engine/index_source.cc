#include "region/engine/index_source.h"

#include "region/engine/index_entry.h"
#include "region/engine/index_projection.h"
#include "region/engine/key_ranges.h"
#include "region/expression/condition_names.h"
#include "region/value/item_size.h"

namespace lastwrite {
namespace {

constexpr std::string_view kInvalidIndex = "One or more parameter values were invalid: ";

class IndexSource final : public PageSource {
 public:
  struct Parts {
    const TableDescription& table;
    const IndexDescription& index;
    bool whole;  // gives whole items, fetched from the table where need be
  };

  IndexSource(Engine& engine, Parts parts)
      : PageSource(engine.observer(), parts.table.table),
        items_(engine.store().items()),
        parts_(parts),
        entries_(index_table(parts.table.table, parts.index)) {}

  Result<KeyRange> range_of(const Condition& key) const override {
    const auto condition = key_condition(key, parts_.index.partition, parts_.index.sort);
    if (!condition) return propagate(condition);
    return lastwrite::range_of(parts_.index, *condition);
  }
  std::vector<std::string> key_names() const override {
    std::vector<std::string> names;
    for (const KeyAttribute& one : parts_.index.partition) names.push_back(one.name);
    for (const KeyAttribute& one : parts_.index.sort) names.push_back(one.name);
    return names;
  }
  std::size_t partition_parts() const override { return parts_.index.partition.size(); }
  Result<ItemKey> key_of(const Item& start) const override;
  Result<Item> attributes_of(const ItemKey& key) const override;
  Result<std::vector<KeyedItem>> entries(const KeyRange& range, std::size_t limit) override {
    return items_.range(entries_, range, limit);
  }
  Result<std::optional<SourceItem>> item(const ItemKey& key, StoredItem stored,
                                         PageOutput& out) override;

 private:
  const KeySchema& schema() const { return parts_.table.key_schema; }

  ItemStore& items_;
  Parts parts_;
  TableName entries_;
};

// It holds the keys of the index and of the table, and nothing else.
Result<ItemKey> IndexSource::key_of(const Item& start) const {
  Item key;
  for (const auto& [name, value] : start) {
    if (name == schema().partition.name || (schema().sort && name == schema().sort->name))
      key.emplace(name, value);
    else if (!is_index_key(parts_.index, name))
      return fail(ErrorCode::kValidation, "The provided key element does not match the schema");
  }
  const Result<ItemKey> item_key = schema().key_from(key);
  if (!item_key) return propagate(item_key);
  std::optional<ItemKey> entry = index_entry(parts_.index, *item_key, start);
  if (!entry)
    return fail(ErrorCode::kValidation, "The provided key element does not match the schema");
  return *std::move(entry);
}

Result<Item> IndexSource::attributes_of(const ItemKey& key) const {
  Result<IndexEntry> entry = read_index_entry(parts_.index, key);
  if (!entry) return propagate(entry);
  Result<Item> out = schema().attributes_of(entry->key);
  if (out) out->merge(entry->attributes);
  return out;
}

// An entry without an item is that of a table that is being deleted.
Result<std::optional<SourceItem>> IndexSource::item(const ItemKey& key, StoredItem,
                                                    PageOutput& out) {
  out.origin = parts_.index.global ? PageOrigin::kGlobalIndex : PageOrigin::kLocalIndex;
  const Result<IndexEntry> read = read_index_entry(parts_.index, key);
  if (!read) return propagate(read);
  auto stored = items_.get(parts_.table.table, read->key);
  if (!stored) return propagate(stored);
  if (!*stored || !(*stored)->item) return std::nullopt;
  Item whole = *std::move((*stored)->item);
  Item part = projected(parts_.table, parts_.index, whole);
  out.bytes += item_size_bytes(part);
  if (!parts_.whole) return SourceItem{std::move(part), read->key, (*stored)->version};
  if (part.size() < whole.size()) out.fetched.push_back(item_size_bytes(whole));
  return SourceItem{std::move(whole), read->key, (*stored)->version};
}

// What is asked for and not projected, in the order of asking.
std::vector<std::string> missing_of(const TableDescription& table, const IndexDescription& index,
                                    const PageInput& input) {
  std::vector<std::string> missing;
  const auto need = [&](const std::string& name) {
    if (!projects(table, index, name)) missing.push_back(name);
  };
  if (input.projection) {
    for (const Path& path : *input.projection) need(path.name());
  }
  if (input.filter) {
    for (const std::string& name : attribute_names(*input.filter)) need(name);
  }
  return missing;
}

Result<const IndexDescription*> find_index(const TableDescription& table, const std::string& name) {
  const IndexDescription* index = table.find_index(name);
  if (index == nullptr || index->status == TableStatus::kDeleting)
    return fail(ErrorCode::kValidation, "The table does not have the specified index: {}", name);
  if (index->status == TableStatus::kCreating) {
    return fail(ErrorCode::kValidation, "Cannot read from backfilling global secondary index: {}",
                name);
  }
  return index;
}

Result<void> check_global(const TableDescription& table, const IndexDescription& index,
                          const PageInput& input) {
  if (input.consistent)
    return fail(ErrorCode::kValidation,
                "Consistent reads are not supported on global secondary indexes");
  if (input.select == Select::kAll && index.projection.kind != IndexProjection::Kind::kAll) {
    return fail(ErrorCode::kValidation,
                "{}Select type ALL_ATTRIBUTES is not supported for global secondary index {} "
                "because its projection type is not ALL",
                kInvalidIndex, index.name);
  }
  const auto missing = missing_of(table, index, input);
  if (missing.empty()) return {};
  return fail(ErrorCode::kValidation, "{}Global secondary index {} does not project [{}]",
              kInvalidIndex, index.name, fmt::join(missing, ", "));
}

}  // namespace

Result<std::unique_ptr<PageSource>> open_index_source(Engine& engine, const TableDescription& table,
                                                      const PageInput& input) {
  const auto index = find_index(table, input.index);
  if (!index) return propagate(index);
  bool whole = false;
  if ((*index)->global) {
    if (const auto checked = check_global(table, **index, input); !checked)
      return propagate(checked);
  } else {
    whole = input.select == Select::kAll || !missing_of(table, **index, input).empty();
  }
  return std::unique_ptr<PageSource>(
      std::make_unique<IndexSource>(engine, IndexSource::Parts{table, **index, whole}));
}

}  // namespace lastwrite
