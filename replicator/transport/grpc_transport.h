// Replication over gRPC: to each peer this region opens one Subscribe stream (and hears the peer's
// changes on it), and each peer opens one here. Broken streams are opened again with exponential
// backoff and jitter, 50 ms to 1 s. A peer that speaks another protocol is refused for good, with
// one sentence that both sides are told; so is a region that is no peer here, which alone is told
// and tries no more. Somebody else at a peer's address (a port that changed hands in a restart) is
// left again and tried later. What a peer says before start() is heard after it.
//
//   GrpcTransport transport(self, peers, loop, random);
//   GrpcServer::start(address, {transport.service(), …});
// With an identity the streams are over TLS, and a peer's certificate must bear the peer's name.
//
//   transport.set_address(RegionName("eu-west-1"), "127.0.0.1:40001");
//
// Threading: the loop; gRPC's own threads stay inside. `loop.post` must be callable from any
// thread.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "region/base/random.h"
#include "region/base/scheduler.h"
#include "region/base/tls_identity.h"
#include "replicator/core/transport.h"

namespace grpc {
class Service;
}

namespace lastwrite {

class GrpcTransport final : public Transport {
 public:
  GrpcTransport(RegionName self, std::vector<RegionName> peers, Scheduler& loop, Random random,
                std::uint32_t protocol = kReplicationProtocol, std::optional<TlsIdentity> tls = {});
  ~GrpcTransport() override;

  /// What the process's gRPC server must register.
  grpc::Service* service();
  /// Where `peer` listens; connects, again if the address changed.
  void set_address(const RegionName& peer, const std::string& address);

  void start(Receiver& receiver) override;
  void send(const RegionName& to, Message message) override;
  void reset(const RegionName&) override {}  // what is on a stream has left

  /// Ends all streams and waits until gRPC has let go of them. Requires: the server has stopped.
  void stop();

 private:
  class Core;
  std::shared_ptr<Core> core_;
};

}  // namespace lastwrite
