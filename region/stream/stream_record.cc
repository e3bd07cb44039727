#include "region/stream/stream_record.h"

#include <algorithm>
#include <charconv>

#include "region/value/item_codec.h"
#include "region/value/item_size.h"

namespace lastwrite {
namespace {

// Items stand in a row as their bytes: as maps they would be nested one level deeper than an item
// may be.
constexpr char kEvent[] = "event";
constexpr char kExpired[] = "expired";
constexpr char kKeys[] = "keys";
constexpr char kOld[] = "old";
constexpr char kNew[] = "new";

constexpr std::size_t kSequenceDigits = 21;  // "1" and 20 more: the API asks for 21 to 40

Result<std::optional<Item>> item_of(const Item& row, const char* name) {
  const auto found = row.find(name);
  if (found == row.end()) return std::optional<Item>();
  const auto* bytes = found->second.get_if<Binary>();
  if (bytes == nullptr) return fail(ErrorCode::kCorrupt, "a stream record is damaged: {}", name);
  auto item = decode_item(bytes->bytes);
  if (!item) return propagate(item);
  return std::optional<Item>(*std::move(item));
}

Result<StreamEvent> event_in(const Item& row) {
  const auto found = row.find(kEvent);
  const auto* number = found == row.end() ? nullptr : found->second.get_if<Number>();
  std::int64_t value = -1;
  if (number == nullptr || !number->to_int64(value) || value < 0 ||
      value > static_cast<std::int64_t>(StreamEvent::kRemove)) {
    return fail(ErrorCode::kCorrupt, "a stream record is damaged: {}", kEvent);
  }
  return static_cast<StreamEvent>(value);
}

std::size_t bytes_of(const std::optional<Item>& item) {
  return item ? item_size_bytes(*item) : 0;
}

}  // namespace

std::optional<StreamEvent> event_of(const Item* before, const Item* after) {
  if (before == nullptr && after == nullptr) return std::nullopt;
  if (before == nullptr) return StreamEvent::kInsert;
  if (after == nullptr) return StreamEvent::kRemove;
  if (*before == *after) return std::nullopt;
  return StreamEvent::kModify;
}

std::size_t size_bytes(const StreamRecord& record) {
  return item_size_bytes(record.keys) + bytes_of(record.old_image) + bytes_of(record.new_image);
}

StoredItem encode(const StreamRecord& record, const RegionName& region) {
  Item row{{kEvent, Number(static_cast<std::int64_t>(record.event))},
           {kKeys, Binary{encode_item(record.keys)}}};
  if (record.expired) row[kExpired] = true;
  if (record.old_image) row[kOld] = Binary{encode_item(*record.old_image)};
  if (record.new_image) row[kNew] = Binary{encode_item(*record.new_image)};
  StoredItem stored;
  stored.version = {record.at, 0, region};
  stored.item = std::move(row);
  return stored;
}

Result<StreamRecord> decode_stream_record(std::uint64_t sequence, const StoredItem& row) {
  if (!row.item) return fail(ErrorCode::kCorrupt, "a stream record is damaged: it is a tombstone");
  StreamRecord record;
  record.sequence = sequence;
  record.at = row.version.time;
  record.expired = row.item->contains(kExpired);
  const auto event = event_in(*row.item);
  if (!event) return propagate(event);
  record.event = *event;
  auto keys = item_of(*row.item, kKeys);
  if (!keys) return propagate(keys);
  record.keys = std::move(*keys).value_or(Item{});
  auto old_image = item_of(*row.item, kOld);
  if (!old_image) return propagate(old_image);
  record.old_image = *std::move(old_image);
  auto new_image = item_of(*row.item, kNew);
  if (!new_image) return propagate(new_image);
  record.new_image = *std::move(new_image);
  return record;
}

std::string sequence_text(std::uint64_t sequence) {
  return fmt::format("1{:0{}}", sequence, kSequenceDigits - 1);
}

Result<std::uint64_t> parse_sequence(std::string_view text) {
  std::uint64_t sequence = 0;
  const bool shaped = text.size() == kSequenceDigits && text.front() == '1';
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data() + (shaped ? 1 : 0), end, sequence);
  if (!shaped || error != std::errc{} || stop != end)
    return fail(ErrorCode::kValidation, "Invalid SequenceNumber: {}", text);
  return sequence;
}

}  // namespace lastwrite
