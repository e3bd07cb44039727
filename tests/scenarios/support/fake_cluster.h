// A cluster in memory for tests of the runner: last-writer-wins maps that replicate over the links
// they are given. It knows the updates that strategies use and no others, and never forgets a
// tombstone. Threading: one thread.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <set>

#include "scenarios/engine/cluster.h"
#include "scenarios/engine/scenario.h"
#include "tests/support/manual_scheduler.h"

namespace lastwrite {

namespace v1 {
class TraceEvent;
}

class FakeCluster final : public Cluster {
 public:
  FakeCluster(ManualScheduler& scheduler, const Scenario& scenario);
  ~FakeCluster() override;

  void set_link(const RegionName& from, const RegionName& to, const LinkSpec& link,
                Reply<void> reply) override;
  void set_clock(const RegionName& region, const ClockSkew& skew, Reply<void> reply) override;
  void step_clock(const RegionName& region, Duration delta, Reply<void> reply) override;
  void set_commit_delay(const RegionName& region, Duration delay, Reply<void> reply) override;
  void kill(const RegionName& region, CrashMode mode, Reply<void> reply) override;
  void restart(const RegionName& region, Reply<void> reply) override;
  void create_table(const CreateTableInput& input, Reply<void> reply) override;
  void set_time_to_live(const TimeToLiveInput& input, Reply<void> reply) override;
  void state(const RegionName& region, Reply<RegionState> reply) override;
  void versions(const RegionName& region, const TableName& table,
                Reply<std::vector<HeldVersion>> reply) override;
  RegionClient& client(const RegionName& region) override;

  /// Takes a region away as a crash would, which no fault has asked for.
  void crash(const RegionName& region) { down_.insert(region); }

  const LinkSpec& link(const RegionName& from, const RegionName& to) const {
    return links_.at({from, to});
  }
  Duration clock_offset(const RegionName& region) const;
  const ClockSkew& clock_skew(const RegionName& region) const { return skews_.at(region); }
  Duration commit_delay(const RegionName& region) const;
  std::vector<std::string> orders;  // the control calls, in order: "kill eu-west-1"
  /// What a region would write into its trace: Accept and Apply.
  std::function<void(const RegionName&, const v1::TraceEvent&)> on_event = {};

 private:
  class Region;
  friend class Region;

  void answer(const RegionName& region, Reply<void> reply);
  void replicate(const RegionName& from, const RegionName& to, std::uint64_t sequence);

  ManualScheduler& scheduler_;
  TableSpec table_;
  LinkMap links_;
  std::set<RegionName> down_;
  std::map<RegionName, ClockSkew> skews_;  // as last set
  std::map<RegionName, std::unique_ptr<Region>> regions_;
  Random random_{77};
};

}  // namespace lastwrite
