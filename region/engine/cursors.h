// How far this region has applied each peer's changes: kept in the store, in the same transaction
// as the items they brought.
#pragma once

#include <cstdint>

#include "region/base/result.h"
#include "region/store/store.h"

namespace lastwrite {

struct ReplicationCursor {
  std::uint64_t generation = 0;  // of the peer's store; 0: nothing ever applied
  std::uint64_t sequence = 0;    // everything up to here is applied

  friend bool operator==(const ReplicationCursor&, const ReplicationCursor&) = default;
};

/// In place of a generation: this region has applied changes of the peer and no longer knows which.
/// No store has it, so that the peer sends its whole state.
inline constexpr std::uint64_t kForgottenGeneration = ~std::uint64_t{0};

Result<ReplicationCursor> read_cursor(FactStore& facts, const RegionName& origin);
Result<void> write_cursor(FactStore& facts, const RegionName& origin,
                          const ReplicationCursor& cursor);

}  // namespace lastwrite
