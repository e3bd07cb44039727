#include "scenarios/experiment/client_network.h"

namespace lastwrite {

RegionClient& ClientNetwork::way(const RegionName& from, const RegionName& to) {
  std::unique_ptr<ShapedClient>& way = ways_[{from, to}];
  if (!way) {
    way = std::make_unique<ShapedClient>(cluster_.client(to), links_, scheduler_,
                                         ShapedClient::Way{from, to, timeout_},
                                         random_.fork(fmt::format("{} -> {}", from, to)));
  }
  return *way;
}

}  // namespace lastwrite
