// Carries out control requests on the parts of a region process. Threading: the region's loop.
#pragma once

#include <functional>

#include "region/api/region_services.h"
#include "region/base/skewed_clock.h"
#include "region/node/region_node.h"
#include "replicator/transport/grpc_transport.h"

namespace lastwrite {

class RegionControl final : public Control {
 public:
  RegionControl(GrpcTransport& transport, RegionNode& node, SkewedClock& clock,
                std::function<void()> stop)
      : transport_(transport), node_(node), clock_(clock), stop_(std::move(stop)) {}

  Result<void> set_peer(const v1::SetPeerRequest& request) override;
  Result<void> set_link(const v1::SetLinkRequest& request) override;
  Result<void> set_clock(const v1::SetClockRequest& request) override;
  Result<void> set_disk(const v1::SetDiskRequest& request) override;
  void status(v1::StatusResponse* response) override;
  void shut_down() override { stop_(); }

 private:
  GrpcTransport& transport_;
  RegionNode& node_;
  SkewedClock& clock_;
  std::function<void()> stop_;
};

}  // namespace lastwrite
