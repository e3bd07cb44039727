#include "scenarios/lean/lean_network.h"

#include <fmt/format.h>

#include "scenarios/engine/shaped_client.h"

namespace lastwrite {

LeanNetwork::LeanNetwork(const Scenario& scenario) : regions_(scenario.regions.size()) {
  const Random root = Random(scenario.seed).fork("network");
  for (const RegionName& from : scenario.regions) {
    for (const RegionName& to : scenario.regions) {
      links_.push_back(from == to ? LinkSpec{} : scenario.link(from, to));
      ways_.push_back(root.fork(fmt::format("{} -> {}", from, to)));
    }
  }
}

void LeanNetwork::set_links(const std::vector<LeanLinkNow>& changes) {
  for (const LeanLinkNow& change : changes) {
    links_[index_of(change.from, change.to)] = change.spec;
  }
}

std::optional<Duration> LeanNetwork::travel(Way way, std::uint32_t from, std::uint32_t to) {
  if (is_cut(from, to)) return std::nullopt;
  return client_transit(link(from, to), ways_[index_of(way.client_region, way.region)]);
}

}  // namespace lastwrite
