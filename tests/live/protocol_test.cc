// Two versions of Lastwrite that speak different replication protocols: both say so and neither
// guesses.
#include <future>
#include <optional>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "region/runtime/asio_scheduler.h"
#include "region/runtime/grpc_server.h"
#include "replicator/transport/grpc_transport.h"
#include "scenarios/live/region_connection.h"
#include "tests/live/support/complaint.h"
#include "tests/live/support/waiting.h"

namespace lastwrite {
namespace {

using ::testing::HasSubstr;

// A region "future" of another protocol, as far as replication sees one.
class FutureRegion final : public Transport::Receiver {
 public:
  FutureRegion()
      : transport_(RegionName("future"), {RegionName("present")}, loop_, Random(1),
                   kReplicationProtocol + 1) {
    server_ = std::move(*GrpcServer::start("127.0.0.1:0", {transport_.service()}));
    transport_.start(*this);
    thread_ = std::thread([this] { loop_.run(); });
  }
  ~FutureRegion() override {
    server_->stop();
    loop_.stop();
    thread_.join();
    transport_.stop();
  }

  void connect_to(const std::string& address) {
    loop_.post([this, address] { transport_.set_address(RegionName("present"), address); });
  }
  const std::string& address() const { return server_->address(); }
  AsioScheduler& loop() { return loop_; }
  /// Why the other side refused; empty when it has not in time.
  std::string refusal() {
    std::future<std::string> told = refused_.get_future();
    return told.wait_for(std::chrono::seconds(20)) == std::future_status::ready ? told.get() : "";
  }

  void on_message(const RegionName&, Message) override {}
  void on_peer_up(const RegionName&) override { ADD_FAILURE() << "two protocols must not meet"; }
  void on_refused(const RegionName&, const Error& why) override {
    if (!std::exchange(told_, true)) refused_.set_value(why.message);
  }

 private:
  AsioScheduler loop_;
  GrpcTransport transport_;
  std::unique_ptr<GrpcServer> server_;
  std::thread thread_;
  std::promise<std::string> refused_;
  bool told_ = false;
};

class OtherProtocol : public ::testing::Test {
 protected:
  std::vector<std::string> present(const std::string& peers) const {
    return {"region", "--name", "present", "--data", sandbox_.file("data"), "--peers", peers};
  }
  // One sentence that names both regions, both protocols and what to do; whichever side writes it.
  static auto names_both() {
    return testing::AllOf(
        HasSubstr(fmt::format("speaks replication protocol {}", kReplicationProtocol)),
        HasSubstr(fmt::format("speaks {}", kReplicationProtocol + 1)), HasSubstr("region present"),
        HasSubstr("region future"), HasSubstr("run the same version of lastwrite"));
  }
  static auto names_both_as_future_says() {
    return testing::AllOf(
        HasSubstr(fmt::format("speaks replication protocol {}", kReplicationProtocol + 1)),
        HasSubstr(fmt::format("speaks {}", kReplicationProtocol)), HasSubstr("region present"),
        HasSubstr("region future"), HasSubstr("run the same version of lastwrite"));
  }

  Sandbox sandbox_;
  FutureRegion future_;
};

TEST_F(OtherProtocol, EndsTheRegionThatConnects) {
  Program region(sandbox_, present("future=" + future_.address()));
  ASSERT_NE(region.wait_for_output("ready present "), "");
  Ended ended = region.wait();
  ended.out.clear();  // the ready line
  EXPECT_THAT(ended, complains(2, names_both_as_future_says()));
  EXPECT_THAT(future_.refusal(), names_both_as_future_says());
}

TEST_F(OtherProtocol, EndsTheRegionThatIsConnectedTo) {
  Program region(sandbox_, present("future"));
  const std::string ready = region.wait_for_output("ready present ");
  ASSERT_NE(ready, "");
  future_.connect_to(ready.substr(std::string("ready present ").size()));
  EXPECT_THAT(future_.refusal(), names_both());
  Ended ended = region.wait();
  ended.out.clear();
  EXPECT_THAT(ended, complains(2, names_both()));
}

}  // namespace
}  // namespace lastwrite
