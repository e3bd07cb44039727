// SEAMS: all that the replicator knows of a region. ChangeSource is what it reads at the origin,
// ChangeSink what it writes at the receiver. Implemented by region/main over the engine and its
// group commit. Threading: the region's loop.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include <absl/functional/any_invocable.h>

#include "region/base/result.h"
#include "region/version/change_record.h"

namespace lastwrite {

/// Where a walk over all items stands; default: at the beginning.
struct SnapshotPosition {
  TableName table;
  ItemKey key;
};
struct SnapshotPage {
  std::vector<ChangeRecord> records;  // whole versions, tombstones included
  SnapshotPosition next;
  bool last = false;
};

class ChangeSource {
 public:
  virtual ~ChangeSource() = default;
  /// Names the store; another number means another history.
  virtual std::uint64_t generation() const = 0;
  /// Sequence of the last committed change accepted here.
  virtual std::uint64_t head() const = 0;
  /// Sequence of the first change still in the log (head + 1: none).
  virtual Result<std::uint64_t> first() = 0;
  /// Changes accepted here after `after`, in order; bounds as in ChangeLog::read.
  virtual Result<std::vector<ChangeRecord>> read(std::uint64_t after, std::size_t limit,
                                                 std::size_t bytes_max) = 0;
  /// All items of `tables` (empty: of all that travel).
  virtual Result<SnapshotPage> snapshot(const SnapshotPosition& from,
                                        const std::vector<TableName>& tables,
                                        std::size_t limit) = 0;
  /// Whether changes of the table are for peers at all.
  virtual bool travels(const TableName& table) const = 0;
  /// `stale` was replaced by `newer` on the way to `to`: the observer's.
  virtual void on_coalesced(const RegionName& to, const ChangeRecord& stale,
                            const ChangeRecord& newer) = 0;
};

/// How far a peer's changes are applied: everything up to `sequence` of store `generation`.
struct AppliedCursor {
  std::uint64_t generation = 0;
  std::uint64_t sequence = 0;
  friend bool operator==(const AppliedCursor&, const AppliedCursor&) = default;
};

class ChangeSink {
 public:
  using Done = absl::AnyInvocable<void(Result<void>)>;

  virtual ~ChangeSink() = default;
  /// The durable cursor for `origin`.
  virtual Result<AppliedCursor> cursor(const RegionName& origin) = 0;
  /// Applies `records` and, in the same transaction, moves the cursor if one is given. `done` is
  /// called once that is durable, or has failed as a whole; never inside apply().
  virtual void apply(const RegionName& origin, std::vector<ChangeRecord> records,
                     std::optional<AppliedCursor> cursor, bool backfill, Done done) = 0;
  /// Tables that this region is a new replica of, and whose items `origin` has not sent yet.
  virtual Result<std::vector<TableName>> wanted(const RegionName& origin) = 0;
  /// `origin` has sent all that it holds of `tables`, and it is durable here.
  virtual void filled(const RegionName& origin, const std::vector<TableName>& tables) = 0;
};

}  // namespace lastwrite
