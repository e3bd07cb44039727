#include "region/engine/scan.h"

#include "region/base/check.h"
#include "region/engine/page_source.h"

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

}  // namespace

Result<PageOutput> scan(Engine& engine, const ScanInput& input) {
  LW_CHECK(input.segment < input.segments, "segment {} of {}", input.segment, input.segments);
  const auto table = engine.catalog().find_active(input.table);
  if (!table) return propagate(table);
  const auto source = open_page_source(engine, **table, input.page);
  if (!source) return propagate(source);
  if (input.segments == 1) return read_page(**source, KeyRange{}, input.page);
  return read_page(**source, KeyRange{}, input.page, [&](const ItemKey& key) {
    return hash_of(key) % input.segments == input.segment;
  });
}

}  // namespace lastwrite
