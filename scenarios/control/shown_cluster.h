// A cluster whose console only looks: what somebody else does to the cluster (a run's faults) is
// done, and the console is told of it.
//
//   ShownCluster shown(cluster, control);
//   shown.set_link(us, eu, cut, reply);        // cluster has it; control.links() says so
//
// What a region says of itself (its clock, its backlog) the console asks it. Threading: the loop,
// which runs no reply of `cluster` after this is gone.
#pragma once

#include <utility>

#include "scenarios/control/cluster_control.h"

namespace lastwrite {

class ShownCluster final : public Cluster {
 public:
  ShownCluster(Cluster& cluster, ClusterControl& control) : cluster_(cluster), control_(control) {}

  void set_link(const RegionName& from, const RegionName& to, const LinkSpec& link,
                Reply<void> reply) override {
    control_.link_is({from, to}, link);
    cluster_.set_link(from, to, link, std::move(reply));
  }
  void kill(const RegionName& region, CrashMode mode, Reply<void> reply) override {
    control_.region_is_down(region, "killed");
    cluster_.kill(region, mode, std::move(reply));
  }
  void restart(const RegionName& region, Reply<void> reply) override {
    cluster_.restart(region,
                     [this, region, reply = std::move(reply)](Result<void> started) mutable {
                       if (started) control_.region_is_up(region);
                       reply(std::move(started));
                     });
  }

  void set_clock(const RegionName& region, const ClockSkew& skew, Reply<void> reply) override {
    cluster_.set_clock(region, skew, std::move(reply));
  }
  void step_clock(const RegionName& region, Duration delta, Reply<void> reply) override {
    cluster_.step_clock(region, delta, std::move(reply));
  }
  void set_commit_delay(const RegionName& region, Duration delay, Reply<void> reply) override {
    cluster_.set_commit_delay(region, delay, std::move(reply));
  }
  void create_table(const CreateTableInput& input, Reply<void> reply) override {
    cluster_.create_table(input, std::move(reply));
  }
  void set_time_to_live(const TimeToLiveInput& input, Reply<void> reply) override {
    cluster_.set_time_to_live(input, std::move(reply));
  }
  void state(const RegionName& region, Reply<RegionState> reply) override {
    cluster_.state(region, std::move(reply));
  }
  void versions(const RegionName& region, const TableName& table,
                Reply<std::vector<HeldVersion>> reply) override {
    cluster_.versions(region, table, std::move(reply));
  }
  RegionClient& client(const RegionName& region) override { return cluster_.client(region); }

 private:
  Cluster& cluster_;
  ClusterControl& control_;
};

}  // namespace lastwrite
