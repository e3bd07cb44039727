#include "replicator/core/inbox.h"

#include <algorithm>
#include <utility>

#include "region/base/check.h"

namespace lastwrite {

Inbox::Inbox(RegionName origin, const ReplicationLimits& limits, Scheduler& scheduler,
             Transport& transport, ChangeSink& sink, ChangeSource& own)
    : origin_(std::move(origin)),
      limits_(limits),
      scheduler_(scheduler),
      transport_(transport),
      sink_(sink),
      own_(own) {
  const auto cursor = sink_.cursor(origin_);
  LW_CHECK(cursor, "the cursor of {} cannot be read: {}", origin_, cursor.error().message);
  durable_ = *cursor;
  taken_ = SequenceTracker(durable_.sequence);
}

Inbox::~Inbox() {
  *alive_ = false;
  scheduler_.cancel(recovery_);
}

void Inbox::on_peer_up() {
  connected_ = true;
  finished_snapshot_ = 0;
  if (recovery_ == TimerId::kNone) subscribe();
}

void Inbox::subscribe() {
  auto wanted = sink_.wanted(origin_);
  if (wanted) asked_for_ = *std::move(wanted);  // an unreadable store: the next one asks again
  transport_.send(origin_, Subscribe{durable_.generation, durable_.sequence, asked_for_});
}

void Inbox::on_wanted() {
  if (!connected_ || recovery_ != TimerId::kNone) return;
  const auto wanted = sink_.wanted(origin_);
  if (wanted && !wanted->empty() && *wanted != asked_for_) subscribe();
}

// The origin's store is another than the one the cursor speaks of: count from its beginning.
void Inbox::adopt(std::uint64_t generation) {
  if (generation == durable_.generation) return;
  ++attempt_;
  durable_ = {generation, 0};
  taken_ = SequenceTracker(0);
  stable_ = origin_head_ = finished_snapshot_ = 0;
}

void Inbox::on_records(Records message) {
  if (recovery_ != TimerId::kNone) return;
  // Another store begins with a snapshot, never with records: these were under way when their
  // origin, or this region, lost its history. To count them would leave a gap for ever.
  const bool heard = durable_.generation != 0;
  if (heard && message.generation != durable_.generation) return recover_later();
  adopt(message.generation);
  std::vector<ChangeRecord> fresh;
  for (const std::uint64_t sequence : message.coalesced) taken_.take(sequence);
  for (ChangeRecord& record : message.records) {
    if (take(record)) fresh.push_back(std::move(record));
  }
  if (fresh.empty() && message.coalesced.empty()) return schedule_acknowledgement();
  const AppliedCursor cursor{message.generation, taken_.cursor()};
  sink_.apply(origin_, std::move(fresh), cursor, false,
              [this, alive = alive_, attempt = attempt_, cursor](Result<void> result) {
                if (*alive && attempt == attempt_) applied(cursor, std::move(result));
              });
}

// With all that it takes along: new if anything of it is.
bool Inbox::take(ChangeRecord& record) {
  bool fresh = taken_.take(record.sequence);
  for (const std::uint64_t sequence : record.replaces) fresh = taken_.take(sequence) || fresh;
  record.replaces.clear();
  return fresh;
}

void Inbox::on_snapshot_chunk(SnapshotChunk message) {
  if (recovery_ != TimerId::kNone) return;
  adopt(message.generation);
  // 1. The last chunk comes; its cursor is 20.  2. The tail follows; the cursor is 21.  3. The link
  // delivers the chunk once more. Its cursor must not count again: nobody would send 21 again.
  if (message.snapshot <= finished_snapshot_) return;
  if (message.last) finished_snapshot_ = message.snapshot;
  // Before the last chunk the cursor stays: a crash in between asks for the whole again.
  const bool moves = message.last && !message.partial;
  const auto cursor =
      moves ? std::optional(AppliedCursor{message.generation, message.cursor}) : std::nullopt;
  std::vector<ChangeRecord> records = std::move(message.records);
  message.records.clear();
  sink_.apply(origin_, std::move(records), cursor, true,
              [this, alive = alive_, attempt = attempt_, message](Result<void> result) {
                if (!*alive || attempt != attempt_) return;
                if (!result) return recover_later();
                chunk_applied(message);
              });
}

void Inbox::chunk_applied(const SnapshotChunk& message) {
  if (message.last) {
    if (!message.partial) snapshot_applied({message.generation, message.cursor});
    fill(message.tables);
  }
  transport_.send(origin_, SnapshotAcknowledge{message.snapshot, message.chunk});
}

// 1. Orders is asked for.  2. Carts is asked for too.  3. The answer to the first subscription
// comes: it says nothing of Carts.
void Inbox::fill(std::vector<TableName> tables) {
  std::erase_if(tables,
                [this](const TableName& table) { return std::erase(asked_for_, table) == 0; });
  if (!tables.empty()) sink_.filled(origin_, tables);
}

// A last chunk that comes a second time takes the cursor back, and the origin, which has heard of a
// later one, would never send what lies between: so the inbox says where it stands.
void Inbox::snapshot_applied(AppliedCursor cursor) {
  const bool back = cursor.generation == durable_.generation && cursor.sequence < durable_.sequence;
  durable_ = cursor;
  taken_ = SequenceTracker(cursor.sequence);
  if (back) recover_later();
}

void Inbox::on_heartbeat(const Heartbeat& message) {
  if (message.generation != durable_.generation) return;
  stable_ = std::max(stable_, message.stable);
  origin_head_ = std::max(origin_head_, message.head);
}

void Inbox::applied(AppliedCursor cursor, Result<void> result) {
  if (!result) return recover_later();
  durable_.sequence = std::max(durable_.sequence, cursor.sequence);
  origin_head_ = std::max(origin_head_, durable_.sequence);
  schedule_acknowledgement();
}

// Nothing of the failed batch is durable, so what was taken since the durable cursor must come
// again.
void Inbox::recover_later() {
  ++attempt_;
  taken_ = SequenceTracker(durable_.sequence);
  if (recovery_ != TimerId::kNone) return;
  recovery_ = scheduler_.call_after(limits_.apply_retry, [this] {
    recovery_ = TimerId::kNone;
    subscribe();
  });
}

// One acknowledgement for all that became durable in a turn of the loop.
void Inbox::schedule_acknowledgement() {
  if (acknowledgement_scheduled_) return;
  acknowledgement_scheduled_ = true;
  scheduler_.post([this, alive = alive_] {
    if (!*alive) return;
    acknowledgement_scheduled_ = false;
    transport_.send(origin_, Acknowledge{durable_.generation, durable_.sequence, own_.head()});
  });
}

}  // namespace lastwrite
