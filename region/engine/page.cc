#include "region/engine/page.h"

#include <algorithm>

#include "region/engine/key_ranges.h"
#include "region/engine/page_source.h"
#include "region/expression/projection.h"

namespace lastwrite {
namespace {

constexpr std::size_t kStep = 64;  // entries asked of the store at a time

class PageReader {
 public:
  PageReader(PageSource& source, const PageInput& input) : source_(source), input_(input) {}

  // How many entries may still be of this page.
  std::size_t wanted() const {
    if (!input_.limit) return kStep;
    return static_cast<std::size_t>(std::min<std::uint64_t>(kStep, *input_.limit - out_.scanned));
  }

  // False when the page is full.
  Result<bool> take(KeyedItem entry) {
    const ItemKey& key = entry.first;
    Result<std::optional<SourceItem>> item = source_.item(key, std::move(entry.second), out_);
    if (!item) return propagate(item);
    if (!*item) return true;
    ++out_.scanned;
    if (const auto kept = keep(**std::move(item)); !kept) return propagate(kept);
    const bool full =
        (input_.limit && out_.scanned >= *input_.limit) || out_.bytes >= kPageBytesMax;
    if (!full) return true;
    Result<Item> last = source_.attributes_of(key);
    if (!last) return propagate(last);
    out_.last_key = *std::move(last);
    return false;
  }

  PageOutput finish() { return std::move(out_); }

 private:
  Result<void> keep(SourceItem found) {
    Item& item = found.item;
    if (input_.filter) {
      const Result<bool> holds = evaluate(*input_.filter, &item);
      if (!holds) return propagate(holds);
      if (!*holds) return {};
    }
    ++out_.count;
    if (input_.select == Select::kCount) return {};
    source_.on_read(found);
    out_.items.push_back(input_.projection ? project(item, *input_.projection) : std::move(item));
    return {};
  }

  PageSource& source_;
  const PageInput& input_;
  PageOutput out_;
};

Result<KeyRange> begun(const PageSource& source, KeyRange range, const Item& start_after) {
  const Result<ItemKey> start = source.key_of(start_after);
  if (!start)
    return fail(ErrorCode::kValidation, "The provided starting key is invalid: {}",
                start.error().message);
  if (start->bytes < range.low || (!range.high.empty() && start->bytes >= range.high)) {
    return fail(ErrorCode::kValidation,
                "The provided starting key is outside query boundaries based on provided "
                "conditions");
  }
  return after(std::move(range), *start);
}

}  // namespace

Result<PageOutput> read_page(PageSource& source, KeyRange range, const PageInput& input,
                             const std::function<bool(const ItemKey&)>& takes) {
  if (input.start_after) {
    Result<KeyRange> rest = begun(source, std::move(range), *input.start_after);
    if (!rest) return propagate(rest);
    range = *std::move(rest);
  }
  PageReader page(source, input);
  for (;;) {
    const std::size_t step = takes ? kStep : page.wanted();
    auto entries = source.entries(range, step);
    if (!entries) return propagate(entries);
    const bool end = entries->size() < step;
    if (!end) range = after(std::move(range), entries->back().first);
    for (KeyedItem& entry : *entries) {
      if (takes && !takes(entry.first)) continue;
      const Result<bool> more = page.take(std::move(entry));
      if (!more) return propagate(more);
      if (!*more) return page.finish();
    }
    if (end) return page.finish();
  }
}

}  // namespace lastwrite
