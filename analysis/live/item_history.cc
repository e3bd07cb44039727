#include "analysis/live/item_history.h"

#include <algorithm>
#include <set>
#include <utility>

namespace lastwrite {
namespace {

std::uint64_t bit(std::size_t region) {
  return std::uint64_t{1} << region;
}

}  // namespace

ItemHistory::ItemHistory(std::size_t regions, const Decided& decided)
    : regions_(regions),
      decided_(decided),
      members_(bit(regions) - 1),
      held_(regions),
      known_(regions) {}

void ItemHistory::set_members(std::uint64_t regions) {
  if (members_ == regions) return;
  members_ = regions;
  for (Region region = 0; region < regions_; ++region) {
    if ((members_ & bit(region)) != 0) continue;
    held_[region].reset();
    known_[region] = false;
    for (const auto& [stamp, entry] : versions_) skip(region, stamp);
  }
}

ItemHistory::Entry& ItemHistory::at(const Stamp& stamp) {
  Entry& entry = versions_[stamp];
  if (entry.receipts.empty()) entry.receipts.resize(regions_);
  return entry;
}

ItemHistory::Entry* ItemHistory::find(const Stamp& stamp) {
  const auto found = versions_.find(stamp);
  return found == versions_.end() ? nullptr : &found->second;
}

ItemHistory::Entry* ItemHistory::base_of(const Entry& entry) {
  if (!entry.facts || !entry.facts->derived || !entry.facts->base) return nullptr;
  return find(*entry.facts->base);
}

// The region says what it held. It is to be believed: what was thought before may never have been
// committed (a phantom), or come in a snapshot that nobody told version by version.
void ItemHistory::correct(Region region, const std::optional<Stamp>& previous) {
  if (known_[region] && held_[region] == previous) return;
  if (known_[region] && held_[region]) {
    Entry* const wrong = find(*held_[region]);
    const bool own = wrong != nullptr && wrong->facts && wrong->region == region;
    const bool unseen = own && wrong->missing == (members_ & ~bit(region));
    if (unseen && (restarted_ & bit(region)) != 0) {
      if (counts(*wrong)) --writes_;
      if (wrong->missing != 0) --on_their_way_;
      versions_.erase(*held_[region]);
    }
  }
  known_[region] = true;
  held_[region] = previous;
  if (previous) at(*previous);
}

void ItemHistory::accept(Region region, std::uint64_t order,
                         std::shared_ptr<const WriteFacts> facts,
                         const std::optional<Stamp>& previous) {
  ++events_;
  if (!facts->expired) ++writes_;
  correct(region, previous);
  const Stamp stamp = facts->stamp;
  Entry& entry = at(stamp);
  const TrueTime when = facts->at;
  entry.facts = std::move(facts);
  entry.region = region;
  entry.order = order;
  entry.receipts[region] = {order, when};
  if (entry.facts->stillborn) {
    if (previous) displace(stamp, *previous, when);
    return;
  }
  entry.missing = members_ & ~bit(region);
  if (entry.missing != 0) ++on_their_way_;
  if (previous) displace_at_home(region, *previous, stamp, when);
  held_[region] = stamp;
}

void ItemHistory::apply(const Arrival& arrival) {
  ++events_;
  correct(arrival.region, arrival.previous);
  Entry& entry = at(arrival.version);
  if (entry.receipts[arrival.region].order == 0)
    entry.receipts[arrival.region] = {arrival.order, arrival.at};
  skip(arrival.region, arrival.version);
  if (!arrival.installed) return;
  held_[arrival.region] = arrival.version;
  if (arrival.previous)
    displace_at_home(arrival.region, *arrival.previous, arrival.version, arrival.at);
}

void ItemHistory::skip(Region region, const Stamp& version) {
  Entry* const entry = find(version);
  if (entry == nullptr || (entry->missing & bit(region)) == 0) return;
  entry->missing &= ~bit(region);
  if (entry->missing == 0) --on_their_way_;
}

void ItemHistory::restarted(Region region) {
  restarted_ |= bit(region);
}

void ItemHistory::abandon() {
  if (versions_.empty()) return;
  mark();
  cut_trunk();
  given_up_ += std::exchange(open_, 0);
  versions_.clear();
  held_.assign(regions_, std::nullopt);
  known_.assign(regions_, false);
  events_ = on_their_way_ = 0;
  due_.reset();
}

// A displacement counts where it happens in the version's own region: the fate is known at once,
// but for what the final version may include.
void ItemHistory::displace_at_home(Region region, const Stamp& stamp, const Stamp& by,
                                   TrueTime when) {
  const Entry* const gone = find(stamp);
  if (gone != nullptr && gone->facts && gone->region == region) displace(stamp, by, when);
}

void ItemHistory::displace(const Stamp& stamp, const Stamp& by, TrueTime when) {
  Entry* const gone = find(stamp);
  if (gone == nullptr || !gone->facts || gone->displaced_by) return;
  Entry& newer = at(by);
  gone->displaced_by = by;
  gone->by = newer.facts;
  gone->by_region = newer.region;
  gone->displaced_at = when;
  gone->inherits = includes(by, stamp);
  if (!gone->inherits) gone->fate = fate_against(*gone, newer);
}

bool ItemHistory::includes(const Stamp& outer, const Stamp& inner) {
  Entry* inside = find(inner);
  for (Entry* entry = find(outer); entry != nullptr; entry = base_of(*entry)) {
    if (entry == inside) return true;
  }
  return false;
}

bool ItemHistory::knew(const Entry& later, const Entry& earlier) const {
  if (!later.facts) return true;  // from before the trace: all that is told came after it
  const Receipt& received = earlier.receipts[later.region];
  if (received.order != 0 && received.order < later.order) return true;
  if (!earlier.facts) return true;
  return !later.facts->session.empty() && later.facts->session == earlier.facts->session &&
         earlier.order < later.order;
}

Fate ItemHistory::fate_against(const Entry& gone, const Entry& by) const {
  if (by.facts && by.facts->derived) {
    if (knew(by, gone)) return Fate::kLostLocal;
  } else if (by.facts && !gone.facts->stillborn) {
    const bool same_session =
        !by.facts->session.empty() && by.facts->session == gone.facts->session;
    if (same_session && gone.order < by.order) return Fate::kSupersededInformed;
    if (knew(by, gone)) return Fate::kSupersededSequential;
  }
  return knew(gone, by) ? Fate::kLostInverted : Fate::kLostConcurrent;
}

bool ItemHistory::at_rest() const {
  if (on_their_way_ != 0) return false;
  const std::optional<Stamp>* first = nullptr;
  for (Region region = 0; region < regions_; ++region) {
    if ((members_ & bit(region)) == 0) continue;
    if (first != nullptr && held_[region] != *first) return false;
    first = &held_[region];
  }
  return true;
}

void ItemHistory::settle(TrueTime now, Duration grace) {
  const bool is_due = due_ && *due_ <= now;
  const bool cheap = versions_.size() <= 2 * kTrunkKept || events_ * 2 >= versions_.size();
  if (!is_due && (events_ == 0 || (!cheap && !at_rest()))) return;
  events_ = 0;
  now_ = now, grace_ = grace;
  due_.reset();
  mark();
  const Stamp* next_greater = nullptr;
  for (auto it = versions_.rbegin(); it != versions_.rend(); ++it) {
    auto& [stamp, entry] = *it;
    if (!entry.decided && entry.facts) wait_or_decide(stamp, entry, next_greater);
    next_greater = &stamp;
  }
  forget_decided();
  cut_trunk();
  bound();
}

void ItemHistory::mark() {
  for (auto& [stamp, entry] : versions_) {
    entry.alive = entry.missing != 0;
    entry.kept = false;
    entry.kept_children = 0;
    entry.child = nullptr;
  }
  for (const auto& held : held_) {
    if (held) at(*held).alive = true;
  }
  for (auto& [stamp, entry] : versions_) {
    if (!entry.alive) continue;
    for (Entry* inner = &entry; inner != nullptr && !inner->kept;) {
      inner->kept = true;
      Entry* const base = base_of(*inner);
      if (base != nullptr) ++base->kept_children, base->child = inner;
      inner = base;
    }
  }
}

void ItemHistory::wait_or_decide(const Stamp& stamp, Entry& entry, const Stamp* next_greater) {
  if (entry.kept) return entry.gone_since.reset();
  if (!entry.gone_since) entry.gone_since = now_;
  const TrueTime due = *entry.gone_since + grace_;
  if (now_ < due) {
    due_ = std::min(due_.value_or(due), due);
  } else if (fate_is_known(stamp, entry, next_greater)) {
    entry.decided = true;
    tell(entry);
  }
}

// Newest stamp first: what a version lives inside comes before it, and may be waiting itself.
bool ItemHistory::fate_is_known(const Stamp& stamp, Entry& entry, const Stamp* next_greater) {
  if (!entry.displaced_by) {  // its region never showed by what: the next greater one, as in a run
    if (next_greater == nullptr) return false;
    displace(stamp, *next_greater, entry.facts->at);
  }
  if (!entry.displaced_by) return false;
  if (!entry.inherits) return true;
  const Entry* const host = find(*entry.displaced_by);
  if (host != nullptr && !host->decided) return false;
  entry.fate = host != nullptr ? host->fate : Fate::kSupersededSequential;
  if (is_lost(entry.fate)) {
    entry.root = host->root ? host->root : std::make_shared<const LostWrite>(loss_of(*host));
    entry.fate = Fate::kLostOrphaned;
  }
  return true;
}

LostWrite ItemHistory::loss_of(const Entry& entry) {
  LostWrite told{0, entry.fate, entry.facts, entry.by, entry.root, entry.displaced_at};
  if (!told.by) told.by = entry.facts;  // by one from before the trace
  const Receipt& told_there = entry.receipts[entry.by_region];
  if (entry.by && told_there.order != 0) told.told_at = told_there.at;
  return told;
}

void ItemHistory::tell(const Entry& entry) {
  if (counts(entry)) decided_(loss_of(entry));
}

// Those that others still share the fate of stay.
void ItemHistory::forget_decided() {
  std::set<Stamp> needed;
  for (const auto& [stamp, entry] : versions_) {
    if (!entry.decided && entry.displaced_by) needed.insert(*entry.displaced_by);
  }
  std::erase_if(versions_, [&](const auto& item) {
    const Entry& entry = item.second;
    const bool done = entry.decided || (!entry.facts && !entry.kept);
    return done && needed.count(item.first) == 0;
  });
}

// The trunk: what is inside everything that is alive.
void ItemHistory::cut_trunk() {
  Entry* root = nullptr;
  std::size_t roots = 0;
  for (auto& [stamp, entry] : versions_) {
    if (entry.kept && base_of(entry) == nullptr) root = &entry, ++roots;
  }
  std::vector<Stamp> trunk;
  std::size_t standing = 0;  // what all regions hold, and the trunk
  for (Entry* entry = roots == 1 ? root : nullptr; entry != nullptr && !entry->alive;
       entry = entry->kept_children == 1 ? entry->child : nullptr) {
    if (!entry->facts) continue;
    trunk.push_back(entry->facts->stamp);
    standing += counts(*entry) ? 1 : 0;
  }
  open_ = 0;
  for (const auto& [stamp, entry] : versions_) {
    open_ += counts(entry) && !entry.decided ? 1 : 0;
    standing += counts(entry) && entry.alive && at_rest() ? 1 : 0;
  }
  open_ -= standing;
  for (std::size_t i = 0; i + kTrunkKept < trunk.size(); ++i) versions_.erase(trunk[i]);
}

void ItemHistory::bound() {
  while (versions_.size() > kVersionsMax) {
    const Entry& oldest = versions_.begin()->second;
    if (counts(oldest) && !oldest.decided) ++given_up_;
    if (oldest.missing != 0) --on_their_way_;
    versions_.erase(versions_.begin());
  }
}

}  // namespace lastwrite
