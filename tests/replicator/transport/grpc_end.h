// One region's end of replication over gRPC: transport and server on a free port, on a loop given.
// Threading: construct and destroy on the test's thread, while the loop runs.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "region/base/check.h"
#include "region/runtime/grpc_server.h"
#include "replicator/transport/grpc_transport.h"
#include "tests/support/live_loop.h"

namespace lastwrite {

class GrpcEnd {
 public:
  GrpcEnd(LiveLoop& loop, const RegionName& self, std::vector<RegionName> peers,
          std::uint32_t protocol = kReplicationProtocol, const std::optional<TlsIdentity>& tls = {})
      : loop_(loop) {
    loop_.run([&] {
      transport_ = std::make_unique<GrpcTransport>(self, std::move(peers), loop_.scheduler(),
                                                   Random(3), protocol, tls);
    });
    auto started = GrpcServer::start("127.0.0.1:0", {transport_->service()}, tls);
    LW_CHECK(started, "{}", started.error().message);
    server_ = std::move(*started);
  }
  /// As a region process ends: first the server, then the transport.
  ~GrpcEnd() {
    server_->stop();
    loop_.run([&] { transport_->stop(); });
    server_.reset();
    loop_.run([&] { transport_.reset(); });
  }

  GrpcTransport& transport() { return *transport_; }
  const std::string& address() const { return server_->address(); }
  void start(Transport::Receiver& receiver) {
    loop_.run([&] { transport_->start(receiver); });
  }
  void find(const RegionName& peer, const std::string& address) {
    loop_.run([&] { transport_->set_address(peer, address); });
  }

 private:
  LiveLoop& loop_;
  std::unique_ptr<GrpcTransport> transport_;
  std::unique_ptr<GrpcServer> server_;
};

}  // namespace lastwrite
