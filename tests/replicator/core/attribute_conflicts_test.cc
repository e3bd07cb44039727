// What a merge by attributes does to what several attributes mean together.
#include <gtest/gtest.h>

#include "tests/support/test_region.h"

namespace lastwrite {
namespace {

const RegionName kEurope("eu-west-1");
const RegionName kVirginia("us-east-1");

// Two regions 80 ms apart.
class TwoAccounts : public testing::TestWithParam<Granularity> {
 protected:
  TwoAccounts() {
    for (TestRegion* region : {&europe_, &virginia_}) {
      LinkSpec link;
      link.latency = Distribution::fixed(80ms);
      region->links().set_link(region == &europe_ ? kVirginia : kEurope, link);
    }
    scheduler_.run_for(1s);
  }

  // Draws 50 from one account, on the condition that the other one still covers it.
  static void draw(TestRegion& region, const std::string& from, const std::string& cover) {
    region.commits().submit<WriteOutput>(
        [&region, from, cover] {
          return update_item(region.engine(),
                             {kTestTable, Item{{"id", String("k")}},
                              Update{{SetAction{attribute(from), Number(0)}}},
                              Condition::compare(attribute(cover), Comparator::kEqual, Number(50)),
                              OperationId::kNone});
        },
        [](const Result<WriteOutput>& result) { EXPECT_TRUE(result); });
  }

  Item settled(TestRegion& region) {
    scheduler_.run_for(10s);
    return *region.contents().begin()->second.item;
  }

  ManualScheduler scheduler_;
  LoopbackNetwork network_{scheduler_};
  MemoryStore store_a_;
  MemoryStore store_b_;
  TestRegion europe_{kEurope,   {kVirginia},      store_a_, scheduler_,          network_,
                     Random(1), StampRule::kWall, nullptr,  ReplicationLimits{}, GetParam()};
  TestRegion virginia_{kVirginia, {kEurope},        store_b_, scheduler_,          network_,
                       Random(2), StampRule::kWall, nullptr,  ReplicationLimits{}, GetParam()};
};

INSTANTIATE_TEST_SUITE_P(Every, TwoAccounts,
                         testing::Values(Granularity::kItem, Granularity::kAttribute),
                         [](const auto& tested) {
                           return std::string(granularity_text(tested.param));
                         });

// Each condition holds where it is checked, and a whole item obeys one of them. The merge takes one
// account from each side: both are drawn, and nobody was told no.
TEST_P(TwoAccounts, AnInvariantAcrossTwoAttributesHoldsByItemsAndBreaksByAttributes) {
  europe_.put("k", Item{{"checking", Number(50)}, {"savings", Number(50)}});
  scheduler_.run_for(1s);
  draw(europe_, "checking", "savings");
  scheduler_.run_for(10ms);
  draw(virginia_, "savings", "checking");
  const bool items = GetParam() == Granularity::kItem;
  const Item item = settled(europe_);
  EXPECT_EQ(item, settled(virginia_));
  EXPECT_EQ(item.at("savings"), AttributeValue(Number(0)));
  EXPECT_EQ(item.at("checking"), AttributeValue(Number(items ? 50 : 0)));
}

TEST_P(TwoAccounts, ADeleteAndAnUpdateOfOneAttributeMeet) {
  europe_.put("k", Item{{"checking", Number(50)}, {"savings", Number(50)}});
  scheduler_.run_for(1s);
  europe_.remove("k");
  scheduler_.run_for(10ms);
  virginia_.set("k", "savings", 7);
  const Item item = settled(europe_);
  EXPECT_EQ(item, settled(virginia_));
  EXPECT_EQ(item.at("savings"), AttributeValue(Number(7)));
  // A whole item comes back with all it had; a merged one with what was written after the delete.
  EXPECT_EQ(item.contains("checking"), GetParam() == Granularity::kItem);
}

}  // namespace
}  // namespace lastwrite
