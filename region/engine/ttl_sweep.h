// Deletes items whose time to live is over: walks all tables that have one, a few items at a time.
//
//   TtlSweep sweep;
//   Result<TtlSweep::Step> step = sweep.step(engine, 500);   // deletes up to 500, looks at 500
//   step->finished                                           // all tables have been walked
//
// An item's time is over when its attribute is a number of seconds since the epoch, past by this
// region's clock by no more than five years (developer guide, "Time to Live"): what is older is
// taken for a mistake. A delete is an ordinary write of this region, stamped now, replicated like
// any other; its stream record says that it is the service's (Installer::kExpiry).
//
// Every region sweeps for itself. Whoever comes first deletes, and where its delete arrives the
// others find nothing; within one another's lag several may delete, and the greatest stamp stays.
// An item that a peer has renewed, unknown here yet, is deleted; stamps decide which of the two
// stays. Threading: the region's loop, in the open transaction.
#pragma once

#include <optional>

#include "region/engine/engine.h"

namespace lastwrite {

/// Whether an item with this attribute is to go.
bool is_expired(const Item& item, const std::string& attribute, WallTime now);

class TtlSweep {
 public:
  struct Step {
    std::size_t deleted = 0;
    bool finished = true;  // the next step begins with the first table again
  };

  /// Looks at `limit` items at most, of which there must be one. Errors: those of the store.
  Result<Step> step(Engine& engine, std::size_t limit);

 private:
  Result<std::size_t> sweep_table(Engine& engine, const TableDescription& table,
                                  std::size_t& budget);

  TableName table_;               // the one to go on with, or the first after it
  std::optional<ItemKey> after_;  // in that table; nullopt: from its first
};

}  // namespace lastwrite
