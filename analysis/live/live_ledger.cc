#include "analysis/live/live_ledger.h"

#include <algorithm>

#include "proto/trace.pb.h"
#include "region/base/check.h"
#include "region/version/proto_stamp.h"

namespace lastwrite {
namespace {

// A region writes no stamp that is none.
Stamp stamp_of(const v1::Stamp& stamp) {
  return stamp_from_proto(stamp).value_or(Stamp{});
}

WritePattern pattern_of(const v1::Accept& accept) {
  if (accept.computed()) return WritePattern::kAtomicUpdate;
  if (accept.conditional()) return WritePattern::kConditional;
  if (accept.derived()) return WritePattern::kReadModifyWrite;
  if (accept.atomic()) return WritePattern::kUpdate;
  return accept.deleted() ? WritePattern::kBlindDelete : WritePattern::kBlindPut;
}

std::string kind_of(const v1::Accept& accept) {
  if (accept.deleted()) return "delete";
  return accept.atomic() ? "update" : "put";
}

// What a region computed by itself, or checked for a client that had read nothing, was computed
// from what the region held; else from what the session had read.
void set_base(const v1::Accept& accept, const std::optional<Stamp>& previous, WriteFacts& facts) {
  const bool read = accept.derived() && !accept.computed();
  facts.derived = read || accept.atomic() || accept.conditional();
  if (!facts.derived) return;
  if (!read) {
    facts.base = previous;
  } else if (accept.has_base()) {
    facts.base = stamp_of(accept.base());
  }
}

WriteFacts facts_of(TrueTime at, const v1::Accept& accept, const std::optional<Stamp>& previous) {
  WriteFacts facts{accept.table(), accept.key()};
  facts.session = accept.session();
  facts.kind = kind_of(accept);
  facts.pattern = pattern_of(accept);
  facts.stamp = stamp_of(accept.version());
  facts.at = at;
  facts.conditional = accept.conditional();
  facts.expired = accept.expired();
  facts.stillborn = !accept.installed();
  set_base(accept, previous, facts);
  return facts;
}

template <typename Event>
std::optional<Stamp> previous_of(const Event& event) {
  if (!event.has_previous()) return std::nullopt;
  return stamp_of(event.previous());
}

}  // namespace

LiveLedger::LiveLedger(const std::vector<RegionName>& regions, Duration grace)
    : regions_(regions),
      grace_(grace),
      decided_([this](const LostWrite& told) { decided(told); }),
      of_regions_(regions.size()) {
  LW_CHECK(regions.size() <= kLiveRegionsMax, "{} regions", regions.size());
}

std::size_t LiveLedger::index_of(const RegionName& region) const {
  const auto found = std::find(regions_.begin(), regions_.end(), region);
  LW_CHECK(found != regions_.end(), "no region {} in this cluster", region);
  return static_cast<std::size_t>(found - regions_.begin());
}

LiveLedger::Item& LiveLedger::item(const std::string& table, const std::string& key) {
  auto& entry = *items_.try_emplace({table, key}).first;
  Item& item = entry.second;
  if (!item.history) item.history = std::make_unique<ItemHistory>(regions_.size(), decided_);
  if (!std::exchange(item.dirty, true)) dirty_.push_back(&entry);
  return item;
}

void LiveLedger::take(const RegionName& name, const v1::TraceEvent& event) {
  const std::size_t region = index_of(name);
  const TrueTime at{event.at_ns()};
  if (event.has_accept()) return accept(region, at, event.accept());
  if (event.has_apply()) return apply(region, at, event.apply());
  if (event.has_coalesced()) return coalesced(event.coalesced());
  if (!event.has_header() || event.header().incarnation() == 0) return;
  for (auto& [id, known] : items_) known.history->restarted(region);
}

// As bits; all where nothing is said.
std::uint64_t LiveLedger::members_of(const v1::Accept& accept) const {
  std::uint64_t members = 0;
  for (const std::string& replica : accept.replicas())
    members |= std::uint64_t{1} << index_of(RegionName(replica));
  return members == 0 ? (std::uint64_t{1} << regions_.size()) - 1 : members;
}

void LiveLedger::accept(std::size_t region, TrueTime at, const v1::Accept& accept) {
  const auto previous = previous_of(accept);
  Item& of = item(accept.table(), accept.key());
  of.history->set_members(members_of(accept));
  of.history->accept(region, ++order_,
                     std::make_shared<const WriteFacts>(facts_of(at, accept, previous)), previous);
  if (!accept.expired()) ++of_regions_[region].writes;
}

void LiveLedger::apply(std::size_t region, TrueTime at, const v1::Apply& apply) {
  const bool installed = apply.outcome() == v1::Apply::INSTALLED;
  auto previous = previous_of(apply);
  const Stamp version = stamp_of(apply.version());
  item(apply.table(), apply.key())
      .history->apply({region, at, ++order_, version, std::move(previous), installed});
}

void LiveLedger::coalesced(const v1::Coalesced& event) {
  item(event.table(), event.key())
      .history->skip(index_of(RegionName(event.to())), stamp_of(event.version()));
}

void LiveLedger::settle(TrueTime now) {
  for (auto* entry : std::exchange(dirty_, {})) {
    Item& of = entry->second;
    of.history->settle(now, grace_);
    of.dirty = of.history->unsettled();
    if (of.dirty) dirty_.push_back(entry);
  }
  make_place();
}

void LiveLedger::keep_tables(const std::set<std::string>& tables) {
  for (auto& [id, of] : items_) {
    if (!tables.contains(id.first)) of.history->abandon();
  }
}

bool LiveLedger::has_table(const std::string& table) const {
  const auto first = items_.lower_bound({table, ""});
  return (first != items_.end() && first->first.first == table) || forgotten_.contains(table);
}

void LiveLedger::decided(const LostWrite& told) {
  const WriteFacts& write = *told.write;
  Item& of = items_.at({write.table, write.key});
  if (is_superseded(told.fate)) ++of.superseded;
  if (!is_lost(told.fate)) return;
  ++of.counts.hits;
  ++lost_[{write.table, told.fate, write.pattern}];
  ++of_regions_[index_of(write.stamp.region)].lost;
  losses_.push_back(told);
  losses_.back().number = ++last_number_;
  if (losses_.size() > kLossesKept) losses_.pop_front();
}

// Now and then a tenth of the items goes, and only those of which nothing is open.
void LiveLedger::make_place() {
  if (items_.size() <= kItemsMax) return;
  std::size_t excess = items_.size() - kItemsMax * 9 / 10;
  for (auto it = items_.begin(); it != items_.end() && excess > 0;) {
    const Item& of = it->second;
    if (of.dirty || !of.history->at_rest()) {
      ++it;
      continue;
    }
    Forgotten& all = forgotten_[it->first.first];
    all.counts.hits += of.counts.hits;
    all.counts.trials += of.history->writes();
    all.superseded += of.superseded;
    all.given_up += of.history->given_up();
    it = items_.erase(it);
    --excess;
  }
}

LiveTotals LiveLedger::totals(const LiveFilter& filter) const {
  const auto counts = [&](const std::string& table) {
    return filter.table.empty() || filter.table == table;
  };
  LiveTotals out;
  std::vector<ClusterCount> clusters;
  for (const auto& [table, gone] : forgotten_) {
    if (!counts(table)) continue;
    clusters.push_back(gone.counts);
    out.superseded += gone.superseded;
    out.given_up += gone.given_up;
  }
  for (const auto& [id, of] : items_) {
    if (!counts(id.first)) continue;
    clusters.push_back({of.counts.hits, of.history->writes()});
    out.superseded += of.superseded;
    out.open += of.history->open();
    out.given_up += of.history->given_up();
  }
  for (const ClusterCount& cluster : clusters) {
    out.writes += cluster.trials;
    out.lost += cluster.hits;
  }
  out.rate = share_interval(clusters);
  for (const auto& [id, count] : lost_) {
    const auto& [table, fate, pattern] = id;
    if (!counts(table)) continue;
    out.by_fate[std::string(fate_text(fate))] += count;
    out.by_pattern[std::string(pattern_text(pattern))] += count;
  }
  return out;
}

LiveLedger::OfRegion LiveLedger::of_region(const RegionName& region) const {
  return of_regions_[index_of(region)];
}

}  // namespace lastwrite
