// Replication of one region with all its peers: an Outbox and an Inbox for each, heartbeats, and
// what the region may forget because everybody has it. Holds no decisions of its own: it routes.
//
//   Replicator replicator(options, scheduler, transport, source, sink);
//   replicator.start();
//   replicator.on_log_grown();          // after every commit of local writes
//
// Threading: the region's loop.
#pragma once

#include <map>
#include <memory>
#include <vector>

#include "replicator/core/inbox.h"
#include "replicator/core/outbox.h"

namespace lastwrite {

struct ReplicatorOptions {
  std::vector<RegionName> peers;
  ReplicationLimits limits;
  absl::AnyInvocable<void(const RegionName& peer, const Error& why)> on_refused;
};

/// Replication with one peer at this moment.
struct PeerProgress {
  RegionName peer;
  bool connected = false;          // this region hears the peer
  std::uint64_t acknowledged = 0;  // the peer has applied this region's changes up to here
  std::uint64_t applied = 0;       // this region has applied the peer's changes up to here
  bool asked = false;              // the peer has said where it is, since this region started
};

class Replicator final : public Transport::Receiver {
 public:
  Replicator(ReplicatorOptions options, Scheduler& scheduler, Transport& transport,
             ChangeSource& source, ChangeSink& sink);
  ~Replicator() override;

  void start();
  void on_log_grown();
  /// The sink wants tables of peers that it did not want before.
  void on_wanted();

  std::vector<PeerProgress> progress() const;
  /// Sequence up to which every peer has applied this region's changes; the head when there are no
  /// peers.
  std::uint64_t stable() const;
  /// Whether every region has applied `origin`'s changes up to `sequence`, as far as is known here.
  bool is_stable(const RegionName& origin, std::uint64_t sequence) const;

  void on_message(const RegionName& from, Message message) override;
  void on_peer_up(const RegionName& peer) override;
  void on_peer_down(const RegionName& peer) override;
  void on_refused(const RegionName& peer, const Error& why) override;

 private:
  struct Peer {
    std::unique_ptr<Outbox> outbox;
    std::unique_ptr<Inbox> inbox;
  };
  class Router;

  void beat();

  ReplicatorOptions options_;
  Scheduler& scheduler_;
  Transport& transport_;
  ChangeSource& source_;
  std::map<RegionName, Peer> peers_;
  TimerId heartbeat_ = TimerId::kNone;
};

}  // namespace lastwrite
