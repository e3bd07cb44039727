// Replication over one ordered pair of regions where links may be cut: what replicator/core sends
// again, acknowledges and drops, so that every record meets the delay that it meets there.
//
// Without cuts none of this shows, and lean_regions.h leaves it out: a record is sent once and
// arrives. With them, what a region sends again after a cut depends on which acknowledgements came
// through, and these on their own delays. Messages that are no records (acknowledgements,
// heartbeats, subscriptions) draw from a stream of their own, in the order in which they are sent.
//
//   LeanChannel channel(spec, random, items);
//   channel.send(now, 17, plan);            // two times at most; none while cut
//   channel.acknowledge(now, 5, back);      // at the receiver; `back`: the link the other way
//
// Threading: one owner.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

#include "region/base/random.h"
#include "replicator/core/sequence_tracker.h"
#include "replicator/link/link_model.h"

namespace lastwrite {

class LeanChannel {
 public:
  LeanChannel(const LinkSpec& spec, const Random& random)
      : records_(spec, random), spec_(spec), messages_random_(random.fork("no lane")) {}

  // --- the link from the origin
  // -------------------------------------------------------------------

  bool is_cut() const { return spec_.partitioned; }
  /// Requires: not cut.
  LinkModel::Plan plan_record(std::int64_t now, std::uint32_t item) {
    return records_.plan(TrueTime{now}, 0, static_cast<Lane>(std::uint64_t{item} + 1));
  }
  /// A message that is no record. Requires: not cut.
  LinkModel::Plan plan_message(std::int64_t now);
  /// Another spec from `now` on.
  void set(std::int64_t now, const LinkSpec& spec);

  /// What was sent before is dropped: records, or everything.
  std::uint32_t record_epoch = 0;
  std::uint32_t message_epoch = 0;

  // --- the origin's cursors
  // -------------------------------------------------------------------------

  std::uint64_t acknowledged(std::int64_t now);
  void follow_from(std::uint64_t cursor) { acknowledged_ = cursor; }

  // --- the receiver
  // ---------------------------------------------------------------------------------

  SequenceTracker taken;
  /// Something arrived at `now`; `back` is the channel of the other direction, which carries the
  /// answer.
  void received(std::int64_t now, LeanChannel& back);
  /// Sends what is to be acknowledged. Before anything else is sent over `back`, or changes it.
  void flush(LeanChannel& back);
  /// The way back was cut at `now`: acknowledgements on it are lost.
  void drop_acknowledgements(std::int64_t now);

 private:
  struct Acknowledgement {
    std::int64_t due;
    std::uint64_t cursor;
  };

  void beat_until(std::int64_t now);
  LinkModel::Plan draw(std::int64_t now);

  LinkModel records_;
  LinkSpec spec_;
  Random messages_random_;
  std::int64_t next_beat_ = 500'000'000;  // replicator/core/limits.h
  std::uint64_t acknowledged_ = 0;
  std::deque<Acknowledgement> under_way_;   // towards the origin
  std::optional<Acknowledgement> waiting_;  // to be sent: `due` is when
};

}  // namespace lastwrite
