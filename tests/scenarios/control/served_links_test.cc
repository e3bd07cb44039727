#include "scenarios/control/served_links.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lastwrite {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const LinkPair kThere{RegionName("us"), RegionName("eu")};
const LinkPair kBack{RegionName("eu"), RegionName("us")};

TEST(ServedLinks, TellsWhichLinksWereTouched) {
  ServedLinks links({{kThere, {}}, {kBack, {}}});
  links.cut(kThere);
  links.pause(kBack, false);
  EXPECT_THAT(links.take_changed(), ElementsAre(kThere)) << "the other one is as it was";
  EXPECT_THAT(links.take_changed(), IsEmpty());
  EXPECT_TRUE(links.now(kThere).partitioned);
}

TEST(ServedLinks, HealEndsPausesAndPartitionsOnly) {
  ServedLinks links({{kThere, {}}, {kBack, {}}});
  links.change(kThere, {.latency = Distribution::fixed(Duration(5))});
  links.cut(kThere);
  links.pause(kBack, true);
  links.heal();
  EXPECT_FALSE(links.now(kThere).partitioned);
  EXPECT_FALSE(links.now(kBack).paused);
  EXPECT_EQ(links.now(kThere).latency, Distribution::fixed(Duration(5)));
  links.reset();
  EXPECT_EQ(links.now(kThere), LinkSpec());
}

}  // namespace
}  // namespace lastwrite
