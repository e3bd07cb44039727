// One region's state as its operations see it. Each operation is a function of its own file:
//
//   Result<WriteOutput> put_item(Engine&, const PutItemInput&)           put_item.h
//   Result<WriteOutput> update_item(Engine&, const UpdateItemInput&)     update_item.h
//   Result<ApplyOutcome> apply_replicated(Engine&, const ChangeRecord&, Provenance)
//
// Operations run inside the store's open transaction and never commit: GroupCommit does, once for
// all operations of a turn. An operation that fails with a definite error has written nothing; any
// other error condemns the whole turn. Threading: the region's loop.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "region/base/clock.h"
#include "region/capacity/throttle.h"
#include "region/engine/catalog.h"
#include "region/engine/request_tokens.h"
#include "region/engine/tombstones.h"
#include "region/observer/observer.h"
#include "region/store/store.h"
#include "region/stream/streams.h"
#include "region/version/conflict.h"
#include "region/version/granularity.h"
#include "region/version/stamper.h"

namespace lastwrite {

struct EngineOptions {
  RegionName region;
  StampRule stamp_rule = StampRule::kWall;
  std::uint64_t new_generation = 1;  // what to call the store if it is new; random in live runs
  ConflictRule conflict_rule = lastwrite::decide;
  Granularity granularity = Granularity::kItem;
  std::vector<RegionName> peers = {};  // the other regions of the cluster
  bool throttle = false;  // tables with provisioned capacity refuse what goes beyond it
};

class Engine {
 public:
  /// Takes up what `store` holds. kCorrupt when that cannot be understood, or belongs to another
  /// region.
  static Result<std::unique_ptr<Engine>> open(const EngineOptions& options, Store& store,
                                              const Clock& clock, Observer& observer);

  /// Reads the state in memory anew from the store; call after a rollback.
  Result<void> reload();

  const RegionName& region() const { return options_.region; }
  /// The other regions of the cluster, as given.
  const std::vector<RegionName>& peers() const { return options_.peers; }
  std::uint64_t generation() const { return generation_; }
  /// Sequence of the last change accepted here, committed or about to be.
  std::uint64_t head() const { return head_; }
  std::uint64_t take_sequence() { return ++head_; }

  /// What becomes of `incoming` where `stored` stands.
  Decision decide(const std::optional<Stamp>& stored, const Stamp& incoming) const {
    return options_.conflict_rule(stored, incoming);
  }

  ConflictRule conflict_rule() const { return options_.conflict_rule; }
  Granularity granularity() const { return options_.granularity; }

  /// Tables wait for something to be done in the background: erased, filled. Asked after each
  /// turn, which ends the note.
  void note_table_work() { table_work_ = true; }
  bool take_table_work() { return std::exchange(table_work_, false); }

  Store& store() { return store_; }
  Catalog& catalog() { return catalog_; }
  Stamper& stamper() { return stamper_; }
  RequestTokens& request_tokens() { return request_tokens_; }
  Tombstones& tombstones() { return tombstones_; }
  Streams& streams() { return streams_; }
  Observer& observer() { return observer_; }
  /// nullptr: nothing is refused for want of capacity (throughput.h).
  Throttle* throttle() { return throttle_ ? &*throttle_ : nullptr; }
  const Clock& clock() const { return clock_; }

 private:
  Engine(const EngineOptions& options, Store& store, const Clock& clock, Observer& observer);

  Result<void> claim_store();
  Result<void> resume_stamps();

  EngineOptions options_;
  Store& store_;
  const Clock& clock_;
  Observer& observer_;
  Catalog catalog_;
  Stamper stamper_;
  RequestTokens request_tokens_;
  Tombstones tombstones_;
  Streams streams_;
  std::optional<Throttle> throttle_;
  std::uint64_t generation_ = 0;
  std::uint64_t head_ = 0;
  bool table_work_ = true;  // what an earlier process left
};

}  // namespace lastwrite
