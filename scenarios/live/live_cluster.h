// The regions of a live run: one child process for each, started together, connected to one
// another, killed and restarted by faults, stopped at the end.
//
//   LiveCluster cluster(options, loop);
//   cluster.start([&](Result<void> ready) { … });
//   …
//   cluster.stop([&] { loop.stop(); });
//
// Threading: the loop. Destruction kills what still runs: no region outlives this object, nor this
// process.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "region/runtime/asio_scheduler.h"
#include "scenarios/engine/cluster.h"

namespace lastwrite {

struct LiveClusterOptions {
  std::string executable;  // the lastwrite program
  std::vector<RegionName> regions;
  std::string data_directory;   // a store for each region; made, and the caller's to remove
  std::string trace_directory;  // empty: no traces
  std::string log_directory;
  bool logs_stay = true;  // a failure to start names the log only where it can be read later
  std::vector<std::string> region_arguments = {};  // such as --stamps hlc, for all regions
  /// Where to serve the DynamoDB API; may be empty.
  std::map<RegionName, std::string> api_listen = {};
  Duration ready_timeout{15'000'000'000};
  /// A region ended although nobody asked it to. Told on the loop.
  std::function<void(const RegionName&, const std::string& why)> on_region_lost = {};
};

class LiveCluster final : public Cluster {
 public:
  LiveCluster(LiveClusterOptions options, AsioScheduler& loop);
  ~LiveCluster() override;

  /// Starts all regions; answered once all serve and know one another, or with the first failure.
  void start(Reply<void> reply);
  /// Where a region that serves the DynamoDB API does so; "" where it does not.
  std::string api_address(const RegionName& region);
  /// The keys of the region's tables, as its last state told; none where it does not run.
  std::map<std::string, KeySchema> key_schemas(const RegionName& region);
  /// Asks all regions to stop and answers when they have, after 5 s by force.
  void stop(std::function<void()> done);

  void create_table(const CreateTableInput& input, Reply<void> reply) override;
  void set_time_to_live(const TimeToLiveInput& input, Reply<void> reply) override;
  void state(const RegionName& region, Reply<RegionState> reply) override;
  void versions(const RegionName& region, const TableName& table,
                Reply<std::vector<HeldVersion>> reply) override;
  RegionClient& client(const RegionName& region) override;

  void set_link(const RegionName& from, const RegionName& to, const LinkSpec& link,
                Reply<void> reply) override;
  void set_clock(const RegionName& region, const ClockSkew& skew, Reply<void> reply) override;
  void step_clock(const RegionName& region, Duration delta, Reply<void> reply) override;
  void set_commit_delay(const RegionName& region, Duration delay, Reply<void> reply) override;
  void kill(const RegionName& region, CrashMode mode, Reply<void> reply) override;
  void restart(const RegionName& region, Reply<void> reply) override;

 private:
  class Member;

  void introduce(Reply<void> reply);
  Member& member(const RegionName& region);

  LiveClusterOptions options_;
  AsioScheduler& loop_;
  std::map<RegionName, std::unique_ptr<Member>> members_;
};

}  // namespace lastwrite
