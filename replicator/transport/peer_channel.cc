#include "replicator/transport/peer_channel.h"

#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>

namespace lastwrite {
namespace {

std::shared_ptr<grpc::ChannelCredentials> credentials(const std::optional<TlsIdentity>& tls) {
  if (!tls) return grpc::InsecureChannelCredentials();
  return grpc::SslCredentials({tls->authority, tls->private_key, tls->certificate});
}

}  // namespace

std::shared_ptr<grpc::Channel> open_peer_channel(const RegionName& peer, const std::string& address,
                                                 const std::optional<TlsIdentity>& tls) {
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(-1);
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, 50);
  arguments.SetInt(GRPC_ARG_MIN_RECONNECT_BACKOFF_MS, 10'000);  // also the time to connect in
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 1000);
  if (tls) arguments.SetSslTargetNameOverride(peer.text);
  return grpc::CreateCustomChannel(address, credentials(tls), arguments);
}

}  // namespace lastwrite
