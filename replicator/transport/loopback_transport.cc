#include "replicator/transport/loopback_transport.h"

namespace lastwrite {

class LoopbackNetwork::Member final : public Transport,
                                      public std::enable_shared_from_this<Member> {
 public:
  Member(LoopbackNetwork& network, RegionName name) : network_(&network), name_(std::move(name)) {}

  void start(Receiver& receiver) override {
    receiver_ = &receiver;
    for (auto& [peer, member] : network_->members_) {
      if (peer == name_ || !member->receiver_) continue;
      tell_up(*member, name_);
      tell_up(*this, peer);
    }
  }

  void send(const RegionName& to, Message message) override {
    if (!network_) return;
    const auto found = network_->members_.find(to);
    if (found == network_->members_.end()) return;
    network_->scheduler_.post(
        [member = found->second, from = name_, message = std::move(message)]() mutable {
          if (member->receiver_) member->receiver_->on_message(from, std::move(message));
        });
  }

  void reset(const RegionName&) override {}

  void detach() {
    network_ = nullptr;
    receiver_ = nullptr;
  }

 private:
  void tell_up(Member& whom, const RegionName& peer) {
    network_->scheduler_.post([member = whom.shared_from_this(), peer] {
      if (member->receiver_) member->receiver_->on_peer_up(peer);
    });
  }

  LoopbackNetwork* network_;
  RegionName name_;
  Receiver* receiver_ = nullptr;
};

LoopbackNetwork::LoopbackNetwork(Scheduler& scheduler) : scheduler_(scheduler) {}

LoopbackNetwork::~LoopbackNetwork() {
  for (auto& [name, member] : members_) member->detach();
}

Transport& LoopbackNetwork::join(const RegionName& name) {
  leave(name);
  return *members_.emplace(name, std::make_shared<Member>(*this, name)).first->second;
}

void LoopbackNetwork::leave(const RegionName& name) {
  const auto found = members_.find(name);
  if (found == members_.end()) return;
  found->second->detach();
  members_.erase(found);
}

}  // namespace lastwrite
