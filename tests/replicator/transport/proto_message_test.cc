#include "replicator/transport/proto_message.h"

#include <gtest/gtest.h>

#include "proto/replication.pb.h"
#include "region/value/item_size.h"
#include "tests/replicator/transport/sample_messages.h"
#include "tests/support/property.h"
#include "tests/support/value_generators.h"

namespace lastwrite {
namespace {

using WireText = v1::ReplicationMessage;

rc::Gen<ChangeRecord> any_record() {
  return rc::gen::exec([] {
    ChangeRecord record;
    record.sequence = *rc::gen::arbitrary<std::uint64_t>();
    record.table = TableName(*any_text());
    record.key = ItemKey{*any_bytes()};
    record.stamp = {WallTime{*rc::gen::arbitrary<std::int64_t>()},
                    *rc::gen::arbitrary<std::uint32_t>(),
                    *rc::gen::element(RegionName("a-1"), RegionName("b-1"))};
    if (*rc::gen::arbitrary<bool>()) record.item = *any_item(2);
    record.observer = {OperationId{*rc::gen::arbitrary<std::uint64_t>()},
                       TrueTime{*rc::gen::arbitrary<std::int64_t>()},
                       Duration(*rc::gen::arbitrary<std::int64_t>())};
    return record;
  });
}

std::vector<ChangeRecord> some_records() {
  return *rc::gen::resize(4, rc::gen::container<std::vector<ChangeRecord>>(any_record()));
}
std::uint64_t any_count() {
  return *rc::gen::arbitrary<std::uint64_t>();
}

Message any_message() {
  switch (*rc::gen::inRange(0, 6)) {
    case 0:
      return Subscribe{any_count(), any_count()};
    case 1:
      return Records{any_count(), some_records(),
                     *rc::gen::arbitrary<std::vector<std::uint64_t>>()};
    case 2:
      return Acknowledge{any_count(), any_count(), any_count()};
    case 3:
      return Heartbeat{any_count(), any_count(), any_count()};
    case 4:
      return SnapshotChunk{any_count(),
                           any_count(),
                           any_count(),
                           some_records(),
                           *rc::gen::arbitrary<bool>(),
                           any_count(),
                           *rc::gen::arbitrary<bool>(),
                           {TableName("Orders")}};
    default:
      return SnapshotAcknowledge{any_count(), any_count()};
  }
}

Result<Message> over_the_wire(const Message& message) {
  WireText sent;
  to_proto(message, &sent);
  WireText received;
  EXPECT_TRUE(received.ParseFromString(sent.SerializeAsString()));
  return message_from_proto(received);
}

TEST(ProtoMessage, EveryMessageComesBackAsItWas) {
  expect_property([] {
    const Message message = any_message();
    const Result<Message> back = over_the_wire(message);
    RC_ASSERT(back.has_value());
    RC_ASSERT(same(*back, message));
  });
}

TEST(ProtoMessage, TheSamplesComeBackAsTheyWere) {
  for (const Message& message : sample_messages())
    EXPECT_TRUE(same(*over_the_wire(message), message));
}

TEST(ProtoMessage, AnEmptyItemIsNoDelete) {
  const auto back =
      over_the_wire(Records{1, {sample_record(1, Item{}), sample_record(2, std::nullopt)}, {}});
  EXPECT_EQ(std::get<Records>(*back).records[0].item, Item{});
  EXPECT_EQ(std::get<Records>(*back).records[1].item, std::nullopt);
}

TEST(ProtoMessage, TheDeepestItemIsReadAsGrpcReads) {
  AttributeValue deep("x");
  for (int i = 0; i < kNestingLevelsMax; ++i) deep = AttributeValue(Map{{"a", std::move(deep)}});
  const Item item{{"id", "1"}, {"deep", std::move(deep)}};
  const auto back = over_the_wire(Records{1, {sample_record(1, item)}, {}});
  ASSERT_TRUE(back) << back.error().message;
  EXPECT_EQ(std::get<Records>(*back).records[0].item, item);
}

TEST(ProtoMessage, AMessageOfNoKnownKindIsAProtocolError) {
  WireText wire;
  EXPECT_EQ(message_from_proto(wire).error().code, ErrorCode::kProtocol);
  wire.mutable_hello();
  EXPECT_EQ(message_from_proto(wire).error().code, ErrorCode::kProtocol);
}

// Damages the one record of a message in one way.
void expect_corrupt(void (*damage)(v1::Record*)) {
  for (const Message& sound :
       {Message(Records{1, {sample_record(1, Item{{"id", "x"}})}, {}}),
        Message(SnapshotChunk{1, 1, 0, {sample_record(1, Item{{"id", "x"}})}, true, 1})}) {
    WireText wire;
    to_proto(sound, &wire);
    damage(wire.has_records() ? wire.mutable_records()->mutable_records(0)
                              : wire.mutable_snapshot_chunk()->mutable_records(0));
    const auto read = message_from_proto(wire);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, ErrorCode::kCorrupt) << read.error().message;
  }
}

TEST(ProtoMessage, ADamagedRecordIsCorrupt) {
  expect_corrupt([](v1::Record* record) { record->clear_stamp(); });
  expect_corrupt([](v1::Record* record) { record->mutable_stamp()->set_region("No Region"); });
  expect_corrupt([](v1::Record* record) {
    v1::Item item;
    item.add_attributes()->mutable_value()->set_n("not a number");
    record->set_item(item.SerializeAsString());
  });
  expect_corrupt([](v1::Record* record) {
    v1::Item item;
    item.add_attributes();
    record->set_item(item.SerializeAsString());
  });
  expect_corrupt([](v1::Record* record) { record->set_item("no item"); });
}

}  // namespace
}  // namespace lastwrite
