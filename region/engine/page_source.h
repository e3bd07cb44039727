// What a page is read from: a table, or an index of it.
//
//   Result<std::unique_ptr<PageSource>> source = open_page_source(engine, table, input);
//   Result<KeyRange> range = (*source)->range_of(parsed_key_condition);
//   read_page(**source, *range, input);
//
// Threading: the region's loop. A source lives no longer than the operation that reads it.
#pragma once

#include <memory>

#include "region/engine/page.h"

namespace lastwrite {

/// An item that a page may show, with what the observer is told when it does.
struct SourceItem {
  Item item;
  ItemKey key = {};  // of the table
  std::optional<Stamp> version = {};
};

class PageSource {
 public:
  PageSource(Observer& observer, const TableName& table) : observer_(observer), table_(table) {}
  virtual ~PageSource() = default;

  /// A client is shown the item.
  void on_read(const SourceItem& shown) { observer_.on_read({table_, shown.key, shown.version}); }

  /// The keys that a parsed KeyConditionExpression takes, ascending. kValidation.
  virtual Result<KeyRange> range_of(const Condition& key) const = 0;
  /// The names of the attributes by which it is ordered and found, and how many of them are of the
  /// partition key: those come first.
  virtual std::vector<std::string> key_names() const = 0;
  virtual std::size_t partition_parts() const { return 1; }
  /// The key that an ExclusiveStartKey means, and back. kValidation; kCorrupt.
  virtual Result<ItemKey> key_of(const Item& start) const = 0;
  virtual Result<Item> attributes_of(const ItemKey& key) const = 0;
  /// Up to `limit` entries of the range, in its direction.
  virtual Result<std::vector<KeyedItem>> entries(const KeyRange& range, std::size_t limit) = 0;
  /// The item of an entry, of which `out` is told the size; nullopt where it is a tombstone.
  virtual Result<std::optional<SourceItem>> item(const ItemKey& key, StoredItem stored,
                                                 PageOutput& out) = 0;

 private:
  Observer& observer_;
  const TableName& table_;
};

/// The table, or the index that `input` names. kValidation: no such index, or it cannot give what
/// is asked. Requires: `table` outlives the source.
Result<std::unique_ptr<PageSource>> open_page_source(Engine& engine, const TableDescription& table,
                                                     const PageInput& input);

}  // namespace lastwrite
