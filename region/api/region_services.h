// The gRPC face of a region: data operations and control. Calls arrive on gRPC's threads, are
// translated there, run on the region's loop, and are answered from it.
//
//   RegionServices services(loop, commits, engine, control);
//   GrpcServer::start(address, services.all());
//
// Threading: construct and destroy on the loop, while the server is not running. `loop.post` must
// be callable from any thread.
#pragma once

#include <memory>
#include <vector>

#include "region/base/scheduler.h"
#include "region/engine/group_commit.h"

namespace grpc {
class Service;
}

namespace lastwrite {

namespace v1 {
class SetPeerRequest;
class SetLinkRequest;
class SetClockRequest;
class SetDiskRequest;
class StatusResponse;
}  // namespace v1

/// What the control service asks of the process around the engine. Called on the loop.
class Control {
 public:
  virtual ~Control() = default;
  virtual Result<void> set_peer(const v1::SetPeerRequest& request) = 0;
  virtual Result<void> set_link(const v1::SetLinkRequest& request) = 0;
  virtual Result<void> set_clock(const v1::SetClockRequest& request) = 0;
  virtual Result<void> set_disk(const v1::SetDiskRequest& request) = 0;
  virtual void status(v1::StatusResponse* response) = 0;
  virtual void shut_down() = 0;
};

class RegionServices {
 public:
  RegionServices(Scheduler& loop, GroupCommit& commits, Engine& engine, Control& control);
  ~RegionServices();

  std::vector<grpc::Service*> all();

 private:
  class Data;
  class Controls;
  std::unique_ptr<Data> data_;
  std::unique_ptr<Controls> controls_;
};

}  // namespace lastwrite
