#include "replicator/core/outbox.h"

#include <algorithm>

#include "replicator/core/coalesce.h"

namespace lastwrite {

Outbox::Outbox(RegionName peer, const ReplicationLimits& limits, Scheduler& scheduler,
               Transport& transport, ChangeSource& source)
    : peer_(std::move(peer)),
      limits_(limits),
      scheduler_(scheduler),
      transport_(transport),
      source_(source),
      snapshot_(peer_, limits, transport, source),
      stall_timeout_(limits.stall_timeout) {}

Outbox::~Outbox() {
  scheduler_.cancel(stall_timer_);
  scheduler_.cancel(coalesce_timer_);
}

void Outbox::on_subscribe(const Subscribe& message) {
  transport_.reset(peer_);
  subscribed_ = true;
  const bool known = message.generation == source_.generation();
  const std::uint64_t cursor = known ? message.cursor : 0;
  const auto first = source_.first();
  // A cursor of another store, or beyond the head, belongs to a history that was lost: begin anew,
  // and with the whole state, for the peer may have lost changes that this log has not.
  const bool lost = !known && message.generation != 0;
  if (!lost && first && cursor + 1 >= *first && cursor <= source_.head()) {
    snapshot_.cancel();
    if (message.tables.empty()) return follow_from(cursor);
    acknowledged_ = sent_ = cursor;
    forget_in_flight(UINT64_MAX);
    return snapshot_.start(message.tables, cursor);
  }
  acknowledged_ = sent_ = 0;
  forget_in_flight(UINT64_MAX);
  snapshot_.start(message.tables);
}

void Outbox::follow_from(std::uint64_t cursor) {
  acknowledged_ = sent_ = cursor;
  forget_in_flight(UINT64_MAX);
  pump();
}

void Outbox::on_acknowledge(const Acknowledge& message) {
  if (message.generation != source_.generation() || message.cursor <= acknowledged_ ||
      message.cursor > source_.head()) {
    return;
  }
  acknowledged_ = message.cursor;
  // An acknowledgement may overtake a restart: what the peer has need not be sent again.
  sent_ = std::max(sent_, acknowledged_);
  forget_in_flight(acknowledged_);
  stall_timeout_ = limits_.stall_timeout;
  scheduler_.cancel(stall_timer_);
  stall_timer_ = TimerId::kNone;
  pump();
}

void Outbox::on_snapshot_acknowledge(const SnapshotAcknowledge& message) {
  // What was acknowledged during a walk over some tables stays so.
  if (snapshot_.on_acknowledge(message)) follow_from(std::max(acknowledged_, snapshot_.cursor()));
}

void Outbox::on_log_grown() {
  const bool at_once = limits_.coalesce_window.count() == 0;
  if (at_once && limits_.send_pause.count() == 0) return pump();
  if (coalesce_timer_ != TimerId::kNone || sent_ == source_.head()) return;
  if (at_once) return pump_and_pause();
  coalesce_timer_ = scheduler_.call_after(limits_.coalesce_window, [this] {
    coalesce_timer_ = TimerId::kNone;
    pump();
  });
}

// The first change goes at once, and those of the pause behind it together: a message for each
// costs both regions more than the write itself. Where nothing can be sent (no peer, a full window)
// no timer waits either: an acknowledgement or a subscription pumps.
void Outbox::pump_and_pause() {
  const std::uint64_t before = sent_;
  pump();
  if (sent_ == before) return;
  coalesce_timer_ = scheduler_.call_after(limits_.send_pause, [this] {
    coalesce_timer_ = TimerId::kNone;
    pump_and_pause();
  });
}

void Outbox::on_peer_up() {
  if (!subscribed_) return;
  if (snapshot_.active()) return snapshot_.restart();
  start_over();
}

void Outbox::pump() {
  if (!subscribed_ || snapshot_.active() || coalesce_timer_ != TimerId::kNone) return;
  while (in_flight_.size() < limits_.window_records_max &&
         bytes_in_flight_ < limits_.window_bytes_max && send_next_batch()) {
  }
  watch_for_stall();
}

bool Outbox::send_next_batch() {
  if (sent_ >= source_.head()) return false;
  auto read = source_.read(sent_, limits_.batch_records_max, limits_.batch_bytes_max);
  if (!read) return false;  // an unreadable log: the stall timer tries again
  // What follows was trimmed in the meantime (a peer away for too long): only a snapshot closes the
  // gap.
  if (read->empty() || read->front().sequence != sent_ + 1) {
    snapshot_.start({});
    return false;
  }
  sent_ = read->back().sequence;
  for (const ChangeRecord& record : *read) {
    in_flight_.push_back({record.sequence, record_bytes(record)});
    bytes_in_flight_ += in_flight_.back().bytes;
  }
  Records message{source_.generation(), std::move(*read), {}};
  std::vector<std::uint64_t> staying = take_what_stays(message.records);
  if (limits_.coalesce_window.count() > 0) {
    message.coalesced =
        coalesce(message.records, [&](const ChangeRecord& stale, const ChangeRecord& newer) {
          source_.on_coalesced(peer_, stale, newer);
        });
  }
  message.coalesced.insert(message.coalesced.end(), staying.begin(), staying.end());
  transport_.send(peer_, std::move(message));
  return true;
}

// Changes of tables that no peer has: their numbers alone go on, so that the peer's count is whole.
std::vector<std::uint64_t> Outbox::take_what_stays(std::vector<ChangeRecord>& records) const {
  std::vector<std::uint64_t> staying;
  std::erase_if(records, [&](const ChangeRecord& record) {
    const bool stays = !source_.travels(record.table);
    if (stays) staying.push_back(record.sequence);
    return stays;
  });
  return staying;
}

void Outbox::start_over() {
  transport_.reset(peer_);
  sent_ = acknowledged_;
  forget_in_flight(UINT64_MAX);
  pump();
}

// A transport that loses messages silently (none of ours does while connected) would leave the peer
// waiting for ever: after a long silence, send again.
void Outbox::watch_for_stall() {
  if (stall_timer_ != TimerId::kNone || acknowledged_ == source_.head()) return;
  stall_timer_ = scheduler_.call_after(stall_timeout_, [this] {
    stall_timer_ = TimerId::kNone;
    stall_timeout_ = std::min(2 * stall_timeout_, limits_.stall_timeout_max);
    if (subscribed_ && !snapshot_.active()) start_over();
  });
}

void Outbox::forget_in_flight(std::uint64_t through) {
  while (!in_flight_.empty() && in_flight_.front().sequence <= through) {
    bytes_in_flight_ -= in_flight_.front().bytes;
    in_flight_.pop_front();
  }
}

}  // namespace lastwrite
