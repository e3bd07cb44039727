#include "analysis/online/online_ledger.h"

#include <algorithm>
#include <utility>

#include "region/base/check.h"

namespace lastwrite {
namespace {

constexpr std::size_t kRegionsMax = 32;  // they are bits of a word

std::uint32_t bit(std::uint32_t region) {
  return std::uint32_t{1} << region;
}

// True when `region` is the second of those whose conditional writes succeeded on one base.
bool note_cas(std::uint32_t& regions, std::uint32_t region) {
  const bool only_others = regions != 0 && (regions & (regions - 1)) == 0 && regions != bit(region);
  regions |= bit(region);
  return only_others;
}

}  // namespace

OnlineLedger::OnlineLedger(const OnlineOptions& options)
    : options_(options),
      out_(options.regions),
      forest_([this](std::uint32_t item, const FateKey& key, std::uint64_t count) {
        decided(item, key, count);
      }),
      sessions_(forest_, options.reads),
      meetings_(options.regions),
      held_(options.items * options.regions, kNoVersion),
      rivals_(options.regions, options.items),
      items_(options.items),
      lost_of_(options.regions + 1, std::vector<ClusterCount>(options.items)),
      stillborn_of_(options.regions, std::vector<ClusterCount>(options.items)) {
  LW_CHECK(options.regions <= kRegionsMax, "{} regions", options.regions);
  out_.regions.resize(options.regions);
  out_.pairs.resize(options.regions * options.regions);
}

VersionId OnlineLedger::accept(const AcceptedWrite& write) {
  const std::uint64_t order = ++order_;
  last_accepted_ = std::max(last_accepted_, write.at);
  VersionId& place = held(write.item, write.region);
  const bool aba = write.conditional && write.read_first && write.base != place;
  const bool in_doubt = write.in_doubt && write.installed;
  if (!in_doubt) book(write, order, aba);
  const RivalWrite rival{write.stamp, write.item, write.region, write.measured, in_doubt};
  if (!write.installed) {
    rivals_.accept(rival, kNoVersion);
    stillborn(write, place);
    return kNoVersion;
  }
  const VersionId fresh = add(write, order);
  if (in_doubt) doubt(write, fresh, aba);
  if (!busy()) busy_since_ = write.at;
  rivals_.accept(rival, fresh);
  const VersionId previous = std::exchange(place, fresh);
  if (previous != kNoVersion) {
    if (forest_.at(previous).key.region == write.region) displace(previous, fresh);
    forest_.release(previous);
  }
  return fresh;
}

// What is not known of `version` yet keeps it, and what it was computed from, from being forgotten.
void OnlineLedger::doubt(const AcceptedWrite& write, VersionId version, bool aba) {
  if (version >= doubts_.size()) doubts_.resize(version + 1);
  doubts_[version] = {write, aba};
  forest_.acquire(version);
  if (write.derived && write.base != kNoVersion) forest_.acquire(write.base);
}

void OnlineLedger::end_doubt(VersionId version, bool acknowledged) {
  const Doubt known = doubts_[version];
  const AcceptedWrite& write = known.write;
  if (acknowledged) book(write, forest_.at(version).order, known.aba);
  if (!acknowledged) forest_.at(version).key.unheard = true;
  rivals_.heard(version, acknowledged);
  if (write.derived && write.base != kNoVersion) forest_.release(write.base);
  forest_.release(version);
}

// What counts of a write whose client was told OK, in whatever order clients are.
void OnlineLedger::book(const AcceptedWrite& write, std::uint64_t order, bool aba) {
  ++out_.heard;
  ItemBook& item = items_[write.item];
  const bool later = write.at > item.last_accepted ||
                     (write.at == item.last_accepted && write.operation < item.last_operation);
  if (later) {
    item.last_accepted = write.at;
    item.last_operation = write.operation;
    item.last_order = order;
  }
  item.increments += write.increment;
  item.counts = item.counts || write.increment != 0;
  if (write.measured) ++stillborn_of_[write.region][write.item].trials;
  if (aba) ++out_.aba;
  if (write.derived) count_family(write);
}

// Fork points and double compare-and-set: of the acknowledged writes with one base.
void OnlineLedger::count_family(const AcceptedWrite& write) {
  const bool born = write.base == kNoVersion;
  std::uint32_t& children = born ? items_[write.item].born : forest_.at(write.base).derived_from;
  std::uint32_t& regions =
      born ? items_[write.item].cas_regions : forest_.at(write.base).cas_regions;
  if (++children == 2) ++out_.fork_points;
  if (write.conditional && note_cas(regions, write.region)) ++out_.double_cas;
}

// Acknowledged, never visible: what stood there has the greater stamp, and was known.
void OnlineLedger::stillborn(const AcceptedWrite& write, VersionId by) {
  sessions_.next_ordinal(write.session);
  const OpenVersion& stood = forest_.at(by);
  FateKey key;
  key.fate = Fate::kLostInverted;
  key.region = static_cast<std::uint8_t>(write.region);
  key.measured = write.measured;
  key.conditional = write.conditional;
  key.newer_in_real_time = stood.accepted_at < write.at;
  key.tie = stood.stamp.ties_with(write.stamp);
  if (write.measured) ++stillborn_of_[write.region][write.item].hits;
  decided(write.item, key, 1);
}

VersionId OnlineLedger::add(const AcceptedWrite& write, std::uint64_t order) {
  OpenVersion version;
  version.order = order;
  version.accepted_at = write.at;
  version.stamp = write.stamp;
  version.item = write.item;
  version.session = write.session;
  version.ordinal =
      write.past != nullptr ? write.past->ordinal : sessions_.next_ordinal(write.session);
  version.counter = write.counter;
  version.key.region = static_cast<std::uint8_t>(write.region);
  version.key.measured = write.measured;
  version.key.conditional = write.conditional;
  version.derived = write.derived;
  const VersionId id = forest_.add(version, write.derived ? write.base : kNoVersion);
  forest_.acquire(id,
                  static_cast<std::uint32_t>(options_.regions));  // held here, on its way to all
  sessions_.wrote(id, write.past);
  meetings_.open(id);
  if (received_.size() < (id + 1) * options_.regions) {
    received_.resize((id + 1) * options_.regions);
    lag_counts_.resize(id + 1);
  }
  for (std::uint32_t region = 0; region < options_.regions; ++region) received(id, region) = 0;
  received(id, write.region) = order;
  lag_counts_[id] = measuring_;
  if (!measuring_) return id;
  for (std::uint32_t to = 0; to < options_.regions; ++to) {
    OnlinePair& pair = out_.pairs[write.region * options_.regions + to];
    if (to != write.region) ++pair.sent, ++pair.outstanding;
  }
  return id;
}

void OnlineLedger::apply(TrueTime at, std::uint32_t region, VersionId version, bool installed) {
  received(version, region) = ++order_;
  rivals_.arrived(version, region);
  note_lag(at, region, version, installed);
  VersionId& place = held(forest_.at(version).item, region);
  const VersionId previous = place;
  if (previous != kNoVersion) meet(version, previous);
  if (!installed) return forest_.release(version);  // its journey is over
  place = version;                                  // its journey ends, and here it stays
  last_installed_ = at;
  if (previous == kNoVersion) return;
  if (forest_.at(previous).key.region == region) displace(previous, version);
  forest_.release(previous);
}

void OnlineLedger::displace(VersionId version, VersionId by) {
  OpenVersion& gone = forest_.at(version);
  const OpenVersion& newer = forest_.at(by);
  gone.key.newer_in_real_time = newer.accepted_at < gone.accepted_at;
  gone.key.tie = newer.stamp.ties_with(gone.stamp);
  if (forest_.includes(by, version)) {
    forest_.inherit(version, by);
  } else {
    forest_.decide(version, fate_against(version, by));
  }
}

// `by` arrives only now, or is made only now: the replica of `version` cannot have known it.
Fate OnlineLedger::fate_against(VersionId version, VersionId by) {
  const bool client = sessions_.knew(by, version);
  const bool replica = replica_knew(by, version);
  if (forest_.at(by).derived) {
    if (client || replica) return Fate::kLostLocal;
  } else {
    if (client) return Fate::kSupersededInformed;
    if (replica) return Fate::kSupersededSequential;
  }
  return sessions_.knew(version, by) ? Fate::kLostInverted : Fate::kLostConcurrent;
}

bool OnlineLedger::replica_knew(VersionId later, VersionId earlier) {
  const std::uint64_t known = received(earlier, forest_.at(later).key.region);
  return known != 0 && known < forest_.at(later).order;
}

void OnlineLedger::meet(VersionId arrived, VersionId stood) {
  if (replica_knew(arrived, stood) || replica_knew(stood, arrived)) return;
  ++out_.resolution_events;
  const bool first = meetings_.first_meeting({arrived, forest_.at(arrived).order},
                                             {stood, forest_.at(stood).order});
  if (first) ++out_.conflict_pairs;
}

void OnlineLedger::note_lag(TrueTime at, std::uint32_t region, VersionId version, bool installed) {
  if (!lag_counts_[version]) return;
  const OpenVersion& received_one = forest_.at(version);
  OnlinePair& pair = out_.pairs[received_one.key.region * options_.regions + region];
  const Duration lag = at - received_one.accepted_at;
  pair.delivery.add(lag);
  if (installed) pair.visibility.add(lag);
  if (measuring_) --pair.outstanding;
}

void OnlineLedger::end_measure() {
  measuring_ = false;
}

void OnlineLedger::decided(std::uint32_t item, const FateKey& key, std::uint64_t count) {
  if (!key.measured) return;
  if (key.unheard) {
    if (survives(key.fate)) out_.recovered += count;
    return;
  }
  out_.counts.add(key, count);
  for (ClusterCount* of : {&lost_of_[key.region][item], &lost_of_.back()[item]}) {
    of->trials += count;
    if (is_lost(key.fate)) of->hits += count;
  }
}

void OnlineLedger::finish_item(std::uint32_t item) {
  const VersionId winner = held(item, 0);
  for (std::uint32_t region = 1; region < options_.regions; ++region) {
    LW_CHECK(held(item, region) == winner, "item {} is not the same in all regions", item);
  }
  if (winner == kNoVersion) return;
  if (items_[item].last_order != 0) ++out_.items_written;  // else nobody was told of a write
  if (items_[item].last_order != 0 && forest_.at(winner).order != items_[item].last_order) {
    ++out_.wrong_winners;
  }
  if (items_[item].counts) {
    out_.counter_drift =
        out_.counter_drift.value_or(0) + items_[item].increments - forest_.at(winner).counter;
  }
  forest_.win(winner);
}

OnlineSummary OnlineLedger::finish() && {
  out_.open_max = forest_.open_max();
  if (order_ > 0) {
    out_.convergence =
        std::max(Duration(0), std::max(last_installed_, last_accepted_) - last_accepted_);
  }
  for (std::uint32_t item = 0; item < options_.items; ++item) finish_item(item);
  rivals_.finish();
  LW_CHECK(forest_.open() == 0, "{} versions are still open", forest_.open());
  for (std::uint32_t region = 0; region < options_.regions; ++region) {
    out_.regions[region].fates = out_.counts.by_region[region];
    out_.regions[region].lost = share_interval(lost_of_[region]);
    out_.regions[region].stillborn = share_interval(stillborn_of_[region]);
    out_.regions[region].rival = rivals_.rival(region);
    out_.regions[region].concurrent_loss = rivals_.newer(region);
    for (std::uint32_t to = 0; to < options_.regions; ++to) {
      out_.pairs[region * options_.regions + to].from = region;
      out_.pairs[region * options_.regions + to].to = to;
    }
  }
  std::erase_if(out_.pairs, [](const OnlinePair& pair) { return pair.from == pair.to; });
  out_.lost = share_interval(lost_of_.back());
  out_.rival = rivals_.rival(options_.regions);
  out_.concurrent_loss = rivals_.newer(options_.regions);
  out_.acknowledged = out_.lost.trials;
  return std::move(out_);
}

}  // namespace lastwrite
