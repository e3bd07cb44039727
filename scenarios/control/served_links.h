// The links of a served cluster as they are now: what was asked for at the start, changed since.
//
//   ServedLinks links(preset);
//   links.change({us, eu}, {.latency = …});  links.cut({us, eu});  links.heal();
//   for (const LinkPair& pair : links.take_changed()) cluster.set_link(…, links.now(pair), …);
//
// A partition or pause lies over a link's other settings and is taken away without touching them.
// Threading: a value.
#pragma once

#include <set>
#include <vector>

#include "scenarios/engine/link_change.h"
#include "scenarios/engine/scenario.h"

namespace lastwrite {

class ServedLinks {
 public:
  explicit ServedLinks(LinkMap links) : base_(links), now_(std::move(links)) {}

  bool has(const LinkPair& pair) const { return now_.count(pair) != 0; }
  /// Requires, here and below: has(pair).
  const LinkSpec& now(const LinkPair& pair) const { return now_.at(pair); }
  const LinkMap& all() const { return now_; }

  void change(const LinkPair& pair, const LinkChange& change);
  void cut(const LinkPair& pair);
  void pause(const LinkPair& pair, bool paused);
  /// Somebody else has set it so: take_changed() does not speak of it.
  void note(const LinkPair& pair, const LinkSpec& link) { now_.at(pair) = link; }
  /// Ends all partitions and pauses.
  void heal();
  /// Everything as it was in the beginning.
  void reset();

  /// The links that were touched since the last call.
  std::vector<LinkPair> take_changed();

 private:
  void set(const LinkPair& pair, const LinkSpec& link);

  LinkMap base_;
  LinkMap now_;
  std::set<LinkPair> changed_;
};

}  // namespace lastwrite
