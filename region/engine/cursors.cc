#include "region/engine/cursors.h"

#include <charconv>

namespace lastwrite {
namespace {

std::string fact_name(const RegionName& origin) {
  return "cursor/" + origin.text;
}

}  // namespace

Result<ReplicationCursor> read_cursor(FactStore& facts, const RegionName& origin) {
  const auto fact = facts.get(fact_name(origin));
  if (!fact) return propagate(fact);
  if (!*fact) return ReplicationCursor{};
  const std::string& text = **fact;
  const char* const end = text.data() + text.size();
  ReplicationCursor cursor;
  const auto generation = std::from_chars(text.data(), end, cursor.generation);
  if (generation.ec == std::errc{} && generation.ptr != end && *generation.ptr == ' ') {
    const auto sequence = std::from_chars(generation.ptr + 1, end, cursor.sequence);
    if (sequence.ec == std::errc{} && sequence.ptr == end) return cursor;
  }
  return fail(ErrorCode::kCorrupt, "the cursor of {} is damaged: '{}'", origin, text);
}

Result<void> write_cursor(FactStore& facts, const RegionName& origin,
                          const ReplicationCursor& cursor) {
  return facts.put(fact_name(origin), fmt::format("{} {}", cursor.generation, cursor.sequence));
}

}  // namespace lastwrite
