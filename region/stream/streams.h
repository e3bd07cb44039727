// All streams of a region: those of its tables, and those of earlier settings and deleted tables
// while they can still be read.
//
//   const StreamTable orders{table.table, table.key_schema, *table.stream};
//   streams.append(store, orders, {.event = StreamEvent::kInsert, .at = now, .keys = …, …}, region)
//   streams.read(store, id, /*after=*/0, 100, 1'000'000)
//
// Keeps what it knows of each in memory as well as in the store's facts; load() after a rollback.
// Errors: those of the store, kCorrupt. Threading: the region's loop, in the open transaction.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include <absl/functional/function_ref.h>

#include "region/stream/stream_id.h"
#include "region/stream/stream_record.h"
#include "region/value/key_schema.h"

namespace lastwrite {

/// A table with an enabled stream.
struct StreamTable {
  const TableName& table;
  const KeySchema& key_schema;
  const StreamSettings& settings;
};

struct StreamInfo {
  StreamView view = StreamView::kNewAndOldImages;
  KeySchema key_schema = {};
  std::uint64_t trimmed = 0;               // through this sequence
  std::uint64_t head = 0;                  // sequence of the last record; 0: there was none
  std::optional<WallTime> closed_at = {};  // when trim() first found it closed
  std::optional<WallTime> oldest_at = {};  // of the first record, where that is known
};

/// What goes at a trim.
struct StreamTrim {
  WallTime before = {};  // what arrived no later than this
  WallTime now = {};
  std::size_t limit = 0;  // records
};

class Streams {
 public:
  /// Whether records may still be appended: the table has just this stream, enabled.
  using IsOpen = absl::FunctionRef<bool(const StreamId&)>;

  /// Reads what the store holds of all streams, in place of what was known.
  Result<void> load(Store& store);

  /// Makes the table's stream known.
  Result<void> open(Store& store, const StreamTable& table);

  /// Of `record`, the sequence is given here, and images that the view does not show are left out.
  Result<void> append(Store& store, const StreamTable& table, StreamRecord record,
                      const RegionName& region);

  /// nullptr: there is no such stream, or all of it is gone.
  const StreamInfo* find(const StreamId& id) const;
  const std::map<StreamId, StreamInfo>& all() const { return streams_; }

  /// Records with sequence > `after`, in order: at most `limit`, and no more once they exceed
  /// `bytes_max` together (but always one when there is one).
  static Result<std::vector<StreamRecord>> read(Store& store, const StreamId& id,
                                                std::uint64_t after, std::size_t limit,
                                                std::size_t bytes_max);

  /// Forgets old records, and closed streams of which nothing is left. True: there is more.
  Result<bool> trim(Store& store, const StreamTrim& what, IsOpen is_open);

 private:
  using Entry = std::map<StreamId, StreamInfo>::iterator;

  Result<Entry> ensure(Store& store, const StreamTable& table);
  Result<std::size_t> trim_records(Store& store, Entry stream, const StreamTrim& what);
  Result<void> learn_oldest(Store& store, Entry stream);
  Result<bool> forget_closed(Store& store, Entry stream, const StreamTrim& what);

  std::map<StreamId, StreamInfo> streams_;
};

}  // namespace lastwrite
