// A cluster that notes what it is told and answers on the loop.
//
// Threading: the loop.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "scenarios/engine/cluster.h"
#include "tests/support/manual_scheduler.h"

namespace lastwrite {

// One region's client: keeps one item, whatever its key.
class NotedClient final : public RegionClient {
 public:
  NotedClient(ManualScheduler& loop, std::vector<std::string>& calls, RegionName region)
      : loop_(loop), calls_(calls), region_(std::move(region)) {}

  void get_item(const GetItemInput& input, Reply<GetItemOutput> reply) override {
    if (input.table.text != "T") return answer<GetItemOutput>(missing(), std::move(reply));
    answer<GetItemOutput>(held_, std::move(reply));
  }
  void put_item(const PutItemInput& input, Reply<WriteOutput> reply) override {
    write("put", input.item, std::move(reply));
  }
  void update_item(const UpdateItemInput& input, Reply<WriteOutput> reply) override {
    write("update", input.key, std::move(reply));
  }
  void delete_item(const DeleteItemInput&, Reply<WriteOutput> reply) override {
    write("delete", std::nullopt, std::move(reply));
  }
  void transact_puts(const TransactPutsInput&, Reply<std::vector<WriteOutput>> reply) override {
    answer<std::vector<WriteOutput>>(missing(), std::move(reply));
  }

 private:
  static Failure missing() {
    return Failure(Error{ErrorCode::kResourceNotFound, "there is no such table"});
  }
  void write(const std::string& kind, std::optional<Item> item, Reply<WriteOutput> reply) {
    calls_.push_back(fmt::format("{} {}", kind, region_));
    held_ = {std::move(item), Stamp{WallTime{++writes_}, 0, region_}};
    answer<WriteOutput>(WriteOutput{*held_.version, held_.item}, std::move(reply));
  }
  template <typename T>
  void answer(Result<T> result, Reply<T> reply) {
    loop_.post([result = std::move(result), reply = std::move(reply)]() mutable {
      reply(std::move(result));
    });
  }

  ManualScheduler& loop_;
  std::vector<std::string>& calls_;
  const RegionName region_;
  GetItemOutput held_;
  std::int64_t writes_ = 0;
};

class NotedCluster final : public Cluster {
 public:
  explicit NotedCluster(ManualScheduler& loop) : loop_(loop) {}

  std::vector<std::string> take_calls() { return std::exchange(calls_, {}); }
  std::vector<std::string> tables = {};  // that every region says it has
  std::set<RegionName> stopped = {};     // those that answer no question while they are in here

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
  void set_time_to_live(const TimeToLiveInput& input, Reply<void> reply) override {
    note("time to live " + input.attribute, std::move(reply));
  }
  void state(const RegionName& region, Reply<RegionState> reply) override {
    RegionState state;
    state.region = region;
    state.head = 7;
    state.peers = {{RegionName("eu"), true, 3, 20ms, 0}};
    state.tables = tables;
    if (stopped.contains(region)) {
      loop_.call_after(10s, [reply = std::move(reply)]() mutable {
        reply(fail(ErrorCode::kUnavailable, "it does not answer"));
      });
      return;
    }
    loop_.post([state, reply = std::move(reply)]() mutable { reply(std::move(state)); });
  }
  void versions(const RegionName&, const TableName&,
                Reply<std::vector<HeldVersion>> reply) override {
    loop_.post([reply = std::move(reply)]() mutable { reply(std::vector<HeldVersion>()); });
  }
  RegionClient& client(const RegionName& region) override {
    return clients_.try_emplace(region, loop_, calls_, region).first->second;
  }

 private:
  void note(std::string call, Reply<void> reply) {
    calls_.push_back(std::move(call));
    loop_.post([reply = std::move(reply)]() mutable { reply({}); });
  }

  ManualScheduler& loop_;
  std::vector<std::string> calls_;
  std::map<RegionName, NotedClient> clients_;
};

}  // namespace lastwrite
