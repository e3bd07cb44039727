// Live regions as a test uses them: a LiveCluster on a loop of its own thread, asked in plain calls
// that wait for the answer.
//
//   LiveRegions regions(sandbox, {"a", "b"});
//   ASSERT_TRUE(regions.start());
//   Result<RegionState> state = regions.state("a");
//
// Threading: the test's thread; what is given to on_loop() runs on the loop's. Destruction kills
// what runs.
#pragma once

#include <future>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "scenarios/live/live_cluster.h"
#include "tests/live/support/sandbox.h"

namespace lastwrite {

class LiveRegions {
 public:
  LiveRegions(const Sandbox& sandbox, const std::vector<std::string>& names,
              const std::vector<std::string>& region_arguments = {});
  ~LiveRegions();

  /// Starts all regions and makes the table "Orders" with the key "orderId" in each.
  Result<void> start();
  Result<RegionState> state(const std::string& region);
  std::vector<RegionState> states();
  Result<std::vector<HeldVersion>> versions(const std::string& region);
  Result<WriteOutput> put(const std::string& region, const Item& item);
  Result<void> set_link(const std::string& from, const std::string& to, const LinkSpec& link);
  Result<void> kill(const std::string& region);
  Result<void> restart(const std::string& region);
  /// Waits until every region has applied all that every other one accepted.
  bool wait_until_quiet(Duration patience);

  LiveCluster& cluster() { return *cluster_; }
  AsioScheduler& loop() { return loop_; }
  const std::vector<RegionName>& names() const { return names_; }
  std::string trace_directory() const { return trace_directory_; }
  /// Runs `task` on the loop and waits until it has.
  void on_loop(const std::function<void()>& task);

  /// Starts a call on the loop and waits for its reply; kTimeout when none comes.
  template <typename T>
  Result<T> ask(absl::AnyInvocable<void(Reply<T>)> start) {
    auto promise = std::make_shared<std::promise<Result<T>>>();
    std::future<Result<T>> reply = promise->get_future();
    loop_.post([promise, start = std::move(start)]() mutable {
      start([promise](Result<T> result) { promise->set_value(std::move(result)); });
    });
    if (reply.wait_for(std::chrono::seconds(30)) != std::future_status::ready) {
      return fail(ErrorCode::kTimeout, "the cluster never answered");
    }
    return reply.get();
  }

 private:
  std::vector<RegionName> names_;
  std::string trace_directory_;
  AsioScheduler loop_;
  std::unique_ptr<LiveCluster> cluster_;
  std::thread thread_;
};

/// The table that start() makes.
inline const TableName kOrders{"Orders"};
KeySchema orders_key();

}  // namespace lastwrite
