#include "region/runtime/grpc_server.h"

#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>

#include "region/runtime/grpc_keep_alive.h"

namespace lastwrite {

class GrpcServer::Running {
 public:
  explicit Running(std::unique_ptr<grpc::Server> server) : server_(std::move(server)) {}
  void stop() {
    server_->Shutdown(std::chrono::system_clock::now());
    server_->Wait();
  }

 private:
  std::unique_ptr<grpc::Server> server_;
};

namespace {

std::shared_ptr<grpc::ServerCredentials> credentials(const std::optional<TlsIdentity>& tls) {
  if (!tls) return grpc::InsecureServerCredentials();
  grpc::SslServerCredentialsOptions options(
      GRPC_SSL_REQUEST_AND_REQUIRE_CLIENT_CERTIFICATE_AND_VERIFY);
  options.pem_root_certs = tls->authority;
  options.pem_key_cert_pairs.push_back({tls->private_key, tls->certificate});
  return grpc::SslServerCredentials(options);
}

// gRPC takes port 99999 for 34463: what was asked for and is not what came is no address.
bool is_as_asked(const std::string& address, int port) {
  const std::string asked = address.substr(address.rfind(':') + 1);
  return port != 0 && (asked == "0" || asked == std::to_string(port));
}

}  // namespace

GrpcServer::GrpcServer() = default;
GrpcServer::~GrpcServer() {
  stop();
}

Result<std::unique_ptr<GrpcServer>> GrpcServer::start(const std::string& address,
                                                      const std::vector<grpc::Service*>& services,
                                                      const std::optional<TlsIdentity>& tls) {
  keep_grpc_running();
  grpc::ServerBuilder builder;
  int port = 0;
  builder.AddListeningPort(address, credentials(tls), &port);
  // Without this, a second process could share the port and take half of the first one's requests.
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  builder.SetMaxReceiveMessageSize(-1);
  for (grpc::Service* service : services) builder.RegisterService(service);
  std::unique_ptr<grpc::Server> server = builder.BuildAndStart();
  if (!server || !is_as_asked(address, port)) {
    return fail(ErrorCode::kUsage,
                "cannot listen on {}: the port is in use or the address is not this machine's; "
                "choose another "
                "or use port 0 for any free one",
                address);
  }
  std::unique_ptr<GrpcServer> started(new GrpcServer);
  started->running_ = std::make_unique<Running>(std::move(server));
  started->address_ = fmt::format("{}:{}", address.substr(0, address.rfind(':')), port);
  return started;
}

void GrpcServer::stop() {
  if (running_) running_->stop();
  running_.reset();
}

}  // namespace lastwrite
