// A gRPC server for a few services on one address. Threading: gRPC calls the services on its own
// threads.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "region/base/result.h"
#include "region/base/tls_identity.h"

namespace grpc {
class Service;
}

namespace lastwrite {

class GrpcServer {
 public:
  /// Listens on `address` such as "127.0.0.1:0" (0: any free port). kUsage when the address cannot
  /// be used. With an identity, over TLS, and only to those who show a certificate of its
  /// authority.
  static Result<std::unique_ptr<GrpcServer>> start(const std::string& address,
                                                   const std::vector<grpc::Service*>& services,
                                                   const std::optional<TlsIdentity>& tls = {});
  ~GrpcServer();

  /// "127.0.0.1:41234", with the port really used.
  const std::string& address() const { return address_; }
  /// Cancels what is under way and waits for its end.
  void stop();

 private:
  class Running;
  GrpcServer();
  std::unique_ptr<Running> running_;
  std::string address_;
};

}  // namespace lastwrite
