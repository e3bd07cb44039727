// Replicas of a global table come and go: three whole regions in virtual time.
#include "region/engine/replica_group.h"

#include <memory>

#include <gtest/gtest.h>

#include "region/engine/create_table.h"
#include "region/engine/delete_table.h"
#include "region/engine/update_table.h"
#include "tests/support/test_region.h"

namespace lastwrite {
namespace {

const RegionName kGroupedA("ap-northeast-1");
const RegionName kGroupedB("eu-west-1");
const RegionName kC("us-east-1");
const TableName kCarts("Carts");

class ReplicaGroup : public testing::Test {
 protected:
  ReplicaGroup() {
    for (const RegionName& name : {kGroupedA, kGroupedB, kC}) boot(name);
    for (const RegionName& from : {kGroupedA, kGroupedB, kC}) {
      for (const RegionName& to : {kGroupedA, kGroupedB, kC}) {
        if (from != to) link(from, to, 50ms);
      }
    }
    scheduler_.run_for(1s);
  }

  void boot(const RegionName& name) {
    std::vector<RegionName> peers = {kGroupedA, kGroupedB, kC};
    std::erase(peers, name);
    regions_[name] = std::make_unique<TestRegion>(name, peers, stores_[name], scheduler_, network_,
                                                  Random(7).fork(name.text));
    regions_[name]->start_upkeep();
  }
  void link(const RegionName& from, const RegionName& to, Duration latency) {
    LinkSpec spec;
    spec.latency = Distribution::fixed(latency);
    regions_.at(from)->links().set_link(to, spec);
  }
  void cut(const RegionName& a, const RegionName& b) {
    LinkSpec spec;
    spec.partitioned = true;
    regions_.at(a)->links().set_link(b, spec);
    regions_.at(b)->links().set_link(a, spec);
  }
  Engine& engine(const RegionName& region) { return regions_.at(region)->engine(); }

  // Runs one operation in a turn of `region` and gives what it came to.
  template <typename T>
  Result<T> run(const RegionName& region, absl::AnyInvocable<Result<T>()> operation) {
    std::optional<Result<T>> outcome;
    regions_.at(region)->commits().submit<T>(
        std::move(operation), [&](Result<T> result) { outcome = std::move(result); });
    scheduler_.run_for(0ms);
    EXPECT_TRUE(outcome) << "no answer";
    return *std::move(outcome);
  }
  Result<TableDescription> create(const RegionName& region, bool global) {
    return run<TableDescription>(region, [&] {
      CreateTableInput input{kCarts, kTestKey};
      input.global = global;
      return create_table(engine(region), input);
    });
  }
  Result<TableDescription> update(const RegionName& region, const UpdateTableInput& input) {
    return run<TableDescription>(region, [&] { return update_table(engine(region), input); });
  }
  void put(const RegionName& region, const std::string& id, std::int64_t value) {
    const auto written = run<WriteOutput>(region, [&] {
      return put_item(engine(region), {kCarts, Item{{"id", id}, {"v", Number(value)}}, {}, {}});
    });
    EXPECT_TRUE(written) << written.error().message;
  }
  // "3", "-" where there is no item, "?" where there is no table.
  std::string held(const RegionName& region, const std::string& id) {
    const auto read = run<GetItemOutput>(region, [&] {
      return get_item(engine(region), {kCarts, Item{{"id", id}}});
    });
    if (!read) return "?";
    return read->item ? read->item->at("v").get_if<Number>()->to_text() : "-";
  }
  std::map<RegionName, ReplicaState> seen(const RegionName& region) {
    const auto table = engine(region).catalog().find(kCarts);
    return table ? replicas_seen(engine(region), **table).value()
                 : std::map<RegionName, ReplicaState>();
  }

