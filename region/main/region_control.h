// Carries out control requests on the parts of a region process. Threading: the region's loop.
#pragma once

#include <functional>

#include "region/api/region_services.h"
#include "region/base/skewed_clock.h"
#include "replicator/core/replicator.h"
#include "replicator/transport/grpc_transport.h"
#include "replicator/transport/shaped_transport.h"

namespace lastwrite {

class RegionControl final : public Control {
 public:
  RegionControl(GrpcTransport& transport, ShapedTransport& shaped, SkewedClock& clock,
                GroupCommit& commits, Engine& engine, ChangeSource& source,
                const Replicator& replicator, std::function<void()> stop);

  Result<void> set_peer(const v1::SetPeerRequest& request) override;
  Result<void> set_link(const v1::SetLinkRequest& request) override;
  Result<void> set_clock(const v1::SetClockRequest& request) override;
  Result<void> set_disk(const v1::SetDiskRequest& request) override;
  void status(v1::StatusResponse* response) override;
  void shut_down() override { stop_(); }

 private:
  GrpcTransport& transport_;
  ShapedTransport& shaped_;
  SkewedClock& clock_;
  GroupCommit& commits_;
  Engine& engine_;
  ChangeSource& source_;
  const Replicator& replicator_;
  std::function<void()> stop_;
};

}  // namespace lastwrite
