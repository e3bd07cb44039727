#include "region/engine/scan.h"

#include "region/base/check.h"
#include "region/engine/page_source.h"
#include "region/engine/throughput.h"

namespace lastwrite {
namespace {

// FNV-1a: only to spread keys over segments.
std::uint64_t hash_of(const ItemKey& key) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const char c : key.bytes) {
    hash ^= static_cast<unsigned char>(c);
    hash *= 0x100000001b3U;
  }
  return hash;
}

// A segment goes on behind a key of its own.
Result<void> check_start(const ScanInput& input, const PageSource& source,
                         const std::function<bool(const ItemKey&)>& takes) {
  if (!takes || !input.page.start_after) return {};
  const Result<ItemKey> start = source.key_of(*input.page.start_after);
  if (!start || takes(*start)) return {};  // what is no key is told when the page is read
  return fail(ErrorCode::kValidation,
              "The provided starting key is invalid: Invalid ExclusiveStartKey. Please use "
              "ExclusiveStartKey with correct Segment. TotalSegments: {} Segment: {}",
              input.segments, input.segment);
}

}  // namespace

Result<PageOutput> scan(Engine& engine, const ScanInput& input) {
  LW_CHECK(input.segment < input.segments, "segment {} of {}", input.segment, input.segments);
  const auto table = engine.catalog().find_active(input.table);
  if (!table) return propagate(table);
  if (const auto open = admit_read(engine, **table, input.page.index); !open)
    return propagate(open);
  const auto source = open_page_source(engine, **table, input.page);
  if (!source) return propagate(source);
  std::function<bool(const ItemKey&)> takes;
  if (input.segments > 1)
    takes = [&](const ItemKey& key) { return hash_of(key) % input.segments == input.segment; };
  if (const auto checked = check_start(input, **source, takes); !checked) return propagate(checked);
  Result<PageOutput> page = read_page(**source, KeyRange{}, input.page, takes);
  if (page) spend_page(engine, **table, *page, input.page);
  return page;
}

}  // namespace lastwrite
