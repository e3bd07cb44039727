#include "scenarios/control/state_book.h"

#include <utility>

namespace lastwrite {

void StateBook::ask(Reply<std::vector<ControlledRegion>> reply) {
  const RoundId id = ++last_round_;
  Round& round = rounds_[id];
  round.reply = std::move(reply);
  round.timer = loop_.call_after(kPatience, [this, id] { out_of_patience(id); });
  std::vector<RegionName> asked;
  for (const ControlledRegion& one : control_.regions()) {
    if (!one.down.empty()) {
      said_.erase(one.region);
      continue;
    }
    const Said& said = said_[one.region];
    if (!said.silent) round.waits_for.insert(one.region);
    if (!said.silent || said.open == 0) asked.push_back(one.region);
  }
  if (round.waits_for.empty())
    loop_.post([self = std::weak_ptr(self_), id] {
      if (const auto there = self.lock()) (*there)->finish(id);
    });
  for (const RegionName& region : asked) question(region, id);
}

void StateBook::end() {
  for (auto& [id, round] : std::exchange(rounds_, {})) loop_.cancel(round.timer);
  self_ = std::make_shared<StateBook*>(this);
}

void StateBook::question(const RegionName& region, RoundId round) {
  ++said_[region].open;
  control_.cluster().state(region,
                           [self = std::weak_ptr(self_), region, round](Result<RegionState> state) {
                             const auto there = self.lock();
                             if (!there) return;
                             (*there)->take(region, std::move(state));
                             (*there)->answered(round, region);
                           });
}

// 1. A region is asked.  2. It is killed and started again.  3. The first question fails: that says
// nothing of the region that now runs, and the next one will.
void StateBook::take(const RegionName& region, Result<RegionState> state) {
  const auto found = said_.find(region);
  if (found == said_.end()) return;
  Said& said = found->second;
  if (said.open > 0) --said.open;
  said.silent = !state;
  if (!state) return;
  said.state = *std::move(state);
  said.keys = control_.keys_of(region);
}

void StateBook::answered(RoundId id, const RegionName& region) {
  const auto found = rounds_.find(id);
  if (found == rounds_.end()) return;
  found->second.waits_for.erase(region);
  if (found->second.waits_for.empty()) finish(id);
}

void StateBook::out_of_patience(RoundId id) {
  const auto found = rounds_.find(id);
  if (found == rounds_.end()) return;
  found->second.timer = TimerId::kNone;
  for (const RegionName& region : found->second.waits_for) {
    if (const auto said = said_.find(region); said != said_.end()) said->second.silent = true;
  }
  finish(id);
}

void StateBook::finish(RoundId id) {
  auto round = rounds_.extract(id);
  if (round.empty()) return;
  loop_.cancel(round.mapped().timer);
  round.mapped().reply(now());
}

std::vector<ControlledRegion> StateBook::now() const {
  std::vector<ControlledRegion> regions = control_.regions();
  for (ControlledRegion& one : regions) {
    const auto found = said_.find(one.region);
    if (!one.down.empty() || found == said_.end()) continue;
    one.state = found->second.state;
    one.keys = found->second.keys;
    one.silent = found->second.silent;
  }
  return regions;
}

}  // namespace lastwrite
