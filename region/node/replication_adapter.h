// Joins the replicator to a region: its change log as a ChangeSource, its group commit as a
// ChangeSink. Threading: the region's loop.
#pragma once

#include "region/engine/group_commit.h"
#include "replicator/core/change_sink.h"

namespace lastwrite {

class EngineSource final : public ChangeSource {
 public:
  explicit EngineSource(Engine& engine) : engine_(engine) {}

  std::uint64_t generation() const override { return engine_.generation(); }
  std::uint64_t head() const override { return engine_.head(); }
  Result<std::uint64_t> first() override;
  Result<std::vector<ChangeRecord>> read(std::uint64_t after, std::size_t limit,
                                         std::size_t bytes_max) override;
  Result<SnapshotPage> snapshot(const SnapshotPosition& from, const std::vector<TableName>& tables,
                                std::size_t limit) override;
  bool travels(const TableName& table) const override;
  void on_coalesced(const RegionName& to, const ChangeRecord& stale,
                    const ChangeRecord& newer) override;

 private:
  Engine& engine_;
};

class EngineSink final : public ChangeSink {
 public:
  EngineSink(Engine& engine, GroupCommit& commits) : engine_(engine), commits_(commits) {}

  Result<AppliedCursor> cursor(const RegionName& origin) override;
  void apply(const RegionName& origin, std::vector<ChangeRecord> records,
             std::optional<AppliedCursor> cursor, bool backfill, Done done) override;
  Result<std::vector<TableName>> wanted(const RegionName& origin) override;
  void filled(const RegionName& origin, const std::vector<TableName>& tables) override;

 private:
  Engine& engine_;
  GroupCommit& commits_;
};

}  // namespace lastwrite
