// One record of a stream: what became of one item at one moment.
//
//   {.sequence = 7, .event = StreamEvent::kRemove, .at = …, .expired = true,
//    .keys = {{"orderId", "ord-001"}}, .old_image = {…}}
//
// Only the images of the stream's view are kept. Threading: values and pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "region/base/result.h"
#include "region/store/store.h"
#include "region/value/attribute_value.h"

namespace lastwrite {

enum class StreamEvent : std::uint8_t { kInsert, kModify, kRemove };

struct StreamRecord {
  std::uint64_t sequence = 0;
  StreamEvent event = StreamEvent::kInsert;
  WallTime at = {};      // of arrival in this region, by its clock
  bool expired = false;  // deleted here, for the item's time was up
  Item keys = {};
  std::optional<Item> old_image = {};
  std::optional<Item> new_image = {};

  friend bool operator==(const StreamRecord&, const StreamRecord&) = default;
};

/// What changes where `before` stood (nullptr: no item) and `after` stands now; nullopt: nothing.
std::optional<StreamEvent> event_of(const Item* before, const Item* after);

/// Bytes of keys and images together, as SizeBytes.
std::size_t size_bytes(const StreamRecord& record);

/// A record as a row of the item store, and back: kCorrupt.
StoredItem encode(const StreamRecord& record, const RegionName& region);
Result<StreamRecord> decode_stream_record(std::uint64_t sequence, const StoredItem& row);

/// 21 digits; greater for later records, as text too.
std::string sequence_text(std::uint64_t sequence);
/// kValidation when `text` is no sequence number of ours.
Result<std::uint64_t> parse_sequence(std::string_view text);

}  // namespace lastwrite
