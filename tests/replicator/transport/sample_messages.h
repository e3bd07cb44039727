// One message of every kind, with every field told apart, and what it means that two are the same.
// Threading: pure functions.
#pragma once

#include <string>
#include <tuple>
#include <variant>
#include <vector>

#include "replicator/core/message.h"

namespace lastwrite {

inline ChangeRecord sample_record(std::uint64_t sequence, std::optional<Item> item) {
  return {sequence,
          TableName("Orders"),
          ItemKey{std::string("k\0\xff", 3)},
          Stamp{WallTime{-7}, 3, RegionName("a-1")},
          std::move(item),
          {OperationId{99}, TrueTime{-123}, Duration(80)}};
}

inline ChangeRecord sample_record_by_attributes(std::uint64_t sequence, const Item& item) {
  ChangeRecord record = sample_record(sequence, item);
  record.attributes =
      AttributeStamps{{{"b", Stamp{WallTime{-8}, 1, RegionName("b-1")}}, {"n", record.stamp}},
                      Stamp{WallTime{-9}, 0, RegionName("a-1")}};
  record.replaces = {5, 6};
  return record;
}

/// Receivers' messages first, then origins'.
inline std::vector<Message> sample_messages() {
  const Item item{{"id", "é"},
                  {"n", Number(-5)},
                  {"b", Binary{std::string("\0\x80", 2)}},
                  {"l", List{Null{}, true}}};
  return {
      Subscribe{11, 12},
      Acknowledge{21, 22, 23},
      SnapshotAcknowledge{31, 32},
      Records{41,
              {sample_record(42, item), sample_record(43, std::nullopt), sample_record(44, Item{})},
              {45, 46}},
      Heartbeat{51, 52, 53},
      SnapshotChunk{
          61, 62, 63, {sample_record(0, item), sample_record_by_attributes(0, item)}, true, 64},
      SnapshotChunk{}};
}

struct SameFields {
  bool operator()(const Subscribe& a, const Subscribe& b) const {
    return std::tie(a.generation, a.cursor) == std::tie(b.generation, b.cursor);
  }
  bool operator()(const Records& a, const Records& b) const {
    return std::tie(a.generation, a.records, a.coalesced) ==
           std::tie(b.generation, b.records, b.coalesced);
  }
  bool operator()(const Acknowledge& a, const Acknowledge& b) const {
    return std::tie(a.generation, a.cursor, a.head) == std::tie(b.generation, b.cursor, b.head);
  }
  bool operator()(const Heartbeat& a, const Heartbeat& b) const {
    return std::tie(a.generation, a.head, a.stable) == std::tie(b.generation, b.head, b.stable);
  }
  bool operator()(const SnapshotChunk& a, const SnapshotChunk& b) const {
    return std::tie(a.generation, a.snapshot, a.chunk, a.records, a.last, a.cursor) ==
           std::tie(b.generation, b.snapshot, b.chunk, b.records, b.last, b.cursor);
  }
  bool operator()(const SnapshotAcknowledge& a, const SnapshotAcknowledge& b) const {
    return std::tie(a.snapshot, a.chunk) == std::tie(b.snapshot, b.chunk);
  }
  template <typename A, typename B>
  bool operator()(const A&, const B&) const {
    return false;
  }
};

inline bool same(const Message& a, const Message& b) {
  return std::visit(SameFields{}, a, b);
}

/// Ignores what a link adds to a record: the injected delay.
inline Message without_injected(Message message) {
  if (auto* records = std::get_if<Records>(&message)) {
    for (ChangeRecord& record : records->records) record.observer.injected = Duration(0);
  }
  return message;
}

}  // namespace lastwrite
