// The regions of a simulated run: the same nodes as in live processes, on one virtual loop.
//
//   SimCluster cluster(setting);
//   cluster.start();
//   Experiment experiment(scenario, strategy, {scheduler, scheduler, cluster, trace}, …);
//
// Threading: one loop.
#pragma once

#include <map>
#include <memory>

#include "scenarios/engine/cluster.h"
#include "scenarios/sim/sim_region.h"

namespace lastwrite {

class SimCluster final : public Cluster {
 public:
  /// What a killed region takes to come back: about what a live process does.
  static constexpr Duration kBootTime = 300ms;

  explicit SimCluster(const SimSetting& setting);
  ~SimCluster() override;

  /// Boots all regions. Errors: those of stores in files.
  Result<void> start();

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
  SimRegion& region(const RegionName& name);
  void set_time_to_live_at(SimRegion& at, const TimeToLiveInput& input, Reply<void> reply);
  template <typename T, typename Work>
  void with(const RegionName& name, Reply<T> reply, Work work);

  const SimSetting& setting_;
  std::map<RegionName, std::unique_ptr<SimRegion>> regions_;
};

}  // namespace lastwrite
