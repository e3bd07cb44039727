// Decides when each message over one ordered link arrives: pure arithmetic on a LinkSpec, a random
// stream and the history of the link. Sends nothing itself.
//
//   LinkModel link(spec, seed.fork("link/a/b"));
//   Plan plan = link.plan(now, bytes, lane);      // plan.due, perhaps plan.duplicate_due
//
// Order: messages of one lane (one item) arrive in the order of sending, unless the spec's
// reordering strikes; lanes do not wait for one another, as partitions replicate in parallel in the
// real service (facts §0.5). Loss never swallows a message: it costs `retransmit` each time, as
// TCP's does. Threading: one owner.
#pragma once

#include <cstdint>
#include <map>
#include <optional>

#include "region/base/random.h"
#include "replicator/link/link_spec.h"

namespace lastwrite {

/// What has to arrive in order: all messages of one item share a lane.
enum class Lane : std::uint64_t { kNone = 0 };

/// How long one message takes over a link that sends at once: latency, pipeline, jitter and losses.
/// Draws from `random` in this order.
Duration travel_time(const LinkSpec& spec, Random& random);

class LinkModel {
 public:
  struct Plan {
    TrueTime due;
    std::optional<TrueTime> duplicate_due;
  };

  /// `random` is for what has a lane. What has none draws from a fork of it: how often a receiver
  /// acknowledges changes no record's delay.
  LinkModel(LinkSpec spec, Random random)
      : spec_(std::move(spec)), random_(random), unordered_random_(random.fork("no lane")) {}

  /// Replaces the spec; messages planned before keep their times.
  void set(LinkSpec spec) { spec_ = std::move(spec); }
  const LinkSpec& spec() const { return spec_; }

  /// When a message of `bytes` handed over at `now` arrives. Requires: not paused, not partitioned.
  Plan plan(TrueTime now, std::size_t bytes, Lane lane);

 private:
  TrueTime transmit(TrueTime now, std::size_t bytes);
  void forget_past_lanes(TrueTime now);

  LinkSpec spec_;
  Random random_;
  Random unordered_random_;
  TrueTime busy_until_{INT64_MIN};
  std::map<Lane, TrueTime> last_due_;  // of lanes with messages still under way
  std::size_t sweep_at_ = 1024;
};

}  // namespace lastwrite
