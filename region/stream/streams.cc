#include "region/stream/streams.h"

#include <algorithm>

#include "region/stream/stream_info_codec.h"

namespace lastwrite {
namespace {

constexpr char kStreamPrefix[] = "stream/";
constexpr std::size_t kReadStep = 50;  // rows at a time: bounds what is decoded in vain
constexpr int kKeyBytes = 8;

// Big end first, so that rows stand in the order of their sequences.
ItemKey row_key(std::uint64_t sequence) {
  std::string bytes;
  for (int shift = 8 * (kKeyBytes - 1); shift >= 0; shift -= 8)
    bytes += static_cast<char>(sequence >> shift & 0xff);
  return ItemKey{bytes};
}

std::uint64_t sequence_of(const ItemKey& key) {
  std::uint64_t sequence = 0;
  for (const char c : key.bytes) sequence = sequence << 8 | static_cast<unsigned char>(c);
  return sequence;
}

TableName rows_of(const StreamId& id) {
  return TableName(stream_store_name(id));
}

Result<std::vector<KeyedItem>> rows_after(Store& store, const StreamId& id, std::uint64_t after,
                                          std::size_t limit) {
  return store.items().range(rows_of(id), KeyRange{row_key(after + 1).bytes}, limit);
}

Result<void> keep(Store& store, const StreamId& id, const StreamInfo& info) {
  return store.facts().put(stream_store_name(id), encode(info));
}

void leave_out_unseen(StreamView view, StreamRecord& record) {
  const bool both = view == StreamView::kNewAndOldImages;
  if (!both && view != StreamView::kOldImage) record.old_image.reset();
  if (!both && view != StreamView::kNewImage) record.new_image.reset();
}

}  // namespace

Result<void> Streams::load(Store& store) {
  streams_.clear();
  const auto facts = store.facts().list(kStreamPrefix);
  if (!facts) return propagate(facts);
  for (const auto& [name, bytes] : *facts) {
    const auto id = parse_stream_store_name(name);
    if (!id) return propagate(id);
    auto info = decode_stream_info(bytes);
    if (!info) return fail(ErrorCode::kCorrupt, "{}: {}", name, info.error().message);
    const auto last = store.items().range(rows_of(*id), KeyRange{"", "", true}, 1);
    if (!last) return propagate(last);
    if (!last->empty()) info->head = sequence_of(last->front().first);
    streams_.emplace(*id, *std::move(info));
  }
  return {};
}

Result<Streams::Entry> Streams::ensure(Store& store, const StreamTable& table) {
  const StreamId id = stream_id(table.table, table.settings);
  const auto [entry, added] = streams_.try_emplace(id);
  if (!added) return entry;
  entry->second.view = table.settings.view;
  entry->second.key_schema = table.key_schema;
  if (const auto kept = keep(store, id, entry->second); !kept) return propagate(kept);
  return entry;
}

Result<void> Streams::open(Store& store, const StreamTable& table) {
  if (const auto known = ensure(store, table); !known) return propagate(known);
  return {};
}

Result<void> Streams::append(Store& store, const StreamTable& table, StreamRecord record,
                             const RegionName& region) {
  const Result<Entry> stream = ensure(store, table);
  if (!stream) return propagate(stream);
  StreamInfo& info = (*stream)->second;
  leave_out_unseen(info.view, record);
  record.sequence = info.head + 1;
  const auto put = store.items().put(rows_of((*stream)->first), row_key(record.sequence),
                                     encode(record, region));
  if (!put) return propagate(put);
  info.head = record.sequence;
  return {};
}

const StreamInfo* Streams::find(const StreamId& id) const {
  const auto found = streams_.find(id);
  return found == streams_.end() ? nullptr : &found->second;
}

Result<std::vector<StreamRecord>> Streams::read(Store& store, const StreamId& id,
                                                std::uint64_t after, std::size_t limit,
                                                std::size_t bytes_max) {
  std::vector<StreamRecord> records;
  std::size_t bytes = 0;
  while (records.size() < limit) {
    const std::size_t step = std::min(kReadStep, limit - records.size());
    const auto rows = rows_after(store, id, after, step);
    if (!rows) return propagate(rows);
    for (const auto& [key, row] : *rows) {
      auto record = decode_stream_record(sequence_of(key), row);
      if (!record) return propagate(record);
      bytes += size_bytes(*record);
      if (!records.empty() && bytes > bytes_max) return records;
      after = record->sequence;
      records.push_back(*std::move(record));
    }
    if (rows->size() < step) break;
  }
  return records;
}

Result<void> Streams::learn_oldest(Store& store, Entry stream) {
  StreamInfo& info = stream->second;
  if (info.oldest_at || info.trimmed == info.head) return {};
  const auto first = rows_after(store, stream->first, info.trimmed, 1);
  if (!first) return propagate(first);
  if (!first->empty()) info.oldest_at = first->front().second.version.time;
  return {};
}

Result<std::size_t> Streams::trim_records(Store& store, Entry stream, const StreamTrim& what) {
  if (const auto learnt = learn_oldest(store, stream); !learnt) return propagate(learnt);
  StreamInfo& info = stream->second;
  if (!info.oldest_at || *info.oldest_at > what.before) return std::size_t{0};
  const auto rows = rows_after(store, stream->first, info.trimmed, what.limit);
  if (!rows) return propagate(rows);
  std::size_t trimmed = 0;
  for (const auto& [key, row] : *rows) {
    if (row.version.time > what.before) break;
    if (const auto r = store.items().erase(rows_of(stream->first), key); !r) return propagate(r);
    info.trimmed = sequence_of(key);
    ++trimmed;
  }
  info.oldest_at.reset();
  if (const auto kept = keep(store, stream->first, info); !kept) return propagate(kept);
  return trimmed;
}

// True when nothing is left of the stream and its day is over.
Result<bool> Streams::forget_closed(Store& store, Entry stream, const StreamTrim& what) {
  StreamInfo& info = stream->second;
  if (!info.closed_at) {
    info.closed_at = what.now;
    if (const auto kept = keep(store, stream->first, info); !kept) return propagate(kept);
  }
  if (info.trimmed != info.head || *info.closed_at > what.before) return false;
  const auto erased = store.facts().erase(stream_store_name(stream->first));
  if (!erased) return propagate(erased);
  return true;
}

Result<bool> Streams::trim(Store& store, const StreamTrim& what, IsOpen is_open) {
  bool more = false;
  for (auto stream = streams_.begin(); stream != streams_.end();) {
    const auto trimmed = trim_records(store, stream, what);
    if (!trimmed) return propagate(trimmed);
    more = more || *trimmed == what.limit;
    Result<bool> gone = false;
    if (!is_open(stream->first)) gone = forget_closed(store, stream, what);
    if (!gone) return propagate(gone);
    stream = *gone ? streams_.erase(stream) : std::next(stream);
  }
  return more;
}

}  // namespace lastwrite
