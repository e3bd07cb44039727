// Sends the whole state of this region, or that of some tables, to one peer, a chunk at a time,
// each after the acknowledgement of the one before. The tail of the log then follows from cursor(),
// which was the head when the walk began: changes made during the walk arrive twice or in another
// order, and last-writer-wins makes that harmless. Threading: the region's loop.
#pragma once

#include <optional>

#include "replicator/core/change_sink.h"
#include "replicator/core/limits.h"
#include "replicator/core/transport.h"

namespace lastwrite {

class SnapshotSender {
 public:
  SnapshotSender(const RegionName& peer, const ReplicationLimits& limits, Transport& transport,
                 ChangeSource& source)
      : peer_(peer), limits_(limits), transport_(transport), source_(source) {}

  /// Begins a new walk over everything, abandoning one under way; `asked` are those among it that
  /// the peer asked for.
  void start(std::vector<TableName> asked);
  /// Over these tables alone; the tail then follows from `cursor`.
  void start(std::vector<TableName> tables, std::uint64_t cursor);
  /// Begins the walk under way once more.
  void restart();
  void cancel() { active_ = false; }
  /// True when this acknowledges the last chunk: the peer now holds the whole.
  bool on_acknowledge(const SnapshotAcknowledge& message);

  bool active() const { return active_; }
  std::uint64_t cursor() const { return cursor_; }

 private:
  void send_chunk();

  const RegionName& peer_;
  const ReplicationLimits& limits_;
  Transport& transport_;
  ChangeSource& source_;
  bool active_ = false;
  std::uint64_t number_ = 0;
  std::uint64_t chunk_ = 0;
  std::uint64_t cursor_ = 0;
  bool last_sent_ = false;
  SnapshotPosition position_;
  bool whole_ = true;              // it walks over all tables
  std::vector<TableName> tables_;  // that were asked for
};

}  // namespace lastwrite
