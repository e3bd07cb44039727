#include "scenarios/sim/sim_cluster.h"

#include <utility>

#include "region/base/check.h"
#include "region/engine/set_time_to_live.h"
#include "scenarios/engine/all_replies.h"

namespace lastwrite {
namespace {

constexpr std::size_t kScanPage = 1000;

Result<TableDescription> create(Engine& engine, const CreateTableInput& input) {
  return engine.catalog().create(engine.store().facts(), input);
}

RegionState state_of(SimRegion& region) {
  RegionState state;
  state.region = region.name();
  state.head = region.node().engine().head();
  state.clock_offset = region.clock().offset();
  for (PeerBacklog& backlog : region.node().backlogs()) {
    state.peers.push_back({std::move(backlog.progress.peer), backlog.progress.connected,
                           backlog.outstanding_records, backlog.oldest_outstanding,
                           backlog.progress.applied, backlog.progress.asked});
  }
  return state;
}

Result<std::vector<HeldVersion>> versions_of(Engine& engine, const TableName& name) {
  const auto table = engine.catalog().find(name);
  if (!table) return propagate(table);
  std::vector<HeldVersion> held;
  std::optional<ItemKey> after;
  for (;;) {
    auto page = engine.store().items().scan(name, after, kScanPage);
    if (!page) return propagate(page);
    for (auto& [key, stored] : *page) {
      held.push_back({key_text((*table)->key_schema, key), stored.version, std::move(stored.item),
                      std::move(stored.attributes)});
    }
    if (page->size() < kScanPage) return held;
    after = std::move(page->back().first);
  }
}

}  // namespace

SimCluster::SimCluster(const SimSetting& setting) : setting_(setting) {
  for (const RegionName& name : setting.scenario.regions) {
    regions_.emplace(name, std::make_unique<SimRegion>(setting, name));
  }
}

SimCluster::~SimCluster() = default;

SimRegion& SimCluster::region(const RegionName& name) {
  const auto found = regions_.find(name);
  LW_CHECK(found != regions_.end(), "no region {} in this cluster", name);
  return *found->second;
}

Result<void> SimCluster::start() {
  for (const auto& [name, region] : regions_) {
    if (const auto booted = region->boot(); !booted) return booted;
  }
  return {};
}

// Answers in a turn of its own with what `work(region)` says then, or kUnavailable.
template <typename T, typename Work>
void SimCluster::with(const RegionName& name, Reply<T> reply, Work work) {
  setting_.scheduler.post(
      [&target = region(name), reply = std::move(reply), work = std::move(work)]() mutable {
        if (target.up()) return reply(work(target));
        reply(fail(ErrorCode::kUnavailable, "region {} is not running", target.name()));
      });
}

void SimCluster::create_table(const CreateTableInput& input, Reply<void> reply) {
  auto all = AllReplies::make(regions_.size(), std::move(reply));
  for (const auto& [name, region] : regions_) {
    region->node().commits().submit<TableDescription>(
        [&engine = region->node().engine(), input] { return create(engine, input); },
        [&at = *region, part = all->part()](const Result<TableDescription>& made) mutable {
          at.sync();
          part(made ? Result<void>() : Result<void>(propagate(made)));
        });
  }
}

void SimCluster::set_time_to_live(const TimeToLiveInput& input, Reply<void> reply) {
  auto all = AllReplies::make(regions_.size(), std::move(reply));
  for (const auto& [name, region] : regions_) {
    set_time_to_live_at(*region, input, all->part());
  }
}

void SimCluster::set_time_to_live_at(SimRegion& at, const TimeToLiveInput& input,
                                     Reply<void> reply) {
  setting_.scheduler.post([&at, input, reply = std::move(reply)]() mutable {
    if (!at.up())
      return reply(fail(ErrorCode::kUnavailable, "region {} is not running", at.name()));
    at.node().commits().submit<TableDescription>(
        [&engine = at.node().engine(), input] {
          return lastwrite::set_time_to_live(engine, input);
        },
        [&at, reply = std::move(reply)](const Result<TableDescription>& changed) mutable {
          at.sync();
          reply(changed ? Result<void>() : Result<void>(propagate(changed)));
        });
  });
}

void SimCluster::state(const RegionName& region, Reply<RegionState> reply) {
  with(region, std::move(reply), [](SimRegion& at) -> Result<RegionState> { return state_of(at); });
}

void SimCluster::versions(const RegionName& region, const TableName& table,
                          Reply<std::vector<HeldVersion>> reply) {
  with(region, std::move(reply),
       [table](SimRegion& at) { return versions_of(at.node().engine(), table); });
}

RegionClient& SimCluster::client(const RegionName& name) {
  return region(name).client();
}

void SimCluster::set_link(const RegionName& from, const RegionName& to, const LinkSpec& link,
                          Reply<void> reply) {
  with(from, std::move(reply), [to, link](SimRegion& at) -> Result<void> {
    at.node().links().set_link(to, link);
    return {};
  });
}

void SimCluster::set_clock(const RegionName& region, const ClockSkew& skew, Reply<void> reply) {
  with(region, std::move(reply), [skew](SimRegion& at) -> Result<void> {
    at.clock().set(skew);
    return {};
  });
}

void SimCluster::step_clock(const RegionName& region, Duration delta, Reply<void> reply) {
  with(region, std::move(reply), [delta](SimRegion& at) -> Result<void> {
    at.clock().step(delta);
    return {};
  });
}

void SimCluster::set_commit_delay(const RegionName& region, Duration delay, Reply<void> reply) {
  with(region, std::move(reply), [delay](SimRegion& at) -> Result<void> {
    at.node().commits().set_commit_delay(delay);
    return {};
  });
}

void SimCluster::kill(const RegionName& name, CrashMode mode, Reply<void> reply) {
  SimRegion& target = region(name);
  if (target.up()) target.crash(mode);
  setting_.scheduler.post([reply = std::move(reply)]() mutable { reply({}); });
}

void SimCluster::restart(const RegionName& name, Reply<void> reply) {
  setting_.scheduler.call_after(kBootTime,
                                [&target = region(name), reply = std::move(reply)]() mutable {
                                  reply(target.up() ? Result<void>() : target.boot());
                                });
}

}  // namespace lastwrite
