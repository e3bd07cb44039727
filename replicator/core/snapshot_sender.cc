#include "replicator/core/snapshot_sender.h"

namespace lastwrite {

void SnapshotSender::start() {
  tables_.clear();
  restart();
}

void SnapshotSender::start(std::vector<TableName> tables, std::uint64_t cursor) {
  tables_ = std::move(tables);
  cursor_ = cursor;
  restart();
}

void SnapshotSender::restart() {
  active_ = true;
  ++number_;
  chunk_ = 0;
  last_sent_ = false;
  position_ = {};
  if (tables_.empty()) cursor_ = source_.head();
  send_chunk();
}

bool SnapshotSender::on_acknowledge(const SnapshotAcknowledge& message) {
  if (!active_ || message.snapshot != number_ || message.chunk != chunk_) return false;
  if (last_sent_) {
    active_ = false;
    return true;
  }
  ++chunk_;
  send_chunk();
  return false;
}

void SnapshotSender::send_chunk() {
  auto page = source_.snapshot(position_, tables_, limits_.snapshot_records_max);
  if (!page) return;  // an unreadable store: the peer's next subscription starts a new walk
  position_ = page->next;
  last_sent_ = page->last;
  transport_.send(peer_,
                  SnapshotChunk{source_.generation(), number_, chunk_, std::move(page->records),
                                page->last, cursor_, !tables_.empty()});
}

}  // namespace lastwrite
