#include "scenarios/control/served_links.h"

#include <utility>

namespace lastwrite {

void ServedLinks::set(const LinkPair& pair, const LinkSpec& link) {
  LinkSpec& now = now_.at(pair);
  if (now == link) return;
  now = link;
  changed_.insert(pair);
}

void ServedLinks::change(const LinkPair& pair, const LinkChange& change) {
  set(pair, changed(now(pair), change));
}

void ServedLinks::cut(const LinkPair& pair) {
  LinkSpec link = now(pair);
  link.partitioned = true;
  set(pair, link);
}

void ServedLinks::pause(const LinkPair& pair, bool paused) {
  LinkSpec link = now(pair);
  link.paused = paused;
  set(pair, link);
}

void ServedLinks::heal() {
  for (const auto& [pair, spec] : LinkMap(now_)) {
    LinkSpec link = spec;
    link.paused = base_.at(pair).paused;
    link.partitioned = base_.at(pair).partitioned;
    set(pair, link);
  }
}

void ServedLinks::reset() {
  for (const auto& [pair, link] : base_) set(pair, link);
}

std::vector<LinkPair> ServedLinks::take_changed() {
  const std::set<LinkPair> changed = std::exchange(changed_, {});
  return {changed.begin(), changed.end()};
}

}  // namespace lastwrite
