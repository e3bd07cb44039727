#include "scenarios/control/cluster_control.h"

#include <algorithm>

#include "region/base/check.h"
#include "scenarios/engine/all_replies.h"

namespace lastwrite {
namespace {

std::string names(const std::vector<RegionName>& regions) {
  std::string text;
  for (const RegionName& region : regions) text += (text.empty() ? "" : ", ") + region.text;
  return text;
}

std::string names(const std::vector<LinkPair>& pairs) {
  std::string text;
  for (const auto& [from, to] : pairs)
    text += fmt::format("{}{} → {}", text.empty() ? "" : ", ", from, to);
  return text;
}

std::vector<RegionName> ends_of(const std::vector<LinkPair>& pairs) {
  std::vector<RegionName> regions;
  for (const auto& [from, to] : pairs) regions.insert(regions.end(), {from, to});
  return regions;
}

}  // namespace

Result<RegionName> ClusterControl::region_named(const std::string& name) const {
  Regions known;
  for (const ControlledRegion& one : regions_) {
    if (one.region.text == name) return one.region;
    known.push_back(one.region);
  }
  return fail(ErrorCode::kUsage, "there is no region '{}' here: {}", name, names(known));
}

std::vector<LinkPair> ClusterControl::links_of(const RegionName& region) const {
  std::vector<LinkPair> pairs;
  for (const auto& [pair, link] : links_.all()) {
    if (pair.first == region || pair.second == region) pairs.push_back(pair);
  }
  return pairs;
}

ControlledRegion& ClusterControl::region(const RegionName& name) {
  const auto found = std::find_if(regions_.begin(), regions_.end(),
                                  [&](const auto& one) { return one.region == name; });
  LW_CHECK(found != regions_.end(), "no region {}", name);
  return *found;
}

// Tells the regions that run about their links; one that does not hears when it is restarted.
void ClusterControl::push_links(std::string sentence, Done done) {
  std::vector<LinkPair> pairs = links_.take_changed();
  std::erase_if(pairs, [&](const LinkPair& pair) { return !runs(pair.first); });
  if (pairs.empty()) return done(std::move(sentence));
  auto all = AllReplies::make(pairs.size(), [sentence = std::move(sentence),
                                             done = std::move(done)](Result<void> set) mutable {
    if (!set) return done(propagate(set));
    done(std::move(sentence));
  });
  for (const LinkPair& pair : pairs)
    cluster_.set_link(pair.first, pair.second, links_.now(pair), all->part());
}

void ClusterControl::change_links(const std::vector<LinkPair>& pairs, const LinkChange& change,
                                  Done done) {
  for (const LinkPair& pair : pairs) links_.change(pair, change);
  push_links(fmt::format("changed: {}", names(pairs)), std::move(done));
}

void ClusterControl::partition(const Regions& side, Regions other, Done done) {
  const auto is_in = [](const Regions& all, const RegionName& one) {
    return std::find(all.begin(), all.end(), one) != all.end();
  };
  if (other.empty()) {
    for (const ControlledRegion& one : regions_) {
      if (!is_in(side, one.region)) other.push_back(one.region);
    }
  }
  std::vector<LinkPair> pairs;
  for (const auto& [pair, link] : links_.all()) {
    const auto& [from, to] = pair;
    if ((is_in(side, from) && is_in(other, to)) || (is_in(other, from) && is_in(side, to)))
      pairs.push_back(pair);
  }
  if (pairs.empty())
    return done(fail(ErrorCode::kUsage, "a partition needs two sides: name the regions of one"));
  for (const LinkPair& pair : pairs) links_.cut(pair);
  std::string what =
      fmt::format("{} and {} were cut off from each other", names(side), names(other));
  on_links_.push_back({watch_.begin(what, ends_of(pairs))});
  push_links(std::move(what), std::move(done));
}

void ClusterControl::end_disturbances() {
  for (const OnLinks& one : std::exchange(on_links_, {})) watch_.end(one.disturbance);
}

void ClusterControl::resumed(const std::vector<LinkPair>& pairs) {
  std::erase_if(on_links_, [&](OnLinks& one) {
    if (one.paused.empty()) return false;  // a partition
    std::erase_if(one.paused, [&](const LinkPair& pair) {
      return std::find(pairs.begin(), pairs.end(), pair) != pairs.end();
    });
    if (one.paused.empty()) watch_.end(one.disturbance);
    return one.paused.empty();
  });
}

void ClusterControl::heal(bool links_too, Done done) {
  links_too ? links_.reset() : links_.heal();
  end_disturbances();
  push_links(links_too ? "all links are as they were at the start" : "no link is cut or paused",
             std::move(done));
}

void ClusterControl::pause(const std::vector<LinkPair>& pairs, bool paused, Done done) {
  for (const LinkPair& pair : pairs) links_.pause(pair, paused);
  std::string what =
      fmt::format("replication was {}: {}", paused ? "paused" : "resumed", names(pairs));
  if (!paused) resumed(pairs);
  if (paused) on_links_.push_back({watch_.begin(what, ends_of(pairs)), pairs});
  push_links(std::move(what), std::move(done));
}

// A clock that is right disturbs nobody, whatever was done to it before.
void ClusterControl::clock_changed(const RegionName& name, const std::string& what) {
  if (clocks_[name] != ClockSkew{}) return off_since_[name].push_back(watch_.begin(what, {name}));
  for (const std::size_t one : std::exchange(off_since_[name], {})) watch_.end(one);
}

void ClusterControl::set_clock(const RegionName& name, const ClockSkew& skew, Done done) {
  clocks_[name] = skew;
  std::string what = fmt::format("the clock of {} was set {} off, drifting by {:g} ppm", name,
                                 duration_text(skew.offset), skew.drift_ppm);
  if (skew == ClockSkew{}) what = fmt::format("the clock of {} was set right", name);
  for (const std::size_t one : std::exchange(off_since_[name], {})) watch_.end(one);
  clock_changed(name, what);
  if (!runs(name)) return done(std::move(what));
  cluster_.set_clock(name, skew, [what, done = std::move(done)](Result<void> set) mutable {
    if (!set) return done(propagate(set));
    done(std::move(what));
  });
}

void ClusterControl::step_clock(const RegionName& name, Duration delta, Done done) {
  clocks_[name].offset += delta;
  std::string what = fmt::format("the clock of {} jumped by {}", name, duration_text(delta));
  clock_changed(name, what);
  if (!runs(name)) return done(std::move(what));
  cluster_.step_clock(name, delta, [what, done = std::move(done)](Result<void> set) mutable {
    if (!set) return done(propagate(set));
    done(std::move(what));
  });
}

// 1. `kill us`: the process is told to end.  2. `restart us`, before it has: a second process would
// find the store locked, and write into the first one's trace.
bool ClusterControl::refuse_busy(const RegionName& name, Done& done) {
  if (!busy_.contains(name)) return false;
  done(fail(ErrorCode::kUsage, "{} is being killed or started at this moment", name));
  return true;
}

void ClusterControl::kill(const RegionName& name, Done done) {
  if (refuse_busy(name, done)) return;
  if (!runs(name))
    return done(fail(ErrorCode::kUsage, "{} does not run: `lastwrite ctl restart {}` starts it",
                     name, name));
  region(name).down = "killed";
  down_since_[name] = watch_.begin(fmt::format("{} was down", name), {name});
  busy_.insert(name);
  cluster_.kill(
      name, CrashMode::kProcess, [this, name, done = std::move(done)](Result<void> gone) mutable {
        busy_.erase(name);
        if (!gone) return done(propagate(gone));
        done(fmt::format("{} is dead; `lastwrite ctl restart {}` brings it back", name, name));
      });
}

void ClusterControl::region_lost(const RegionName& name, const std::string& why) {
  region(name).down = why;
  down_since_[name] = watch_.begin(fmt::format("{} was down", name), {name});
}

void ClusterControl::restart(const RegionName& name, Done done) {
  if (refuse_busy(name, done)) return;
  if (runs(name))
    return done(
        fail(ErrorCode::kUsage, "{} runs: `lastwrite ctl kill {}` would end it", name, name));
  region(name).down = "starting";
  busy_.insert(name);
  cluster_.restart(name, [this, name, done = std::move(done)](Result<void> started) mutable {
    busy_.erase(name);
    if (!started) {
      region(name).down = started.error().message;
      return done(propagate(started));
    }
    region(name).down.clear();
    if (down_since_.count(name) != 0) watch_.end(down_since_[name]);
    set_up_again(name, std::move(done));
  });
}

// A region begins with links that delay nothing and a clock that is right.
void ClusterControl::set_up_again(const RegionName& name, Done done) {
  std::vector<LinkPair> pairs = links_of(name);
  std::erase_if(pairs, [&](const LinkPair& pair) { return pair.first != name; });
  auto all =
      AllReplies::make(pairs.size() + 1, [name, done = std::move(done)](Result<void> set) mutable {
        if (!set) return done(propagate(set));
        done(fmt::format("{} runs again", name));
      });
  cluster_.set_clock(name, clocks_[name], all->part());
  for (const LinkPair& pair : pairs)
    cluster_.set_link(name, pair.second, links_.now(pair), all->part());
}

void ClusterControl::create_table(const CreateTableInput& input, Done done) {
  cluster_.create_table(input,
                        [name = input.table, done = std::move(done)](Result<void> made) mutable {
                          if (!made) return done(propagate(made));
                          done(fmt::format("the table {} is there, in all regions", name));
                        });
}

}  // namespace lastwrite
