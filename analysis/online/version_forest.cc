#include "analysis/online/version_forest.h"

#include <utility>

#include "region/base/check.h"

namespace lastwrite {
namespace {

// A write inside one that was superseded is superseded with it; inside a lost one, it is orphaned.
Fate inherited(Fate fate) {
  return is_lost(fate) ? Fate::kLostOrphaned : fate;
}

}  // namespace

VersionId VersionForest::add(const OpenVersion& version, VersionId base) {
  if (free_.empty()) {
    free_.push_back(static_cast<VersionId>(slots_.size()));
    slots_.emplace_back();
  }
  const VersionId id = free_.back();
  free_.pop_back();
  Slot& slot = slots_[id];
  slot = Slot{};
  slot.version = version;
  slot.version.key.fate = Fate::kUnresolved;
  slot.parent = base;
  if (base != kNoVersion) {
    ++slots_[base].children;
    slots_[base].children_xor ^= id;
  }
  return id;
}

// A base is accepted before what is computed from it: what is older than `inner` cannot descend
// from it.
bool VersionForest::includes(VersionId outer, VersionId inner) const {
  const std::uint64_t order = slots_[inner].version.order;
  while (outer != kNoVersion && slots_[outer].version.order > order) outer = slots_[outer].parent;
  return outer == inner;
}

void VersionForest::inherit(VersionId id, VersionId from) {
  slots_[id].link = from;
  ++slots_[from].references;
}

// Follows the links to where they end, and shortens the way for the next who asks (path halving).
VersionForest::Outcome VersionForest::outcome_of(VersionId id) {
  if (slots_[id].link == kNoVersion) {
    const Fate fate = slots_[id].version.key.fate;
    return {fate, fate == Fate::kUnresolved ? id : kNoVersion};
  }
  VersionId end = slots_[id].link;
  while (slots_[end].link != kNoVersion) {
    const VersionId next = slots_[end].link;
    slots_[id].link = next;
    ++slots_[next].references;
    unreference(end);
    id = next;
    end = slots_[id].link == kNoVersion ? id : slots_[id].link;
  }
  const Fate fate = slots_[end].version.key.fate;
  return {inherited(fate), fate == Fate::kUnresolved ? end : kNoVersion};
}

VersionForest::Outcome VersionForest::inherited_from(VersionId id) {
  Outcome outcome = outcome_of(id);
  outcome.fate = inherited(outcome.fate);
  return outcome;
}

void VersionForest::settle(VersionId id) {
  while (id != kNoVersion && slots_[id].alive == 0 && !slots_[id].gone) {
    if (slots_[id].children > 1) return;
    const VersionId parent = slots_[id].parent;
    if (slots_[id].children == 1) return merge_into_child(id);
    end(id);
    id = parent;
  }
}

// Nothing that lives descends from it.
void VersionForest::end(VersionId id) {
  const std::uint32_t item = slots_[id].version.item;
  const Outcome own = outcome_of(id);
  LW_CHECK(own.waits_for == kNoVersion, "version {} ends undecided", id);
  FateKey key = slots_[id].version.key;
  key.fate = own.fate;
  decided_(item, key, 1);
  empty_bag(id, [&](const Entry& entry) {
    FateKey merged = entry.key;
    if (entry.waits_for != kNoVersion) {
      const Outcome outcome = inherited_from(entry.waits_for);
      LW_CHECK(outcome.waits_for == kNoVersion, "what waits inside {} is undecided", id);
      merged.fate = outcome.fate;
    }
    decided_(item, merged, entry.count);
  });
  const VersionId parent = slots_[id].parent;
  if (parent != kNoVersion) {
    --slots_[parent].children;
    slots_[parent].children_xor ^= id;
  }
  remove(id);
}

void VersionForest::merge_into_child(VersionId id) {
  const VersionId child = slots_[id].children_xor;
  const VersionId parent = slots_[id].parent;
  put(child, slots_[id].version.key, outcome_of(id), 1);
  empty_bag(id, [&](const Entry& entry) {
    const bool waits = entry.waits_for != kNoVersion;
    put(child, entry.key, waits ? inherited_from(entry.waits_for) : Outcome{entry.key.fate},
        entry.count);
  });
  slots_[child].parent = parent;
  if (parent != kNoVersion) slots_[parent].children_xor ^= id ^ child;
  remove(id);
}

void VersionForest::put(VersionId into, FateKey key, const Outcome& outcome, std::uint64_t count) {
  key.fate = outcome.waits_for == kNoVersion ? outcome.fate : Fate::kUnresolved;
  for (std::uint32_t at = slots_[into].bag; at != kNoEntry; at = entries_[at].next) {
    if (entries_[at].waits_for != outcome.waits_for || !(entries_[at].key == key)) continue;
    entries_[at].count += count;
    return;
  }
  if (free_entries_.empty()) {
    free_entries_.push_back(static_cast<std::uint32_t>(entries_.size()));
    entries_.emplace_back();
  }
  const std::uint32_t fresh = free_entries_.back();
  free_entries_.pop_back();
  entries_[fresh] = {key, outcome.waits_for, slots_[into].bag, count};
  slots_[into].bag = fresh;
  if (outcome.waits_for != kNoVersion) ++slots_[outcome.waits_for].references;
}

// Hands out the entries of a node and forgets them.
template <typename Take>
void VersionForest::empty_bag(VersionId id, Take take) {
  std::uint32_t at = std::exchange(slots_[id].bag, kNoEntry);
  while (at != kNoEntry) {
    const Entry entry = entries_[at];
    take(entry);
    if (entry.waits_for != kNoVersion) unreference(entry.waits_for);
    free_entries_.push_back(at);
    at = entry.next;
  }
}

void VersionForest::remove(VersionId id) {
  slots_[id].gone = true;
  if (slots_[id].references == 0) unlink(id);
}

void VersionForest::unreference(VersionId id) {
  if (--slots_[id].references == 0 && slots_[id].gone) unlink(id);
}

// Forgets a version that nobody refers to, and then whom it alone referred to.
void VersionForest::unlink(VersionId id) {
  while (id != kNoVersion) {
    const VersionId next = std::exchange(slots_[id].link, kNoVersion);
    free_.push_back(id);
    if (next == kNoVersion || --slots_[next].references > 0 || !slots_[next].gone) return;
    id = next;
  }
}

void VersionForest::win(VersionId id) {
  const std::uint32_t item = slots_[id].version.item;
  FateKey key = slots_[id].version.key;
  LW_CHECK(slots_[id].parent == kNoVersion && slots_[id].children == 0,
           "version {} wins, yet others of item {} are open", id, item);
  key.fate = Fate::kWinner;
  decided_(item, key, 1);
  empty_bag(id, [&](const Entry& entry) {
    FateKey merged = entry.key;
    merged.fate = Fate::kIncluded;
    decided_(item, merged, entry.count);
  });
  remove(id);
}

}  // namespace lastwrite
