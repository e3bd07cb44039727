#include "scenarios/fault/link_control.h"

#include <algorithm>

namespace lastwrite {
namespace {

// The side of the partition that a region is on; -1: on none.
int side_of(const PartitionFault& fault, const RegionName& region) {
  for (std::size_t i = 0; i < fault.groups.size(); ++i) {
    const auto& group = fault.groups[i];
    if (std::find(group.begin(), group.end(), region) != group.end()) return static_cast<int>(i);
  }
  return -1;
}

}  // namespace

LinkEffect LinkControl::begin(const PartitionFault& fault) {
  std::vector<LinkPair> cut;
  for (const LinkPair& pair : links_.matching(LinkEnds{})) {
    const int from = side_of(fault, pair.first);
    const int to = side_of(fault, pair.second);
    if (from >= 0 && to >= 0 && from != to) cut.push_back(pair);
  }
  return begin_on(std::move(cut), {.partitioned = true});
}

LinkEffect LinkControl::begin(const LinkFault& fault) {
  return begin_on(links_.matching(fault.ends), fault.change);
}

LinkEffect LinkControl::begin(const PauseRegionFault& fault) {
  std::vector<LinkPair> pairs = links_.matching({.from = fault.region});
  const std::vector<LinkPair> inbound = links_.matching({.to = fault.region});
  pairs.insert(pairs.end(), inbound.begin(), inbound.end());
  return begin_on(std::move(pairs), {.paused = true});
}

void LinkControl::end(LinkEffect effect) {
  links_.end(effect);
  send_changed();
}

void LinkControl::send_all() {
  for (const LinkPair& pair : links_.matching(LinkEnds{})) send(pair);
}

void LinkControl::send_of(const RegionName& region) {
  for (const LinkPair& pair : links_.matching(LinkEnds{})) {
    if (pair.first == region || pair.second == region) send(pair);
  }
}

LinkEffect LinkControl::begin_on(std::vector<LinkPair> pairs, const LinkChange& change) {
  const LinkEffect effect = links_.begin(std::move(pairs), change);
  send_changed();
  return effect;
}

void LinkControl::send(const LinkPair& pair) {
  target_.set_link(pair.first, pair.second, links_.now(pair.first, pair.second),
                   calls_.expect({pair.first, pair.second}));
}

void LinkControl::send_changed() {
  for (const LinkPair& pair : links_.take_changed()) send(pair);
}

}  // namespace lastwrite
