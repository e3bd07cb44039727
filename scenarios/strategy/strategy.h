// SEAM: how a client turns "add 1 to this item" (or "put this value") into requests.
//
// A strategy is pure: it names the steps of an attempt and makes its requests. Whoever runs the
// attempt (scenarios/experiment/attempt_runner.h) goes through the steps, sends the requests, and
// holds all that changes; after a failed condition it comes again with a new attempt.
//
//   steps() of version-check    {kRead, kThink, kWrite}
//   write(attempt, held)        put of version 8 on the condition `version = 7`
//
// Threading: immutable, shared by all clients.
#pragma once

#include <optional>
#include <span>

#include "scenarios/strategy/attempt.h"
#include "scenarios/strategy/step.h"

namespace lastwrite {

class Strategy {
 public:
  virtual ~Strategy() = default;

  /// What an attempt does, in order. With kRead, what is read is what the write derives from.
  virtual std::span<const Step> steps() const = 0;

  /// The region that all requests of the attempt go to.
  virtual RegionName target(const Attempt& attempt) const {
    return attempt.roams_to.value_or(attempt.client_region);
  }

  /// The key of the item that is read and written. It differs from the workload's key where a
  /// strategy keeps several items for one key.
  virtual Item item_key(const Attempt& attempt) const { return attempt.key; }

  /// The write of this attempt. `held` is what the read returned (empty without one).
  virtual WriteRequest write(const Attempt& attempt, const GetItemOutput& held) const = 0;

  /// The lease of this attempt: asked for at step kLease, and again when it is given back.
  virtual std::optional<Lease> lease(const Attempt&) const { return std::nullopt; }
};

}  // namespace lastwrite
