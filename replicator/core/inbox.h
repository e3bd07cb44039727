// The receiver's side towards one origin: subscribes from its durable cursor, drops what it already
// has, applies the rest, and acknowledges what is durable. Exactly-once effect: the cursor and the
// items commit together, and a change that comes again is recognised by its sequence or, at last,
// by its stamp. Threading: the region's loop.
#pragma once

#include <memory>

#include "region/base/scheduler.h"
#include "replicator/core/change_sink.h"
#include "replicator/core/limits.h"
#include "replicator/core/sequence_tracker.h"
#include "replicator/core/transport.h"

namespace lastwrite {

class Inbox {
 public:
  Inbox(RegionName origin, const ReplicationLimits& limits, Scheduler& scheduler,
        Transport& transport, ChangeSink& sink, ChangeSource& own);
  ~Inbox();

  /// The connection is (again) there: asks for what follows the durable cursor.
  void on_peer_up();
  void on_peer_down() { connected_ = false; }
  void on_records(Records message);
  void on_snapshot_chunk(SnapshotChunk message);
  void on_heartbeat(const Heartbeat& message);
  /// The sink wants tables that it did not want before: asks for them.
  void on_wanted();

  /// Everything up to here is applied and durable.
  std::uint64_t applied() const { return durable_.sequence; }
  /// Up to here, as the origin says, every region has applied its changes.
  std::uint64_t stable() const { return stable_; }
  bool connected() const { return connected_; }
  /// Whether everything is applied that the origin is known to have accepted.
  std::uint64_t origin_head() const { return origin_head_; }

 private:
  void subscribe();
  void chunk_applied(const SnapshotChunk& message);
  void fill(std::vector<TableName> tables);
  bool take(ChangeRecord& record);
  void adopt(std::uint64_t generation);
  void applied(AppliedCursor cursor, Result<void> result);
  void snapshot_applied(AppliedCursor cursor);
  void recover_later();
  void schedule_acknowledgement();

  RegionName origin_;
  const ReplicationLimits& limits_;
  Scheduler& scheduler_;
  Transport& transport_;
  ChangeSink& sink_;
  ChangeSource& own_;
  AppliedCursor durable_;
  SequenceTracker taken_;      // handed to the sink, durable or not yet
  std::uint64_t attempt_ = 0;  // counts recoveries: results of applies from before one are ignored
  std::vector<TableName> asked_for_;     // with the last subscription
  std::uint64_t finished_snapshot_ = 0;  // of this connection: the last one that came whole
  std::uint64_t stable_ = 0;
  std::uint64_t origin_head_ = 0;
  bool connected_ = false;
  bool acknowledgement_scheduled_ = false;
  TimerId recovery_ = TimerId::kNone;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

}  // namespace lastwrite
