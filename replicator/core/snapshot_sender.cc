#include "replicator/core/snapshot_sender.h"

namespace lastwrite {

void SnapshotSender::start(std::vector<TableName> asked) {
  whole_ = true;
  tables_ = std::move(asked);
  restart();
}

void SnapshotSender::start(std::vector<TableName> tables, std::uint64_t cursor) {
  whole_ = false;
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
  if (whole_) cursor_ = source_.head();
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
  const std::vector<TableName> all;
  auto page = source_.snapshot(position_, whole_ ? all : tables_, limits_.snapshot_records_max);
  if (!page) return;  // an unreadable store: the peer's next subscription starts a new walk
  position_ = page->next;
  last_sent_ = page->last;
  SnapshotChunk chunk{source_.generation(), number_, chunk_, std::move(page->records),
                      page->last,           cursor_, !whole_};
  if (chunk.last) chunk.tables = tables_;
  transport_.send(peer_, std::move(chunk));
}

}  // namespace lastwrite
