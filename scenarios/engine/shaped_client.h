// A client in one region that calls another: the request and the reply each pay the network of
// their direction (latency, jitter, retransmissions; not the replication pipeline, and a paused
// link, which holds back replication alone, lets clients pass). A partitioned direction swallows
// what is sent over it and what is on the way. In its own region nothing is added.
//
// Every call is answered within the timeout, with kTimeout at the latest: then the operation may or
// may not have happened. Later answers are dropped. Threading: one loop. May end while calls are
// open: those are then never answered.
#pragma once

#include <memory>

#include "region/base/random.h"
#include "region/base/scheduler.h"
#include "scenarios/engine/link_table.h"
#include "scenarios/engine/region_client.h"

namespace lastwrite {

/// How long a request, or its reply, takes over a link. Draws from `random`.
Duration client_transit(const LinkSpec& link, Random& random);

class ShapedClient final : public RegionClient {
 public:
  struct Way {
    RegionName from;  // where the client is
    RegionName to;
    Duration timeout{0};
  };

  /// `inner`, `links` and `scheduler` must outlive this.
  ShapedClient(RegionClient& inner, const LinkTable& links, Scheduler& scheduler, Way way,
               Random random);

  void get_item(const GetItemInput& input, Reply<GetItemOutput> reply) override;
  void put_item(const PutItemInput& input, Reply<WriteOutput> reply) override;
  void update_item(const UpdateItemInput& input, Reply<WriteOutput> reply) override;
  void delete_item(const DeleteItemInput& input, Reply<WriteOutput> reply) override;
  void transact_puts(const TransactPutsInput& input,
                     Reply<std::vector<WriteOutput>> reply) override;

 private:
  class Core;
  std::shared_ptr<Core> core_;
};

}  // namespace lastwrite
