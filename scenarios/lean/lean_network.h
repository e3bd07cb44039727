// The ways of the clients' requests and replies between regions: what
// scenarios/engine/shaped_client.h does to them, on the same random streams. Request and reply of
// one way share a stream.
//
//   LeanNetwork network(scenario);
//   std::optional<Duration> time = network.request({0, 2});   // of a client in region 0, to region
//   2 network.reply({0, 2});                                    // and what comes back
//   network.is_cut(0, 2)                                      // now; where a message arrives too
//
// Nothing is drawn for what a cut link swallows. Threading: one owner. Requires: regions that
// differ.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "region/base/random.h"
#include "scenarios/engine/scenario.h"

namespace lastwrite {

/// A link of a lean run as it is from now on; regions are indices of the scenario.
struct LeanLinkNow {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  LinkSpec spec;
};

class LeanNetwork {
 public:
  struct Way {
    std::uint32_t client_region = 0;
    std::uint32_t region = 0;
  };

  explicit LeanNetwork(const Scenario& scenario);

  /// How long it takes; nullopt: it is swallowed.
  std::optional<Duration> request(Way way) { return travel(way, way.client_region, way.region); }
  std::optional<Duration> reply(Way way) { return travel(way, way.region, way.client_region); }
  bool is_cut(std::uint32_t from, std::uint32_t to) const { return link(from, to).partitioned; }

  void set_links(const std::vector<LeanLinkNow>& changes);

 private:
  std::size_t index_of(std::uint32_t from, std::uint32_t to) const { return from * regions_ + to; }
  const LinkSpec& link(std::uint32_t from, std::uint32_t to) const {
    return links_[index_of(from, to)];
  }
  std::optional<Duration> travel(Way way, std::uint32_t from, std::uint32_t to);

  std::size_t regions_;
  std::vector<LinkSpec> links_;  // by source, destination; those of a region to itself are idle
  std::vector<Random> ways_;     // by region of the client, region
};

}  // namespace lastwrite
