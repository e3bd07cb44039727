#include "region/engine/page.h"

#include "region/engine/key_ranges.h"
#include "region/expression/projection.h"
#include "region/value/item_size.h"

namespace lastwrite {
namespace {

constexpr std::size_t kStep = 64;  // entries asked of the store at a time

class PageReader {
 public:
  PageReader(Observer& observer, const TableDescription& table, const PageInput& input)
      : observer_(observer), table_(table), input_(input) {}

  // False when the page is full.
  Result<bool> take(const ItemKey& key, StoredItem stored) {
    if (!stored.item) return true;  // a tombstone
    ++out_.scanned;
    out_.bytes += item_size_bytes(*stored.item);
    if (const auto kept = keep(key, std::move(stored)); !kept) return propagate(kept);
    const bool full =
        (input_.limit && out_.scanned >= *input_.limit) || out_.bytes >= kPageBytesMax;
    if (!full) return true;
    Result<Item> last = table_.key_schema.attributes_of(key);
    if (!last) return propagate(last);
    out_.last_key = *std::move(last);
    return false;
  }

  PageOutput finish() { return std::move(out_); }

 private:
  Result<void> keep(const ItemKey& key, StoredItem stored) {
    Item& item = *stored.item;
    if (input_.filter) {
      const Result<bool> holds = evaluate(*input_.filter, &item);
      if (!holds) return propagate(holds);
      if (!*holds) return {};
    }
    ++out_.count;
    if (input_.count_only) return {};
    observer_.on_read({table_.table, key, stored.version});
    out_.items.push_back(input_.projection ? project(item, *input_.projection) : std::move(item));
    return {};
  }

  Observer& observer_;
  const TableDescription& table_;
  const PageInput& input_;
  PageOutput out_;
};

}  // namespace

Result<PageOutput> read_page(Engine& engine, const TableDescription& table, KeyRange range,
                             const PageInput& input,
                             const std::function<bool(const ItemKey&)>& takes) {
  if (input.start_after) {
    const Result<ItemKey> start = table.key_schema.key_from(*input.start_after);
    if (!start)
      return fail(ErrorCode::kValidation, "The provided starting key is invalid: {}",
                  start.error().message);
    range = after(std::move(range), *start);
  }
  PageReader page(engine.observer(), table, input);
  for (;;) {
    auto entries = engine.store().items().range(table.table, range, kStep);
    if (!entries) return propagate(entries);
    for (auto& [key, stored] : *entries) {
      if (takes && !takes(key)) continue;
      const Result<bool> more = page.take(key, std::move(stored));
      if (!more) return propagate(more);
      if (!*more) return page.finish();
    }
    if (entries->size() < kStep) return page.finish();
    range = after(std::move(range), entries->back().first);
  }
}

}  // namespace lastwrite
