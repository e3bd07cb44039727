#include "scenarios/swarm/swarm_links.h"

namespace lastwrite {
namespace {

LinkSpec draw_link(Dice& dice) {
  LinkSpec link;
  link.latency = draw_distribution(dice, 1ms, 200ms);
  if (dice.chance(40)) link.pipeline = draw_distribution(dice, 10ms, 1s);
  if (dice.chance(40)) link.jitter = dice.span(1ms, 50ms);
  if (dice.chance(40)) link.loss_ppm = dice.number(1, 200'000);
  link.retransmit = dice.span(50ms, 500ms);
  if (dice.chance(40)) link.duplicate_ppm = dice.number(1, 300'000);
  if (dice.chance(40)) link.reorder_ppm = dice.number(1, 300'000);
  if (dice.chance(30)) link.bytes_per_second = dice.between(500'000, 20'000'000);
  return link;
}

}  // namespace

Distribution draw_distribution(Dice& dice, Duration low, Duration high) {
  const Duration typical = dice.span(low, high);
  switch (dice.between(0, 5)) {
    case 0:
      return Distribution::uniform(typical, typical + dice.span(0ms, high));
    case 1:
      return Distribution::normal(typical, dice.span(0ms, typical));
    case 2:
      return Distribution::lognormal(typical, typical + dice.span(0ms, 3 * typical));
    case 3:  // a shape below 2 has tails that outlast any run
      return Distribution::pareto(typical, static_cast<double>(dice.between(25, 60)) / 10);
    case 4:
      return Distribution::exponential(typical);
    default:
      return Distribution::fixed(typical);
  }
}

LinkMap draw_swarm_links(const std::vector<RegionName>& regions, Dice dice) {
  const bool each_its_own = dice.chance(50);
  const LinkSpec common = draw_link(dice);
  LinkMap links;
  for (const RegionName& from : regions) {
    for (const RegionName& to : regions) {
      if (from != to) links[{from, to}] = each_its_own ? draw_link(dice) : common;
    }
  }
  return links;
}

}  // namespace lastwrite
