#include "tests/replicator/transport/grpc_end.h"
#include "tests/replicator/transport/transport_rig.h"

namespace lastwrite {
namespace {

class GrpcRig final : public TransportRig {
 public:
  GrpcRig() { introduce(); }
  Transport& a() override { return a_->transport(); }
  Transport& b() override { return b_->transport(); }
  void restart_b() override {
    b_.reset();
    b_ = make_b();
    introduce();
  }
  void run(std::function<void()> task) override { loop_.run(std::move(task)); }
  bool eventually(std::function<bool()> holds) override {
    return loop_.eventually(std::move(holds));
  }

 private:
  std::unique_ptr<GrpcEnd> make_b() {
    return std::make_unique<GrpcEnd>(loop_, kB, std::vector{kA});
  }
  void introduce() {
    a_->find(kB, b_->address());
    b_->find(kA, a_->address());
  }

  LiveLoop loop_;
  std::unique_ptr<GrpcEnd> a_ = std::make_unique<GrpcEnd>(loop_, kA, std::vector{kB});
  std::unique_ptr<GrpcEnd> b_ = make_b();
};

}  // namespace

std::unique_ptr<TransportRig> make_grpc_rig() {
  return std::make_unique<GrpcRig>();
}

}  // namespace lastwrite
