// The way to one region process over gRPC: its data operations (without injected latency) and its
// control.
//
// Threading: the loop; gRPC's threads stay inside. Every call is answered exactly once, on the
// loop. The destructor cancels what is under way and waits for gRPC to let go: those replies
// (kUnavailable) come after it, if the loop still runs.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "region/base/scheduler.h"
#include "scenarios/engine/cluster.h"
#include "scenarios/engine/region_client.h"

namespace lastwrite {

class RegionConnection final : public RegionClient {
 public:
  /// `loop.post` must be callable from any thread. `deadline` bounds every call.
  RegionConnection(Scheduler& loop, const std::string& address, Duration deadline);
  ~RegionConnection() override;

  void get_item(const GetItemInput& input, Reply<GetItemOutput> reply) override;
  void put_item(const PutItemInput& input, Reply<WriteOutput> reply) override;
  void update_item(const UpdateItemInput& input, Reply<WriteOutput> reply) override;
  void delete_item(const DeleteItemInput& input, Reply<WriteOutput> reply) override;
  void transact_puts(const TransactPutsInput& input,
                     Reply<std::vector<WriteOutput>> reply) override;
  void create_table(const CreateTableInput& input, Reply<void> reply);
  void set_time_to_live(const TimeToLiveInput& input, Reply<void> reply);

  void set_peer(const RegionName& peer, const std::string& address, Reply<void> reply);
  void set_link(const RegionName& to, const LinkSpec& link, Reply<void> reply);
  void set_clock(const ClockSkew& skew, Reply<void> reply);
  void step_clock(Duration delta, Reply<void> reply);
  void set_commit_delay(Duration delay, Reply<void> reply);
  void state(Reply<RegionState> reply);
  /// The keys of its tables, as its last state told.
  const std::map<std::string, KeySchema>& key_schemas() const { return *key_schemas_; }
  void versions(const TableName& table, Reply<std::vector<HeldVersion>> reply);

 private:
  class Calls;
  std::shared_ptr<Calls> calls_;
  std::shared_ptr<std::map<std::string, KeySchema>> key_schemas_ =
      std::make_shared<std::map<std::string, KeySchema>>();
};

}  // namespace lastwrite
