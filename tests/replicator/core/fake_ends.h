// What an outbox or inbox meets, as fakes: a source with a log of numbered changes, a sink that is
// told when to succeed, and a transport that keeps what is sent. Threading: one thread.
#pragma once

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "replicator/core/change_sink.h"
#include "replicator/core/transport.h"

namespace lastwrite {

/// Holds changes first_kept … head, one item each, each with a body of `body_bytes`.
class FakeSource final : public ChangeSource {
 public:
  std::uint64_t generation() const override { return 7; }
  std::uint64_t head() const override { return head_sequence; }
  Result<std::uint64_t> first() override { return first_kept; }
  Result<std::vector<ChangeRecord>> read(std::uint64_t after, std::size_t limit,
                                         std::size_t) override {
    if (unreadable) return fail(ErrorCode::kIo, "planned");
    std::vector<ChangeRecord> records;
    for (std::uint64_t s = std::max(after + 1, first_kept);
         s <= head_sequence && records.size() < limit; ++s) {
      records.push_back(record(s));
    }
    return records;
  }
  Result<SnapshotPage> snapshot(const SnapshotPosition& from, const std::vector<TableName>& tables,
                                std::size_t) override {
    walked = tables;
    SnapshotPage page;
    page.last = from.key.bytes == "page 2";
    page.next.key.bytes = from.key.bytes.empty() ? "page 1" : "page 2";
    if (!page.last) page.records.push_back(record(1));
    return page;
  }
  bool travels(const TableName& table) const override { return table != staying; }
  void on_coalesced(const RegionName&, const ChangeRecord& stale,
                    const ChangeRecord& newer) override {
    coalesced.emplace_back(stale.sequence, newer.sequence);
  }

  std::uint64_t head_sequence = 0;
  std::uint64_t first_kept = 1;
  std::size_t body_bytes = 0;
  std::uint64_t keys = UINT64_MAX;  // change s is of item s modulo this
  bool unreadable = false;
  TableName staying = TableName("Mine");            // does not travel
  std::set<std::uint64_t> changes_of_staying = {};  // sequences that are of it
  std::vector<TableName> walked = {};               // by the last snapshot
  std::vector<std::pair<std::uint64_t, std::uint64_t>> coalesced;

 private:
  ChangeRecord record(std::uint64_t sequence) const {
    ChangeRecord record;
    record.stamp.time = WallTime{static_cast<std::int64_t>(sequence)};
    record.sequence = sequence;
    if (changes_of_staying.contains(sequence)) record.table = staying;
    record.key.bytes = std::to_string(sequence % keys);
    record.item = Item{{"body", String(body_bytes, 'x')}};
    return record;
  }
};

class FakeSink final : public ChangeSink {
 public:
  struct Apply {
    std::vector<std::uint64_t> sequences;
    std::optional<AppliedCursor> cursor;
    bool backfill;
    Done done;
  };
  Result<AppliedCursor> cursor(const RegionName&) override { return durable; }
  void apply(const RegionName&, std::vector<ChangeRecord> records,
             std::optional<AppliedCursor> cursor, bool backfill, Done done) override {
    Apply& one = applies.emplace_back(Apply{{}, cursor, backfill, std::move(done)});
    for (const ChangeRecord& record : records) one.sequences.push_back(record.sequence);
  }
  Result<std::vector<TableName>> wanted(const RegionName&) override { return wants; }
  void filled(const RegionName&, const std::vector<TableName>& tables) override {
    std::erase_if(wants, [&](const TableName& table) {
      return std::find(tables.begin(), tables.end(), table) != tables.end();
    });
  }
  /// Ends the oldest apply under way.
  void finish(Result<void> result = {}) {
    Apply first = std::move(applies.front());
    applies.erase(applies.begin());
    first.done(std::move(result));
  }

  AppliedCursor durable;
  std::vector<Apply> applies;
  std::vector<TableName> wants;
};

class SentMessages final : public Transport {
 public:
  void start(Receiver&) override {}
  void send(const RegionName&, Message message) override { sent.push_back(std::move(message)); }
  void reset(const RegionName&) override { ++resets; }

  /// Takes what was sent: the messages of kind M, in order.
  template <typename M>
  std::vector<M> take() {
    std::vector<M> taken;
    for (Message& message : std::exchange(sent, {})) {
      if (auto* one = std::get_if<M>(&message)) taken.push_back(std::move(*one));
    }
    return taken;
  }
  /// Takes what was sent: the sequences of all records, in order.
  std::vector<std::uint64_t> take_sequences() {
    std::vector<std::uint64_t> sequences;
    for (const Records& message : take<Records>()) {
      for (const ChangeRecord& record : message.records) sequences.push_back(record.sequence);
    }
    return sequences;
  }

  std::vector<Message> sent;
  int resets = 0;
};

}  // namespace lastwrite
