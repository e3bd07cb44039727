#include "scenarios/engine/link_table.h"

#include "region/base/check.h"

namespace lastwrite {

LinkEffect LinkTable::begin(std::vector<LinkPair> pairs, LinkChange change) {
  const LinkEffect id{++last_effect_};
  effects_.emplace(id, Effect{std::move(pairs), std::move(change)});
  recompute();
  return id;
}

void LinkTable::end(LinkEffect effect) {
  effects_.erase(effect);
  recompute();
}

const LinkSpec& LinkTable::now(const RegionName& from, const RegionName& to) const {
  const auto found = now_.find({from, to});
  LW_CHECK(found != now_.end(), "no link {} -> {}", from, to);
  return found->second;
}

std::vector<LinkPair> LinkTable::take_changed() {
  std::vector<LinkPair> changed(changed_.begin(), changed_.end());
  changed_.clear();
  return changed;
}

std::vector<LinkPair> LinkTable::matching(const LinkEnds& ends) const {
  std::vector<LinkPair> pairs;
  for (const auto& [pair, link] : base_) {
    if (ends.match(pair.first, pair.second)) pairs.push_back(pair);
  }
  return pairs;
}

void LinkTable::recompute() {
  LinkMap fresh = base_;
  for (const auto& [id, effect] : effects_) {
    for (const LinkPair& pair : effect.pairs)
      fresh.at(pair) = changed(fresh.at(pair), effect.change);
  }
  for (const auto& [pair, link] : fresh) {
    if (link != now_.at(pair)) changed_.insert(pair);
  }
  now_ = std::move(fresh);
}

}  // namespace lastwrite
