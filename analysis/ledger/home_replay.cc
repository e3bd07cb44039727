#include "analysis/ledger/home_replay.h"

#include <algorithm>
#include <map>
#include <set>

#include "analysis/ledger/final_state.h"

namespace lastwrite {
namespace {

// The last event counts: an earlier one over the same version was rolled back with its process.
void find_displacers(const History& history, HomeReplay& replay) {
  replay.displacers.assign(history.versions.size(), kAbsent);
  for (std::uint32_t region = 0; region < history.events.size(); ++region) {
    for (const RegionEvent& event : history.events[region]) {
      if (!event.installs || event.previous == kAbsent) continue;
      if (history.versions[event.previous].region == region) {
        replay.displacers[event.previous] = event.version;
      }
    }
  }
}

// One region, walked through from its first event to its final state.
class RegionWalk {
 public:
  RegionWalk(const History& history, std::uint32_t region, HomeReplay& replay)
      : history_(history), region_(region), replay_(replay) {
    for (const FaultMark& fault : history.faults) {
      const std::string& name = history.regions[region].text;
      const bool here =
          std::find(fault.regions.begin(), fault.regions.end(), name) != fault.regions.end();
      if (fault.loses_unsynced && !fault.begins && here) restarts_.push_back(fault.at);
    }
  }

  void walk() {
    if (!restarts_.empty()) replay();
    for (const RegionEvent& event : history_.events[region_]) {
      const bool abroad = history_.versions[event.version].region != region_;
      if (abroad && !undone_here_.contains(event.version)) {
        replay_.kept_abroad[event.version] = true;
      }
    }
  }

 private:
  void replay() {
    for (const RegionEvent& event : history_.events[region_]) {
      reconcile(history_.versions[event.version].item, event.previous, event.at);
      if (event.installs) install(event);
    }
    if (!history_.quiesce) return;
    std::map<std::uint32_t, std::uint32_t> finals;  // by item
    for (const FinalMark& mark : history_.finals) {
      if (mark.region == region_) finals[history_.versions[mark.version].item] = mark.version;
    }
    if (finals.empty() && !read_in_the_end()) return;
    for (const auto& [item, held] : held_) {
      const auto found = finals.find(item);
      reconcile(item, found == finals.end() ? kAbsent : found->second, history_.quiesce->at);
    }
  }

  // A region without a single item may have lost all it had, or have never been asked.
  bool read_in_the_end() const {
    const bool whole = history_.phases.empty() || history_.phases.back().name == "done";
    return whole && quiesced(history_) && !is_missing(history_, region_);
  }

  struct Held {
    std::uint32_t version = kAbsent;
    TrueTime since;
  };

  void install(const RegionEvent& event) {
    held_[history_.versions[event.version].item].push_back({event.version, event.at});
    undone_here_.erase(event.version);
    replay_.undone[event.version] = false;
    if (event.previous != kAbsent && history_.versions[event.previous].region == region_) {
      replay_.displacers[event.previous] = event.version;
    }
  }

  // The region holds `version` of the item at `at`: whatever stood above it was taken back by a
  // restart in between.
  void reconcile(std::uint32_t item, std::uint32_t version, TrueTime at) {
    std::vector<Held>& stack = held_[item];
    while (!stack.empty() && stack.back().version != version && lost_between(stack.back(), at)) {
      undo(stack);
    }
  }

  void undo(std::vector<Held>& stack) {
    const std::uint32_t lost = stack.back().version;
    stack.pop_back();
    undone_here_.insert(lost);
    replay_.undone[lost] = history_.versions[lost].region == region_;
    if (stack.empty()) return;
    std::uint32_t& displacer = replay_.displacers[stack.back().version];
    if (displacer == lost) displacer = kAbsent;
  }

  bool lost_between(const Held& held, TrueTime at) const {
    return std::any_of(restarts_.begin(), restarts_.end(),
                       [&](TrueTime restart) { return held.since <= restart && restart <= at; });
  }

  const History& history_;
  const std::uint32_t region_;
  HomeReplay& replay_;
  std::vector<TrueTime> restarts_;
  std::set<std::uint32_t> undone_here_;  // versions that a power cut took from this region
  std::map<std::uint32_t, std::vector<Held>> held_;  // by item, oldest first
};

}  // namespace

HomeReplay replay_homes(const History& history) {
  HomeReplay replay;
  replay.undone.assign(history.versions.size(), false);
  replay.kept_abroad.assign(history.versions.size(), false);
  find_displacers(history, replay);
  for (std::uint32_t region = 0; region < history.events.size(); ++region) {
    RegionWalk(history, region, replay).walk();
  }
  return replay;
}

}  // namespace lastwrite
