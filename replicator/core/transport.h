// SEAM: carries messages between regions. May lose, duplicate and reorder them; the core makes up
// for it.
//
// Implementations: GrpcTransport (live), ShapedTransport (a link model over any other),
// LoopbackTransport (one process). Threading: all calls, both ways, on the region's loop.
#pragma once

#include "region/base/ids.h"
#include "region/base/result.h"
#include "replicator/core/message.h"

namespace lastwrite {

class Transport {
 public:
  /// Who is told of arrivals. Never called inside send() or reset().
  class Receiver {
   public:
    virtual ~Receiver() = default;
    virtual void on_message(const RegionName& from, Message message) = 0;
    /// The way to and from `peer` works (again): what was under way before may be lost.
    virtual void on_peer_up(const RegionName& peer) = 0;
    /// Nothing is heard of `peer` until on_peer_up(). Tells those who ask how things stand; changes
    /// nothing.
    virtual void on_peer_down(const RegionName&) {}
    /// The peer refuses this region for good (another protocol version, a wrong name).
    virtual void on_refused(const RegionName& peer, const Error& why) = 0;
  };

  virtual ~Transport() = default;

  /// Begins delivering to `receiver`. Called once, before any send().
  virtual void start(Receiver& receiver) = 0;
  /// Sends if there is a connection, else drops.
  virtual void send(const RegionName& to, Message message) = 0;
  /// Forgets what was sent to `to` as an origin and has not left yet: it is about to be sent again.
  /// What was sent as a receiver (subscriptions, acknowledgements) stays.
  virtual void reset(const RegionName& to) = 0;
};

}  // namespace lastwrite
