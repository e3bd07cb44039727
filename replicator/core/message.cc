#include "replicator/core/message.h"

#include "region/value/item_size.h"

namespace lastwrite {
namespace {

constexpr std::size_t kEnvelopeBytes = 32;
constexpr std::size_t kRecordOverheadBytes = 64;  // stamp, sequence, observer's tag

std::size_t stamps_bytes(const AttributeStamps& attributes) {
  constexpr std::size_t kStampBytes = 32;
  std::size_t bytes = attributes.removed_before ? kStampBytes : 0;
  for (const auto& [name, stamp] : attributes.stamps) bytes += name.size() + kStampBytes;
  return bytes;
}

struct BytesOf {
  std::size_t operator()(const Records& m) const { return of(m.records) + 8 * m.coalesced.size(); }
  std::size_t operator()(const SnapshotChunk& m) const { return of(m.records); }
  template <typename Small>
  std::size_t operator()(const Small&) const {
    return 0;
  }

  static std::size_t of(const std::vector<ChangeRecord>& records) {
    std::size_t bytes = 0;
    for (const ChangeRecord& record : records) bytes += record_bytes(record);
    return bytes;
  }
};

}  // namespace

bool is_from_origin(const Message& message) {
  return std::holds_alternative<Records>(message) || std::holds_alternative<Heartbeat>(message) ||
         std::holds_alternative<SnapshotChunk>(message);
}

std::size_t record_bytes(const ChangeRecord& record) {
  return kRecordOverheadBytes + record.table.text.size() + record.key.bytes.size() +
         (record.item ? item_size_bytes(*record.item) : 0) +
         (record.attributes ? stamps_bytes(*record.attributes) : 0);
}

std::size_t message_bytes(const Message& message) {
  return kEnvelopeBytes + std::visit(BytesOf{}, message);
}

}  // namespace lastwrite
