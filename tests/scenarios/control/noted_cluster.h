// A cluster that notes what it is told and answers on the loop.
//
// Threading: the loop.
#pragma once

#include <string>
#include <vector>

#include "scenarios/engine/cluster.h"
#include "tests/support/manual_scheduler.h"

namespace lastwrite {

class NotedCluster final : public Cluster {
 public:
  explicit NotedCluster(ManualScheduler& loop) : loop_(loop) {}

  std::vector<std::string> take_calls() { return std::exchange(calls_, {}); }
  std::vector<std::string> tables = {};  // that every region says it has

  void set_link(const RegionName& from, const RegionName& to, const LinkSpec& link,
                Reply<void> reply) override {
    note(fmt::format("link {} {} {}{}{}", from, to, link.latency.to_text(),
                     link.partitioned ? " cut" : "", link.paused ? " paused" : ""),
         std::move(reply));
  }
  void set_clock(const RegionName& region, const ClockSkew& skew, Reply<void> reply) override {
    note(fmt::format("clock {} {}", region, duration_text(skew.offset)), std::move(reply));
  }
  void step_clock(const RegionName& region, Duration delta, Reply<void> reply) override {
    note(fmt::format("step {} {}", region, duration_text(delta)), std::move(reply));
  }
  void set_commit_delay(const RegionName&, Duration, Reply<void> reply) override {
    note("disk", std::move(reply));
  }
  void kill(const RegionName& region, CrashMode, Reply<void> reply) override {
    note(fmt::format("kill {}", region), std::move(reply));
  }
  void restart(const RegionName& region, Reply<void> reply) override {
    note(fmt::format("restart {}", region), std::move(reply));
  }
  void create_table(const CreateTableInput&, Reply<void> reply) override {
    note("table", std::move(reply));
  }
  void state(const RegionName& region, Reply<RegionState> reply) override {
    RegionState state;
    state.region = region;
    state.head = 7;
    state.peers = {{RegionName("eu"), true, 3, 20ms, 0}};
    state.tables = tables;
    loop_.post([state, reply = std::move(reply)]() mutable { reply(std::move(state)); });
  }
  void versions(const RegionName&, const TableName&,
                Reply<std::vector<HeldVersion>> reply) override {
    loop_.post([reply = std::move(reply)]() mutable { reply(std::vector<HeldVersion>()); });
  }
  RegionClient& client(const RegionName& region) override {
    LW_CHECK(false, "no client of {}", region);
    std::abort();
  }

 private:
  void note(std::string call, Reply<void> reply) {
    calls_.push_back(std::move(call));
    loop_.post([reply = std::move(reply)]() mutable { reply({}); });
  }

  ManualScheduler& loop_;
  std::vector<std::string> calls_;
};

}  // namespace lastwrite
