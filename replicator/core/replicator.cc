#include "replicator/core/replicator.h"

#include <algorithm>

namespace lastwrite {

// Hands each kind of message to the side it is for.
class Replicator::Router {
 public:
  explicit Router(Peer& peer) : peer_(peer) {}
  void operator()(Subscribe m) const { peer_.outbox->on_subscribe(m); }
  void operator()(Acknowledge m) const { peer_.outbox->on_acknowledge(m); }
  void operator()(SnapshotAcknowledge m) const { peer_.outbox->on_snapshot_acknowledge(m); }
  void operator()(Records m) const { peer_.inbox->on_records(std::move(m)); }
  void operator()(Heartbeat m) const { peer_.inbox->on_heartbeat(m); }
  void operator()(SnapshotChunk m) const { peer_.inbox->on_snapshot_chunk(std::move(m)); }

 private:
  Peer& peer_;
};

Replicator::Replicator(ReplicatorOptions options, Scheduler& scheduler, Transport& transport,
                       ChangeSource& source, ChangeSink& sink)
    : options_(std::move(options)), scheduler_(scheduler), transport_(transport), source_(source) {
  for (const RegionName& name : options_.peers) {
    Peer& peer = peers_[name];
    peer.outbox = std::make_unique<Outbox>(name, options_.limits, scheduler, transport, source);
    peer.inbox = std::make_unique<Inbox>(name, options_.limits, scheduler, transport, sink, source);
  }
}

Replicator::~Replicator() {
  scheduler_.cancel(heartbeat_);
}

void Replicator::start() {
  transport_.start(*this);
  beat();
}

void Replicator::on_log_grown() {
  for (auto& [name, peer] : peers_) peer.outbox->on_log_grown();
}

void Replicator::on_wanted() {
  for (auto& [name, peer] : peers_) peer.inbox->on_wanted();
}

std::vector<PeerProgress> Replicator::progress() const {
  std::vector<PeerProgress> all;
  for (const auto& [name, peer] : peers_) {
    all.push_back({name, peer.inbox->connected(), peer.outbox->acknowledged(),
                   peer.inbox->applied(), peer.outbox->subscribed()});
  }
  return all;
}

std::uint64_t Replicator::stable() const {
  std::uint64_t stable = source_.head();
  for (const auto& [name, peer] : peers_) stable = std::min(stable, peer.outbox->acknowledged());
  return stable;
}

bool Replicator::is_stable(const RegionName& origin, std::uint64_t sequence) const {
  const auto found = peers_.find(origin);
  return sequence <= (found == peers_.end() ? stable() : found->second.inbox->stable());
}

void Replicator::on_message(const RegionName& from, Message message) {
  const auto found = peers_.find(from);
  if (found != peers_.end()) std::visit(Router(found->second), std::move(message));
}

void Replicator::on_peer_up(const RegionName& peer) {
  const auto found = peers_.find(peer);
  if (found == peers_.end()) return;
  found->second.inbox->on_peer_up();
  found->second.outbox->on_peer_up();
}

void Replicator::on_peer_down(const RegionName& peer) {
  const auto found = peers_.find(peer);
  if (found != peers_.end()) found->second.inbox->on_peer_down();
}

void Replicator::on_refused(const RegionName& peer, const Error& why) {
  if (options_.on_refused) options_.on_refused(peer, why);
}

void Replicator::beat() {
  for (auto& [name, peer] : peers_) {
    if (peer.outbox->subscribed()) {
      transport_.send(name, Heartbeat{source_.generation(), source_.head(), stable()});
    }
  }
  heartbeat_ = scheduler_.call_after(options_.limits.heartbeat_interval, [this] { beat(); });
}

}  // namespace lastwrite
