// The rigs that run in virtual time: loopback, and loopback under a link model.
#include "replicator/transport/loopback_transport.h"
#include "replicator/transport/shaped_transport.h"
#include "tests/replicator/transport/transport_rig.h"
#include "tests/support/manual_scheduler.h"

namespace lastwrite {
namespace {

class LoopbackRig : public TransportRig {
 public:
  Transport& a() override { return *a_; }
  Transport& b() override { return *b_; }
  void restart_b() override { b_ = &network_.join(kB); }
  void run(std::function<void()> task) override { task(); }
  bool eventually(std::function<bool()> holds) override {
    for (int i = 0; i < 10'000 && !holds(); ++i) scheduler_.run_for(1ms);
    return holds();
  }

 protected:
  ManualScheduler scheduler_;
  LoopbackNetwork network_{scheduler_};

 private:
  Transport* a_ = &network_.join(kA);
  Transport* b_ = &network_.join(kB);
};

class ShapedRig final : public LoopbackRig {
 public:
  ShapedRig() {
    shape(a_, LoopbackRig::a(), kB);
    shape(b_, LoopbackRig::b(), kA);
  }
  Transport& a() override { return *a_; }
  Transport& b() override { return *b_; }
  void restart_b() override {
    b_.reset();
    LoopbackRig::restart_b();
    shape(b_, LoopbackRig::b(), kA);
  }

 private:
  void shape(std::unique_ptr<ShapedTransport>& end, Transport& inner, const RegionName& to) {
    end = std::make_unique<ShapedTransport>(inner, scheduler_, scheduler_, Random(5));
    LinkSpec link;
    link.latency = Distribution::fixed(20ms);
    end->set_link(to, link);
  }

  std::unique_ptr<ShapedTransport> a_;
  std::unique_ptr<ShapedTransport> b_;
};

}  // namespace

std::unique_ptr<TransportRig> make_loopback_rig() {
  return std::make_unique<LoopbackRig>();
}
std::unique_ptr<TransportRig> make_shaped_rig() {
  return std::make_unique<ShapedRig>();
}

}  // namespace lastwrite
