// Three regions that delete, write and collect tombstones over links of random delays: what was
// deleted never comes back, and in the end no tombstone is left.
#include "tests/support/property.h"
#include "tests/support/test_region.h"

namespace lastwrite {
namespace {

constexpr Duration kGrace = 2s;  // more than any change travels here

class Cluster {
 public:
  explicit Cluster(std::uint64_t seed) : random_(seed) {
    for (std::size_t i = 0; i < names_.size(); ++i) {
      std::vector<RegionName> peers = names_;
      peers.erase(peers.begin() + static_cast<std::ptrdiff_t>(i));
      regions_.push_back(std::make_unique<TestRegion>(names_[i], peers, stores_[i], scheduler_,
                                                      network_, random_.fork("links"),
                                                      StampRule::kWall));
    }
    scheduler_.run_for(10ms);
    for (const auto& from : regions_) {
      for (const RegionName& to : names_) from->links().set_link(to, random_link());
    }
  }

  void act() {
    TestRegion& region = *regions_[random_.below(3)];
    const std::string key = fmt::format("k{}", random_.below(4));
    if (random_.below(2) == 0) {
      region.remove(key);
    } else {
      region.put(key, {});
    }
    scheduler_.run_for(milliseconds(random_.below(400)));
    collect(*regions_[random_.below(3)]);
    note_greatest();
  }

  void settle() {
    for (int i = 0; i < 20; ++i) {
      scheduler_.run_for(1s);
      note_greatest();
      for (const auto& region : regions_) collect(*region);
    }
    scheduler_.run_for(1s);
  }

  /// Whether all hold the same and nothing but what the last write of each item left.
  bool nothing_came_back() const {
    for (const auto& region : regions_) {
      if (region->engine().tombstones().size() > 0) return false;
      if (region->contents() != living()) return false;
    }
    return true;
  }

 private:
  static Duration milliseconds(std::uint64_t count) {
    return Duration(static_cast<std::int64_t>(count) * 1'000'000);
  }

  LinkSpec random_link() {
    LinkSpec link;
    link.latency = Distribution::uniform(0ms, milliseconds(1 + random_.below(900)));
    link.duplicate_ppm = 200'000;
    link.reorder_ppm = 200'000;
    return link;
  }

  // As Maintenance does.
  void collect(TestRegion& region) {
    region.commits().submit<std::size_t>(
        [&region] {
          return region.engine().tombstones().collect(
              region.engine().store().items(), region.clock().wall_now(), kGrace, 100,
              [&](const RegionName& origin, std::uint64_t sequence) {
                return region.replicator().is_stable(origin, sequence);
              });
        },
        [](const Result<std::size_t>& collected) { RC_ASSERT(collected.has_value()); });
  }

  void note_greatest() {
    for (const auto& region : regions_) {
      for (const auto& [key, stored] : region->contents()) {
        StoredItem& best = greatest_.try_emplace(key, stored).first->second;
        if (best.version < stored.version) best = stored;
      }
    }
  }
  std::map<ItemKey, StoredItem> living() const {
    std::map<ItemKey, StoredItem> items = greatest_;
    std::erase_if(items, [](const auto& entry) { return !entry.second.item; });
    return items;
  }

  const std::vector<RegionName> names_ = {RegionName("a-1"), RegionName("b-1"), RegionName("c-1")};
  Random random_;
  ManualScheduler scheduler_;
  LoopbackNetwork network_{scheduler_};
  MemoryStore stores_[3];
  std::vector<std::unique_ptr<TestRegion>> regions_;
  std::map<ItemKey, StoredItem> greatest_;
};

TEST(TombstoneCollection, WhatWasDeletedNeverComesBackAndItsTombstoneGoes) {
  expect_property(
      [] {
        Cluster cluster(*rc::gen::arbitrary<std::uint64_t>());
        const auto steps = *rc::gen::inRange(1, 40);
        for (int i = 0; i < steps; ++i) cluster.act();
        cluster.settle();
        RC_ASSERT(cluster.nothing_came_back());
      },
      {.runs = 60});
}

}  // namespace
}  // namespace lastwrite
