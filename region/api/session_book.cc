#include "region/api/session_book.h"

namespace lastwrite {

void SessionBook::note_read(const TableName& table, const ItemKey& key,
                            const std::optional<Stamp>& version) {
  if (current_.empty()) return;
  Reads& reads = sessions_[current_];
  if (!reads) reads = std::make_unique<LruMap<ItemId, Read>>(limits_.items);
  (*reads)[{table, key}] = {clock_.now(), version};
}

std::optional<Caller> SessionBook::take_caller(const TableName& table, const ItemKey& key) {
  if (current_.empty()) return std::nullopt;
  Caller caller{current_};
  Reads* const reads = sessions_.find(current_);
  if (reads == nullptr || !*reads) return caller;
  const ItemId item{table, key};
  if (const Read* const read = (*reads)->find(item)) {
    caller.derived = clock_.now() - read->at <= limits_.patience;
    if (caller.derived) caller.base = read->version;
    (*reads)->erase(item);
  }
  return caller;
}

}  // namespace lastwrite
