// The links of a run as they are at this moment: the scenario's, changed by the faults that are
// active.
//
//   LinkTable links(scenario.links);
//   LinkEffect cut = links.begin({{us, eu}, {eu, us}}, {.partitioned = true});
//   links.end(cut);                        // the links are again what the scenario says
//
// Invariant: each link is its base with the active changes laid over it in the order in which they
// began; so overlapping faults may end in any order. Threading: one loop.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "scenarios/engine/scenario.h"

namespace lastwrite {

enum class LinkEffect : std::uint64_t {};

class LinkTable {
 public:
  explicit LinkTable(LinkMap base) : base_(base), now_(std::move(base)) {}

  /// Lays a change over some links until end().
  LinkEffect begin(std::vector<LinkPair> pairs, LinkChange change);
  void end(LinkEffect effect);

  /// Requires: a link of the scenario.
  const LinkSpec& now(const RegionName& from, const RegionName& to) const;

  /// The links that differ from what they were at the last call.
  std::vector<LinkPair> take_changed();

  /// All links that `ends` matches.
  std::vector<LinkPair> matching(const LinkEnds& ends) const;

 private:
  struct Effect {
    std::vector<LinkPair> pairs;
    LinkChange change;
  };
  void recompute();

  LinkMap base_;
  LinkMap now_;
  std::map<LinkEffect, Effect> effects_;
  std::uint64_t last_effect_ = 0;
  std::set<LinkPair> changed_;
};

}  // namespace lastwrite
