// The origin's side towards one peer: sends the log from the peer's cursor, keeps within a window
// of unacknowledged changes, starts over from the acknowledged cursor after a break, and sends a
// snapshot when the log no longer reaches back far enough.
//
//   outbox.on_subscribe({generation, cursor});   // the peer is there
//   outbox.on_log_grown();                       // after every commit
//   outbox.on_acknowledge({generation, cursor});
//
// Invariants: acknowledged() <= sent() <= head, and never decrease but by a new subscription
// (acknowledged) or a restart from the acknowledged cursor (sent). Memory: one window. Threading:
// the region's loop.
#pragma once

#include <deque>

#include "region/base/clock.h"
#include "region/base/scheduler.h"
#include "replicator/core/change_sink.h"
#include "replicator/core/limits.h"
#include "replicator/core/snapshot_sender.h"
#include "replicator/core/transport.h"

namespace lastwrite {

class Outbox {
 public:
  Outbox(RegionName peer, const ReplicationLimits& limits, Scheduler& scheduler,
         Transport& transport, ChangeSource& source);
  ~Outbox();

  void on_subscribe(const Subscribe& message);
  void on_acknowledge(const Acknowledge& message);
  void on_snapshot_acknowledge(const SnapshotAcknowledge& message);
  void on_log_grown();
  /// The connection is back: what was in flight may be lost.
  void on_peer_up();

  bool subscribed() const { return subscribed_; }
  std::uint64_t acknowledged() const { return acknowledged_; }
  std::uint64_t sent() const { return sent_; }
  std::size_t bytes_in_flight() const { return bytes_in_flight_; }

 private:
  struct InFlight {
    std::uint64_t sequence;
    std::size_t bytes;
  };

  void follow_from(std::uint64_t cursor);
  void pump();
  void pump_and_pause();
  bool send_next_batch();
  std::vector<std::uint64_t> take_what_stays(std::vector<ChangeRecord>& records) const;
  void start_over();
  void watch_for_stall();
  void forget_in_flight(std::uint64_t through);

  RegionName peer_;
  const ReplicationLimits& limits_;
  Scheduler& scheduler_;
  Transport& transport_;
  ChangeSource& source_;
  SnapshotSender snapshot_;
  bool subscribed_ = false;
  std::uint64_t acknowledged_ = 0;
  std::uint64_t sent_ = 0;
  std::deque<InFlight> in_flight_;
  std::size_t bytes_in_flight_ = 0;
  Duration stall_timeout_;
  TimerId stall_timer_ = TimerId::kNone;
  TimerId coalesce_timer_ = TimerId::kNone;  // of a window to combine in, or a pause
};

}  // namespace lastwrite
