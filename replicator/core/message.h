// What regions say to one another, as values. The wire form is proto/replication.proto.
//
// Receiver to origin: Subscribe, Acknowledge, SnapshotAcknowledge.
// Origin to receiver: Records, Heartbeat, SnapshotChunk.
#pragma once

#include <cstdint>
#include <variant>
#include <vector>

#include "region/version/change_record.h"
#include "region/version/granularity.h"

namespace lastwrite {

/// Raised with every change that an older peer would misread; regions of different numbers refuse
/// each other.
inline constexpr std::uint32_t kReplicationProtocol = 3;

/// What a region says it speaks: one that resolves conflicts by attributes and one that does so by
/// items would misread each other as well.
constexpr std::uint32_t replication_protocol(Granularity granularity) {
  constexpr std::uint32_t kByAttributes = 1000;
  return kReplicationProtocol + (granularity == Granularity::kAttribute ? kByAttributes : 0);
}

/// "Send me what follows `cursor`, and before it all that you hold of `tables`." `generation` is
/// that of the origin's store as last heard; 0: never.
struct Subscribe {
  std::uint64_t generation = 0;
  std::uint64_t cursor = 0;
  std::vector<TableName> tables = {};  // new replicas of this receiver
};

/// Changes in the order of their sequences (a link may still deliver messages in another order).
struct Records {
  std::uint64_t generation = 0;
  std::vector<ChangeRecord> records;
  std::vector<std::uint64_t> coalesced;  // sequences whose item has a newer record in the same
                                         // message, or that are of tables which do not travel
};

/// "Everything up to `cursor` is applied and durable; my own log ends at `head`."
struct Acknowledge {
  std::uint64_t generation = 0;
  std::uint64_t cursor = 0;
  std::uint64_t head = 0;
};

/// Sent now and then by an origin. Up to `stable`, every peer has applied its changes.
struct Heartbeat {
  std::uint64_t generation = 0;
  std::uint64_t head = 0;
  std::uint64_t stable = 0;
};

/// A part of the origin's whole state, for a receiver whose cursor the log no longer reaches. After
/// the last chunk the tail follows from `cursor`. Records carry their origins' sequences; not only
/// the sender's.
struct SnapshotChunk {
  std::uint64_t generation = 0;
  std::uint64_t snapshot = 0;
  std::uint64_t chunk = 0;
  std::vector<ChangeRecord> records;
  bool last = false;
  std::uint64_t cursor = 0;
  bool partial = false;  // of the tables that the subscription named: the cursor stays
  std::vector<TableName> tables = {};  // with the last chunk: those that the subscription named
};

struct SnapshotAcknowledge {
  std::uint64_t snapshot = 0;
  std::uint64_t chunk = 0;
};

using Message =
    std::variant<Subscribe, Records, Acknowledge, Heartbeat, SnapshotChunk, SnapshotAcknowledge>;

/// Whether an origin sends it (records, heartbeats, snapshots), rather than a receiver.
bool is_from_origin(const Message& message);

/// About how many bytes a message takes on the wire, for bandwidth and flow control.
std::size_t message_bytes(const Message& message);
std::size_t record_bytes(const ChangeRecord& record);

}  // namespace lastwrite
