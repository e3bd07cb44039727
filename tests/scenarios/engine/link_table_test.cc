#include "scenarios/engine/link_table.h"

namespace lastwrite {
namespace {

const RegionName kA("a"), kB("b"), kC("c");

LinkMap three_regions() {
  LinkMap links;
  for (const RegionName& from : {kA, kB, kC}) {
    for (const RegionName& to : {kA, kB, kC}) {
      if (from != to) links[{from, to}].latency = Distribution::fixed(10ms);
    }
  }
  return links;
}

TEST(LinkTable, OverlappingChangesMayEndInAnyOrder) {
  LinkTable links(three_regions());
  const LinkEffect slow = links.begin({{kA, kB}}, {.latency = Distribution::fixed(1s)});
  const LinkEffect cut = links.begin({{kA, kB}, {kB, kA}}, {.partitioned = true});
  const LinkEffect cut_again = links.begin({{kA, kB}}, {.partitioned = true});
  EXPECT_TRUE(links.now(kA, kB).partitioned);
  EXPECT_EQ(links.now(kA, kB).latency.minimum(), Duration(1s));
  links.end(slow);
  EXPECT_EQ(links.now(kA, kB).latency.minimum(), Duration(10ms));
  links.end(cut);
  EXPECT_TRUE(links.now(kA, kB).partitioned);
  EXPECT_FALSE(links.now(kB, kA).partitioned);
  links.end(cut_again);
  EXPECT_EQ(links.now(kA, kB), three_regions().at({kA, kB}));
}

TEST(LinkTable, TellsEachChangeOnce) {
  LinkTable links(three_regions());
  EXPECT_TRUE(links.take_changed().empty());
  const LinkEffect lossy = links.begin({{kA, kC}}, {.loss_ppm = 50'000});
  EXPECT_THAT(links.take_changed(), ::testing::ElementsAre(LinkPair(kA, kC)));
  EXPECT_TRUE(links.take_changed().empty());
  links.end(lossy);
  EXPECT_THAT(links.take_changed(), ::testing::ElementsAre(LinkPair(kA, kC)));
}

TEST(LinkTable, AStarMatchesEveryRegion) {
  const LinkTable links(three_regions());
  EXPECT_EQ(links.matching({}).size(), 6u);
  EXPECT_EQ(links.matching({.from = kA}).size(), 2u);
  EXPECT_EQ(links.matching({.from = kA, .to = kB}).size(), 1u);
}

}  // namespace
}  // namespace lastwrite