  ManualScheduler scheduler_;
  LoopbackNetwork network_{scheduler_};
  std::map<RegionName, MemoryStore> stores_;
  std::map<RegionName, std::unique_ptr<TestRegion>> regions_;
};

TEST_F(ReplicaGroup, ATableOfOneRegionStaysThereAndHoldsNobodyUp) {
  ASSERT_TRUE(create(kGroupedA, false));
  put(kGroupedA, "x", 1);
  regions_.at(kGroupedA)->put("order", {});
  scheduler_.run_for(2s);
  EXPECT_EQ(held(kGroupedB, "x"), "?");
  EXPECT_EQ(regions_.at(kGroupedA)->replicator().stable(), engine(kGroupedA).head());
  EXPECT_TRUE(seen(kGroupedA).empty());
}

TEST_F(ReplicaGroup, ANewReplicaGetsWhatWasThereAndWhatComesLater) {
  ASSERT_TRUE(create(kGroupedA, false));
  for (int i = 0; i < 50; ++i) put(kGroupedA, fmt::format("old{}", i), i);
  ASSERT_TRUE(update(kGroupedA, {.table = kCarts, .create_replicas = {kGroupedB}}));
  EXPECT_EQ(seen(kGroupedA).at(kGroupedB), ReplicaState::kCreating);
  put(kGroupedA, "old7", 700);
  scheduler_.run_for(60ms);
  EXPECT_EQ(held(kGroupedB, "old7"), "?") << "it is being created";
  scheduler_.run_for(2s);
  EXPECT_EQ(seen(kGroupedA).at(kGroupedB), ReplicaState::kActive);
  EXPECT_EQ(seen(kGroupedB).at(kGroupedA), ReplicaState::kActive);
  EXPECT_EQ(held(kGroupedB, "old49"), "49");
  EXPECT_EQ(held(kGroupedB, "old7"), "700");
  put(kGroupedB, "new", 5);
  scheduler_.run_for(1s);
  EXPECT_EQ(held(kGroupedA, "new"), "5");
  EXPECT_EQ(held(kC, "new"), "?");
}

TEST_F(ReplicaGroup, AThirdReplicaGetsWhatIsStillUnderWayBetweenTheOthers) {
  ASSERT_TRUE(create(kGroupedA, false));
  ASSERT_TRUE(update(kGroupedA, {.table = kCarts, .create_replicas = {kGroupedB}}));
  scheduler_.run_for(2s);
  link(kGroupedB, kGroupedA, 5s);  // what B accepts reaches A late
  put(kGroupedB, "x", 1);
  ASSERT_TRUE(update(kGroupedA, {.table = kCarts, .create_replicas = {kC}}));
  scheduler_.run_for(3s);
  EXPECT_EQ(held(kC, "x"), "1");
  EXPECT_EQ(held(kGroupedA, "x"), "-");
}

TEST_F(ReplicaGroup, AReplicaThatCannotHearOneOfTheOthersWaitsForIt) {
  ASSERT_TRUE(create(kGroupedA, false));
  ASSERT_TRUE(update(kGroupedA, {.table = kCarts, .create_replicas = {kGroupedB}}));
  scheduler_.run_for(2s);
  cut(kGroupedB, kC);
  ASSERT_TRUE(update(kGroupedA, {.table = kCarts, .create_replicas = {kC}}));
  scheduler_.run_for(3s);
  EXPECT_EQ(seen(kGroupedA).at(kC), ReplicaState::kCreating);
  const auto again = update(kGroupedA, {.table = kCarts, .delete_replicas = {kGroupedB}});
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, ErrorCode::kResourceInUse);
  link(kGroupedB, kC, 50ms);
  link(kC, kGroupedB, 50ms);
  scheduler_.run_for(60s);
  EXPECT_EQ(seen(kGroupedA).at(kC), ReplicaState::kActive);
}

TEST_F(ReplicaGroup, ChangesOfAReplicaThatIsNotHeardOfYetCount) {
  ASSERT_TRUE(create(kGroupedA, false));
  ASSERT_TRUE(update(kGroupedA, {.table = kCarts, .create_replicas = {kGroupedB}}));
  scheduler_.run_for(2s);
  cut(kGroupedA, kGroupedB);
  ASSERT_TRUE(update(kGroupedA, {.table = kCarts, .create_replicas = {kC}}));
  scheduler_.run_for(3s);
  ASSERT_EQ(seen(kC).at(kC), ReplicaState::kActive);
  ASSERT_EQ((*engine(kGroupedB).catalog().find(kCarts))->replicas.size(), 2U) << "B has heard of C";
  put(kC, "x", 1);
  scheduler_.run_for(1s);
  EXPECT_EQ(held(kGroupedB, "x"), "1");
}

TEST_F(ReplicaGroup, WhatALeavingReplicaAcceptedLastArrives) {
  ASSERT_TRUE(create(kGroupedA, true));
  scheduler_.run_for(2s);
  link(kGroupedB, kC, 3s);
  put(kGroupedB, "last", 1);
  ASSERT_TRUE(update(kGroupedA, {.table = kCarts, .delete_replicas = {kGroupedB}}));
  scheduler_.run_for(10s);
  EXPECT_EQ(held(kGroupedB, "last"), "?");
  EXPECT_EQ(held(kC, "last"), "1");
}

TEST_F(ReplicaGroup, WhatALeavingReplicaAcceptedLastArrivesBehindTheNewsOfItsEnd) {
  ASSERT_TRUE(create(kGroupedA, true));
  scheduler_.run_for(2s);
  link(kGroupedB, kC, 3s);
  put(kGroupedB, "last", 1);
  link(kGroupedB, kC, 50ms);  // what comes later overtakes it
  ASSERT_TRUE(update(kGroupedA, {.table = kCarts, .delete_replicas = {kGroupedB}}));
  scheduler_.run_for(10s);
  EXPECT_EQ(held(kGroupedA, "last"), "1");
  EXPECT_EQ(held(kC, "last"), "1");
}

TEST_F(ReplicaGroup, WhatALeavingReplicaAcceptedLastArrivesOnceItsRegionIsHeardAgain) {
  ASSERT_TRUE(create(kGroupedA, true));
  scheduler_.run_for(2s);
  cut(kGroupedB, kC);
  put(kGroupedB, "last", 1);
  ASSERT_TRUE(update(kGroupedA, {.table = kCarts, .delete_replicas = {kGroupedB}}));
  scheduler_.run_for(3s);
  ASSERT_FALSE(engine(kGroupedB).catalog().find(kCarts)) << "B has deleted its table";
  link(kGroupedB, kC, 50ms);
  link(kC, kGroupedB, 50ms);
  scheduler_.run_for(60s);
  EXPECT_EQ(held(kC, "last"), "1");
}

TEST_F(ReplicaGroup, AReplicaThatIsAddedWhileItsTableStillGoesComesBack) {
  ASSERT_TRUE(create(kGroupedA, true));
  scheduler_.run_for(2s);
  for (int i = 0; i < 1'500; ++i) put(kGroupedA, fmt::format("k{}", i), i);
  scheduler_.run_for(1s);
  ASSERT_TRUE(update(kGroupedA, {.table = kCarts, .delete_replicas = {kGroupedB}}));
  scheduler_.run_for(55ms);  // B has just begun
  ASSERT_TRUE(engine(kGroupedB).catalog().find(kCarts));
  TableDescription again = **engine(kGroupedA).catalog().find(kCarts);
  again.replicas = {kGroupedA, kGroupedB, kC};
  ASSERT_TRUE(run<bool>(kGroupedA, [&]() -> Result<bool> {
    const auto told = announce_definition(engine(kGroupedA), again);
    return told ? Result<bool>(true) : propagate(told);
  }));
  scheduler_.run_for(10s);
  EXPECT_EQ(held(kGroupedB, "k1499"), "1499");
}

TEST_F(ReplicaGroup, ARestartGoesOnWithTheFilling) {
  ASSERT_TRUE(create(kGroupedA, false));
  put(kGroupedA, "x", 1);
  link(kGroupedA, kGroupedB, 1s);
  ASSERT_TRUE(update(kGroupedA, {.table = kCarts, .create_replicas = {kGroupedB}}));
  scheduler_.run_for(1100ms);  // B knows of it, and has nothing yet
  ASSERT_EQ(seen(kGroupedB).at(kGroupedB), ReplicaState::kCreating);
  regions_.erase(kGroupedB);
  boot(kGroupedB);
  link(kGroupedB, kGroupedA, 50ms);
  scheduler_.run_for(10s);
  EXPECT_EQ(held(kGroupedB, "x"), "1");
  EXPECT_EQ(seen(kGroupedB).at(kGroupedB), ReplicaState::kActive);
}

TEST_F(ReplicaGroup, RemovingAReplicaDeletesThatRegionsTable) {
  ASSERT_TRUE(create(kGroupedA, true));
  scheduler_.run_for(2s);
  put(kGroupedB, "x", 1);
  scheduler_.run_for(1s);
  ASSERT_EQ(seen(kC).size(), 3U);
  ASSERT_TRUE(update(kGroupedA, {.table = kCarts, .delete_replicas = {kGroupedB}}));
  EXPECT_EQ(seen(kGroupedA).at(kGroupedB), ReplicaState::kDeleting);
  scheduler_.run_for(2s);
  EXPECT_EQ(held(kGroupedB, "x"), "?");
  EXPECT_FALSE(engine(kGroupedB).catalog().find(kCarts));
  EXPECT_EQ(held(kGroupedA, "x"), "1");
  EXPECT_EQ(seen(kGroupedA).size(), 2U);
  ASSERT_TRUE(update(kGroupedA, {.table = kCarts, .delete_replicas = {kC}}));
  scheduler_.run_for(2s);
  EXPECT_TRUE(seen(kGroupedA).empty()) << "one region alone is no global table";
  EXPECT_TRUE((*engine(kGroupedA).catalog().find(kCarts))->stream->enabled)
      << "the stream stays on";
}

TEST_F(ReplicaGroup, DeleteTableTakesOneReplicaAwayAndLeavesTheOthers) {
  ASSERT_TRUE(create(kGroupedA, true));
  scheduler_.run_for(2s);
  put(kGroupedA, "x", 1);
  scheduler_.run_for(1s);
  ASSERT_TRUE(
      run<TableDescription>(kGroupedA, [&] { return delete_table(engine(kGroupedA), kCarts); }));
  scheduler_.run_for(2s);
  EXPECT_EQ(held(kGroupedA, "x"), "?");
  EXPECT_EQ(held(kGroupedB, "x"), "1");
  EXPECT_EQ(seen(kGroupedB).size(), 2U);
  put(kGroupedB, "y", 2);
  scheduler_.run_for(1s);
  EXPECT_EQ(held(kC, "y"), "2");
  ASSERT_TRUE(create(kGroupedA, false)) << "the name is free again";
  EXPECT_EQ(held(kGroupedA, "x"), "-");
}

TEST_F(ReplicaGroup, ATableMayBeDeletedEverywhereAndMadeAgain) {
  for (int round = 0; round < 5; ++round) {
    ASSERT_TRUE(create(kGroupedA, true)) << round;
    put(kGroupedA, "x", round);
    scheduler_.run_for(2s);
    EXPECT_EQ(held(kC, "x"), fmt::format("{}", round));
    ASSERT_EQ(seen(kGroupedB).size(), 3U) << round;
    EXPECT_TRUE(run<TableDescription>(kGroupedA, [&] {
      return delete_table(engine(kGroupedA), kCarts, DeleteScope::kEveryReplica);
    })) << round;
    scheduler_.run_for(Duration(10ms) * (round + 1));  // the others may not have heard of it
  }
}

TEST_F(ReplicaGroup, TheLastReplicaStaysDeleted) {
  ASSERT_TRUE(create(kGroupedA, false));
  ASSERT_TRUE(update(kGroupedA, {.table = kCarts, .create_replicas = {kGroupedB}}));
  scheduler_.run_for(2s);
  ASSERT_TRUE(update(kGroupedA, {.table = kCarts, .delete_replicas = {kGroupedB}}));
  scheduler_.run_for(2s);
  ASSERT_TRUE(
      run<TableDescription>(kGroupedA, [&] { return delete_table(engine(kGroupedA), kCarts); }));
  scheduler_.run_for(2s);
  EXPECT_FALSE(engine(kGroupedA).catalog().find(kCarts));
  EXPECT_TRUE(create(kGroupedA, false)) << "the name is free again";
}

TEST_F(ReplicaGroup, ATableWithAReplicaUnderWayIsNotDeleted) {
  ASSERT_TRUE(create(kGroupedA, false));
  ASSERT_TRUE(update(kGroupedA, {.table = kCarts, .create_replicas = {kGroupedB}}));
  const auto early =
      run<TableDescription>(kGroupedA, [&] { return delete_table(engine(kGroupedA), kCarts); });
  ASSERT_FALSE(early);
  EXPECT_EQ(early.error().code, ErrorCode::kResourceInUse);
}

TEST_F(ReplicaGroup, ATableOfTheSameNameIsNotTakenOver) {
  ASSERT_TRUE(create(kGroupedA, false));
  ASSERT_TRUE(create(kGroupedB, false));
  put(kGroupedB, "x", 9);
  const auto at_once =
      update(kGroupedA, {.table = kCarts, .create_replicas = {kGroupedB}});  // not heard of yet
  ASSERT_TRUE(at_once);
  put(kGroupedA, "x", 1);
  scheduler_.run_for(2s);
  EXPECT_EQ(seen(kGroupedA).at(kGroupedB), ReplicaState::kCreationFailed);
  EXPECT_EQ(held(kGroupedB, "x"), "9");
  EXPECT_TRUE(seen(kGroupedB).empty()) << "B's own is no global table";
  ASSERT_TRUE(create(kC, false));
  scheduler_.run_for(2s);
  const auto known = update(kGroupedA, {.table = kCarts, .create_replicas = {kC}});
  ASSERT_FALSE(known);
  EXPECT_NE(known.error().message.find("already existed as tables"), std::string::npos);
}

TEST_F(ReplicaGroup, SettingsFollowToEveryReplica) {
  ASSERT_TRUE(create(kGroupedA, true));
  scheduler_.run_for(2s);
  put(kGroupedB, "x", 1);
  scheduler_.run_for(1s);
  UpdateTableInput input{.table = kCarts};
  input.create_indexes.push_back({"by-v", true, {{"v", KeyType::kNumber}}});
  ASSERT_TRUE(update(kC, input));
  scheduler_.run_for(2s);
  for (const RegionName& region : {kGroupedA, kGroupedB, kC}) {
    const TableDescription& table = **engine(region).catalog().find(kCarts);
    ASSERT_NE(table.find_index("by-v"), nullptr) << region.text;
    EXPECT_EQ(table.find_index("by-v")->status, TableStatus::kActive) << region.text;
  }
  ASSERT_TRUE(update(kGroupedA, {.table = kCarts, .delete_indexes = {"by-v"}}));
  scheduler_.run_for(2s);
  EXPECT_EQ((*engine(kGroupedB).catalog().find(kCarts))->find_index("by-v"), nullptr);
}

TEST_F(ReplicaGroup, AnIndexDroppedAndMadeAnewUnderItsNameIsTheNewOneEverywhere) {
  ASSERT_TRUE(create(kGroupedA, true));
  scheduler_.run_for(2s);
  put(kGroupedA, "x", 1);
  UpdateTableInput made{.table = kCarts};
  made.create_indexes.push_back({"by-v", true, {{"v", KeyType::kNumber}}});
  ASSERT_TRUE(update(kGroupedA, made));
  scheduler_.run_for(2s);
  cut(kGroupedA, kGroupedB);
  ASSERT_TRUE(update(kGroupedA, {.table = kCarts, .delete_indexes = {"by-v"}}));
  scheduler_.run_for(2s);
  made.create_indexes[0].projection.kind = IndexProjection::Kind::kKeysOnly;
  ASSERT_TRUE(update(kGroupedA, made));
  scheduler_.run_for(2s);
  link(kGroupedA, kGroupedB, 50ms);
  link(kGroupedB, kGroupedA, 50ms);
  scheduler_.run_for(60s);  // B hears of both changes in one turn
  for (const RegionName& region : {kGroupedA, kGroupedB, kC}) {
    const TableDescription& table = **engine(region).catalog().find(kCarts);
    ASSERT_NE(table.find_index("by-v"), nullptr) << region.text;
    EXPECT_EQ(*table.find_index("by-v"),
              *(*engine(kGroupedA).catalog().find(kCarts))->find_index("by-v"))
        << region.text;
  }
}

TEST_F(ReplicaGroup, RefusesWhatAwsRefuses) {
  ASSERT_TRUE(create(kGroupedA, false));
  const auto local = update(kGroupedA, {.table = kCarts, .create_replicas = {kGroupedA}});
  ASSERT_FALSE(local);
  EXPECT_NE(local.error().message.find("local region"), std::string::npos);
  const auto unknown = update(kGroupedA, {.table = kCarts, .delete_replicas = {kGroupedB}});
  ASSERT_FALSE(unknown);
  EXPECT_NE(unknown.error().message.find("not part of the global table"), std::string::npos);
  ASSERT_TRUE(
      update(kGroupedA, {.table = kCarts, .billing = BillingChange{ProvisionedThroughput{1, 1}}}));
  const auto provisioned = update(kGroupedA, {.table = kCarts, .create_replicas = {kGroupedB}});
  ASSERT_FALSE(provisioned);
  EXPECT_EQ(provisioned.error().message,
            "Table write capacity should either be Pay-Per-Request or AutoScaled.");
}

}  // namespace
}  // namespace lastwrite
