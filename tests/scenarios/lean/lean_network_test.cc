#include "scenarios/lean/lean_network.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "scenarios/engine/shaped_client.h"

namespace lastwrite {
namespace {

constexpr LeanNetwork::Way kThere{0, 1};

Scenario two_regions() {
  Scenario scenario;
  scenario.seed = 7;
  scenario.regions = {RegionName("us-east-1"), RegionName("eu-west-1")};
  const RegionName& us = scenario.regions[0];
  const RegionName& eu = scenario.regions[1];
  scenario.links[{us, eu}].latency = Distribution::lognormal(80ms, 200ms);
  scenario.links[{eu, us}].latency = Distribution::exponential(50ms);
  return scenario;
}

TEST(LeanNetwork, RequestAndReplyOfOneWayShareTheStreamOfTheFullSimulation) {
  const Scenario scenario = two_regions();
  LeanNetwork network(scenario);
  Random stream = Random(scenario.seed).fork("network").fork("us-east-1 -> eu-west-1");
  const LinkSpec& out = scenario.link(scenario.regions[0], scenario.regions[1]);
  const LinkSpec& back = scenario.link(scenario.regions[1], scenario.regions[0]);
  for (int i = 0; i < 10; ++i) {
    EXPECT_EQ(network.request(kThere), client_transit(out, stream));
    EXPECT_EQ(network.reply(kThere), client_transit(back, stream));
  }
}

TEST(LeanNetwork, ACutLinkSwallowsInItsDirectionAndDrawsNothing) {
  const Scenario scenario = two_regions();
  LeanNetwork network(scenario);
  LeanNetwork untouched(scenario);
  LinkSpec cut = scenario.link(scenario.regions[0], scenario.regions[1]);
  cut.partitioned = true;
  network.set_links({{0, 1, cut}});
  EXPECT_TRUE(network.is_cut(0, 1));
  EXPECT_FALSE(network.is_cut(1, 0));
  EXPECT_EQ(network.request(kThere), std::nullopt);
  cut.partitioned = false;
  network.set_links({{0, 1, cut}});
  EXPECT_EQ(network.reply(kThere), untouched.reply(kThere));
  EXPECT_EQ(network.request(kThere), untouched.request(kThere));
}

}  // namespace
}  // namespace lastwrite
