#include "region/runtime/grpc_keep_alive.h"

#include <cstddef>
#include <new>

#include <grpcpp/grpcpp.h>

#include "proto/control.grpc.pb.h"

namespace lastwrite {
namespace {

// A channel takes hold of the callback threads with its first call, so one is made: to nobody, with
// no time to be answered in.
struct Held {
  std::unique_ptr<v1::ControlService::Stub> stub = v1::ControlService::NewStub(
      grpc::CreateChannel("unix-abstract:lastwrite-nobody", grpc::InsecureChannelCredentials()));
  grpc::ClientContext context;
  v1::StatusRequest request;
  v1::StatusResponse response;

  Held() {
    context.set_deadline(std::chrono::system_clock::now());
    stub->async()->GetStatus(&context, &request, &response, [](const grpc::Status&) {});
  }
};

}  // namespace

// Never destroyed: that is its purpose. In static storage, where leak checkers see what it holds.
void keep_grpc_running() {
  alignas(Held) static std::byte storage[sizeof(Held)];
  static const Held* const kHeld = new (storage) Held;
  (void)kHeld;
}

}  // namespace lastwrite
