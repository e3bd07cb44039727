#include "replicator/transport/proto_message.h"

#include "proto/replication.pb.h"
#include "region/value/item_codec.h"
#include "region/version/proto_stamp.h"

namespace lastwrite {
namespace {

void record_to_proto(const ChangeRecord& record, v1::Record* out) {
  out->set_sequence(record.sequence);
  out->set_table(record.table.text);
  out->set_key(record.key.bytes);
  to_proto(record.stamp, out->mutable_stamp());
  if (record.item) out->set_item(encode_item(*record.item));
  out->set_operation(static_cast<std::uint64_t>(record.observer.operation));
  out->set_accepted_at_ns(record.observer.accepted_at.ns);
  out->set_injected_ns(record.observer.injected.count());
  if (record.attributes) to_proto(*record.attributes, out->mutable_attributes());
  for (const std::uint64_t sequence : record.replaces) out->add_replaces(sequence);
}

Result<ChangeRecord> record_from_proto(const v1::Record& in) {
  Result<Stamp> stamp = stamp_from_proto(in.stamp());
  if (!stamp) return propagate(stamp);
  ChangeRecord record;
  record.sequence = in.sequence();
  record.table = TableName(in.table());
  record.key = ItemKey{in.key()};
  record.stamp = std::move(*stamp);
  if (in.has_item()) {
    Result<Item> item = decode_item(in.item());
    if (!item)
      return fail(ErrorCode::kCorrupt, "the item of a record is damaged: {}", item.error().message);
    record.item = std::move(*item);
  }
  if (in.has_attributes()) {
    Result<AttributeStamps> attributes = stamps_from_proto(in.attributes());
    if (!attributes) return propagate(attributes);
    record.attributes = std::move(*attributes);
  }
  record.replaces.assign(in.replaces().begin(), in.replaces().end());
  record.observer = {static_cast<OperationId>(in.operation()), TrueTime{in.accepted_at_ns()},
                     Duration(in.injected_ns())};
  return record;
}

template <typename In>
Result<std::vector<ChangeRecord>> records_from_proto(const In& in) {
  std::vector<ChangeRecord> records;
  records.reserve(static_cast<std::size_t>(in.size()));
  for (const v1::Record& one : in) {
    Result<ChangeRecord> record = record_from_proto(one);
    if (!record) return propagate(record);
    records.push_back(std::move(*record));
  }
  return records;
}

struct ToProto {
  v1::ReplicationMessage* out;

  void operator()(const Subscribe& m) const {
    out->mutable_subscribe()->set_generation(m.generation);
    out->mutable_subscribe()->set_cursor(m.cursor);
    for (const TableName& table : m.tables) out->mutable_subscribe()->add_tables(table.text);
  }
  void operator()(const Records& m) const {
    v1::Records* to = out->mutable_records();
    to->set_generation(m.generation);
    for (const ChangeRecord& record : m.records) record_to_proto(record, to->add_records());
    for (const std::uint64_t sequence : m.coalesced) to->add_coalesced(sequence);
  }
  void operator()(const Acknowledge& m) const {
    out->mutable_acknowledge()->set_generation(m.generation);
    out->mutable_acknowledge()->set_cursor(m.cursor);
    out->mutable_acknowledge()->set_head(m.head);
  }
  void operator()(const Heartbeat& m) const {
    out->mutable_heartbeat()->set_generation(m.generation);
    out->mutable_heartbeat()->set_head(m.head);
    out->mutable_heartbeat()->set_stable(m.stable);
  }
  void operator()(const SnapshotChunk& m) const {
    v1::SnapshotChunk* to = out->mutable_snapshot_chunk();
    to->set_generation(m.generation);
    to->set_snapshot(m.snapshot);
    to->set_chunk(m.chunk);
    for (const ChangeRecord& record : m.records) record_to_proto(record, to->add_records());
    to->set_last(m.last);
    to->set_cursor(m.cursor);
    to->set_partial(m.partial);
    for (const TableName& table : m.tables) to->add_tables(table.text);
  }
  void operator()(const SnapshotAcknowledge& m) const {
    out->mutable_snapshot_acknowledge()->set_snapshot(m.snapshot);
    out->mutable_snapshot_acknowledge()->set_chunk(m.chunk);
  }
};

Message subscribe_message(const v1::Subscribe& in) {
  Subscribe message{in.generation(), in.cursor()};
  for (const std::string& table : in.tables()) message.tables.emplace_back(table);
  return message;
}

Result<Message> records_message(const v1::Records& in) {
  auto records = records_from_proto(in.records());
  if (!records) return propagate(records);
  return Message(Records{
      in.generation(), std::move(*records), {in.coalesced().begin(), in.coalesced().end()}});
}

Result<Message> snapshot_message(const v1::SnapshotChunk& in) {
  auto records = records_from_proto(in.records());
  if (!records) return propagate(records);
  SnapshotChunk chunk{in.generation(), in.snapshot(), in.chunk(),  std::move(*records),
                      in.last(),       in.cursor(),   in.partial()};
  for (const std::string& table : in.tables()) chunk.tables.emplace_back(table);
  return Message(std::move(chunk));
}

}  // namespace

void to_proto(const Message& message, v1::ReplicationMessage* out) {
  std::visit(ToProto{out}, message);
}

Result<Message> message_from_proto(const v1::ReplicationMessage& in) {
  switch (in.message_case()) {
    case v1::ReplicationMessage::kSubscribe:
      return subscribe_message(in.subscribe());
    case v1::ReplicationMessage::kRecords:
      return records_message(in.records());
    case v1::ReplicationMessage::kAcknowledge:
      return Message(Acknowledge{in.acknowledge().generation(), in.acknowledge().cursor(),
                                 in.acknowledge().head()});
    case v1::ReplicationMessage::kHeartbeat:
      return Message(
          Heartbeat{in.heartbeat().generation(), in.heartbeat().head(), in.heartbeat().stable()});
    case v1::ReplicationMessage::kSnapshotChunk:
      return snapshot_message(in.snapshot_chunk());
    case v1::ReplicationMessage::kSnapshotAcknowledge:
      return Message(SnapshotAcknowledge{in.snapshot_acknowledge().snapshot(),
                                         in.snapshot_acknowledge().chunk()});
    default:
      return fail(ErrorCode::kProtocol,
                  "a replication message of a kind this region does not know");
  }
}

}  // namespace lastwrite
