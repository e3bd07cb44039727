// The channel to one peer: how often it tries to connect, and whom it believes.
//
// Threading: any thread.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "region/base/ids.h"
#include "region/base/tls_identity.h"

namespace grpc {
class Channel;
}

namespace lastwrite {

/// With an identity over TLS: the peer's certificate must be one of its authority and bear the
/// peer's name, whatever the address. (Of those who connect here the server asks a certificate of
/// the authority, not a name: the authority decides who may hear this region's changes.)
std::shared_ptr<grpc::Channel> open_peer_channel(const RegionName& peer, const std::string& address,
                                                 const std::optional<TlsIdentity>& tls);

}  // namespace lastwrite
