#include "analysis/trace/history_builder.h"

#include <algorithm>
#include <bit>
#include <utility>

#include <fmt/format.h>

#include "proto/trace.pb.h"

namespace lastwrite {
namespace {

Stamp stamp_from(const v1::Stamp& wire) {
  return Stamp{WallTime{wire.time_ns()}, wire.counter(), RegionName(wire.region())};
}

constexpr char kDriver[] = "driver";

RequestKind kind_from(const std::string& kind) {
  if (kind == "put") return RequestKind::kPut;
  if (kind == "update") return RequestKind::kUpdate;
  if (kind == "delete") return RequestKind::kDelete;
  if (kind == "lock") return RequestKind::kLock;
  return RequestKind::kGet;
}

RegionEvent::Kind kind_from(v1::Apply::Outcome outcome) {
  if (outcome == v1::Apply::INSTALLED) return RegionEvent::Kind::kInstalled;
  if (outcome == v1::Apply::DUPLICATE) return RegionEvent::Kind::kDuplicate;
  return RegionEvent::Kind::kDiscardedOlder;
}

Outcome outcome_from(v1::Complete::Outcome outcome) {
  if (outcome == v1::Complete::OK) return Outcome::kOk;
  if (outcome == v1::Complete::FAILED) return Outcome::kFailed;
  return Outcome::kUnknown;
}

}  // namespace

HistoryBuilder::HistoryBuilder(const std::vector<RegionName>& regions) {
  for (const RegionName& region : regions) region_index(region.text);
}

void HistoryBuilder::add(const std::string& producer, const v1::TraceEvent& event) {
  const TrueTime at{event.at_ns()};
  switch (event.event_case()) {
    case v1::TraceEvent::kHeader:
      return add_life(producer);
    case v1::TraceEvent::kAccept:
      return add_accept(region_index(producer), at, event.accept());
    case v1::TraceEvent::kApply:
      return add_apply(region_index(producer), at, event.apply());
    case v1::TraceEvent::kCoalesced: {
      const v1::Coalesced& c = event.coalesced();
      const std::uint32_t item = item_index(c.table(), c.key());
      history_.coalesced.push_back(
          {region_index(c.to()), version_index(item, c.version()), version_index(item, c.by())});
      return;
    }
    case v1::TraceEvent::kInvoke:
      return add_invoke(at, event.invoke());
    case v1::TraceEvent::kComplete:
      return add_complete(at, event.complete());
    case v1::TraceEvent::kFinal:
      return add_final(event.final());
    default:
      return add_mark(at, event);
  }
}

void HistoryBuilder::add_life(const std::string& producer) {
  if (producer == kDriver) return;
  const std::uint32_t region = region_index(producer);
  history_.lives[region].push_back(static_cast<std::uint32_t>(history_.events[region].size()));
}

void HistoryBuilder::add_accept(std::uint32_t region, TrueTime at, const v1::Accept& accept) {
  const std::uint32_t item = item_index(accept.table(), accept.key());
  const std::uint32_t index = version_index(item, accept.version());
  const std::uint32_t previous =
      accept.has_previous() ? version_index(item, accept.previous()) : kAbsent;
  Version& version = history_.versions[index];
  if (version.accepted) {
    finding(fmt::format("the version {} of operation {} was accepted before, by operation {}",
                        index, accept.operation(), version.operation_id));
  }
  if (version.region != region) {
    finding(fmt::format("operation {}: accepted in {} under the stamp of {}", accept.operation(),
                        history_.regions[region], history_.regions[version.region]));
  }
  version.accepted = true;
  version.accepted_at = at;
  version.position = static_cast<std::uint32_t>(history_.events[region].size());
  version.operation_id = accept.operation();
  version.previous = previous;
  version.installed = accept.installed();
  version.deleted = accept.deleted();
  version.conditional = accept.conditional();
  version.atomic = accept.atomic();
  version.expired = accept.expired();
  for (const std::string& name : accept.changed()) version.changed |= attribute_bit(name);
  RegionEvent event;
  event.at = at;
  event.version = index;
  event.previous = previous;
  event.installs = accept.installed();
  event.accepted_at = at;
  history_.events[region].push_back(event);
  for (const v1::AttributeEffect& effect : accept.attributes()) add_effect(region, effect);
  history_.versions[index].installed = history_.events[region].back().installs;
}

void HistoryBuilder::add_apply(std::uint32_t region, TrueTime at, const v1::Apply& apply) {
  const std::uint32_t item = item_index(apply.table(), apply.key());
  RegionEvent event;
  event.at = at;
  event.kind = kind_from(apply.outcome());
  event.version = version_index(item, apply.version());
  event.previous = apply.has_previous() ? version_index(item, apply.previous()) : kAbsent;
  event.installs = event.kind == RegionEvent::Kind::kInstalled;
  event.backfill = apply.backfill();
  event.accepted_at = TrueTime{apply.accepted_at_ns()};
  event.injected = Duration(apply.injected_ns());
  history_.events[region].push_back(event);
  for (const v1::AttributeEffect& effect : apply.attributes()) add_effect(region, effect);
}

// An older change may still bring attributes that nobody has written since: it does not make the
// item's version older.
void HistoryBuilder::add_effect(std::uint32_t region, const v1::AttributeEffect& effect) {
  history_.by_attribute = true;
  RegionEvent& event = history_.events[region].back();
  const std::uint32_t item = history_.versions[event.version].item;
  const auto index = static_cast<std::uint32_t>(history_.events[region].size() - 1);
  const auto index_of = [&](const v1::Stamp& stamp) { return version_index(item, stamp); };
  history_.attribute_events[region].push_back(
      {index, attribute_index(effect.name()),
       effect.has_version() ? index_of(effect.version()) : event.version,
       effect.has_previous() ? index_of(effect.previous()) : kAbsent, effect.taken(),
       effect.computed()});
  if (event.previous == kAbsent) return;
  const Stamp& stood = history_.versions[event.previous].stamp;
  event.installs = event.installs && stood < history_.versions[event.version].stamp;
}

void HistoryBuilder::add_seen(std::uint32_t by, std::uint32_t item,
                              const v1::AttributeStamps& stamps, std::vector<AttributeSeen>& out) {
  for (const v1::AttributeStamp& one : stamps.attributes()) {
    out.push_back({by, attribute_index(one.name()), version_index(item, one.stamp())});
  }
  if (!stamps.has_removed_before()) return;
  out.push_back({by, kAbsent, version_index(item, stamps.removed_before())});
}

void HistoryBuilder::add_invoke(TrueTime at, const v1::Invoke& invoke) {
  const auto index = static_cast<std::uint32_t>(history_.operations.size());
  if (!operation_indices_.emplace(invoke.operation(), index).second) {
    return finding(fmt::format("operation {} was invoked twice", invoke.operation()));
  }
  Operation operation;
  operation.id = invoke.operation();
  operation.task = invoke.task();
  operation.attempt = invoke.attempt();
  operation.session = invoke.session();
  operation.kind = kind_from(invoke.kind());
  operation.client_region = region_index(invoke.client_region());
  operation.target_region = region_index(invoke.target_region());
  operation.item = item_index(invoke.table(), invoke.key());
  if (!invoke.logical_key().empty()) {
    operation.logical_item = item_index(invoke.table(), invoke.logical_key());
  }
  operation.bookkeeping = invoke.bookkeeping();
  if (invoke.has_base()) operation.base = version_index(operation.item, invoke.base());
  operation.derived = invoke.derived();
  operation.increment = invoke.increment();
  operation.token = invoke.token();
  operation.intended = TrueTime{invoke.intended_ns()};
  operation.invoked = at;
  history_.operations.push_back(std::move(operation));
  history_.steps.push_back({index, true});
}

void HistoryBuilder::add_complete(TrueTime at, const v1::Complete& complete) {
  const auto found = operation_indices_.find(complete.operation());
  if (found == operation_indices_.end()) {
    return finding(
        fmt::format("operation {} completed but was never invoked", complete.operation()));
  }
  Operation& operation = history_.operations[found->second];
  operation.completed = at;
  operation.outcome = outcome_from(complete.outcome());
  operation.condition_failed = complete.condition_failed();
  operation.task_done = complete.task_done();
  operation.error = complete.error();
  if (complete.has_version()) operation.version = version_index(operation.item, complete.version());
  add_seen(found->second, operation.item, complete.attributes(), history_.attribute_reads);
  history_.steps.push_back({found->second, false});
}

void HistoryBuilder::add_final(const v1::Final& final) {
  const std::uint32_t item = item_index(final.table(), final.key());
  FinalMark mark;
  mark.region = region_index(final.region());
  mark.version = version_index(item, final.version());
  mark.tombstone = final.tombstone();
  mark.value_hash = final.value_hash();
  if (final.has_counter()) mark.counter = final.counter();
  mark.tokens.assign(final.tokens().begin(), final.tokens().end());
  add_seen(static_cast<std::uint32_t>(history_.finals.size()), item, final.attributes(),
           history_.attribute_finals);
  history_.finals.push_back(std::move(mark));
}

void HistoryBuilder::add_mark(TrueTime at, const v1::TraceEvent& event) {
  if (event.has_phase()) {
    history_.phases.push_back({at, event.phase().name()});
  } else if (event.has_fault()) {
    const v1::Fault& fault = event.fault();
    history_.faults.push_back({at,
                               fault.description(),
                               fault.begins(),
                               {fault.regions().begin(), fault.regions().end()},
                               fault.loses_unsynced()});
  } else if (event.has_clock()) {
    history_.clocks.push_back(
        {at, region_index(event.clock().region()), Duration(event.clock().offset_ns())});
  } else if (event.has_backlog()) {
    const v1::Backlog& backlog = event.backlog();
    history_.backlogs.push_back({at, region_index(backlog.from()), region_index(backlog.to()),
                                 backlog.records(), Duration(backlog.oldest_age_ns())});
  } else if (event.has_quiesce()) {
    QuiesceMark mark{at, event.quiesce().reached(), {}};
    for (const std::string& region : event.quiesce().missing_regions()) {
      mark.missing.push_back(region_index(region));
    }
    history_.quiesce = std::move(mark);
  }
}

// Ties each Accept to the request that caused it. The region's word is the truth of what was
// written: a request whose reply never came gets its version here.
void HistoryBuilder::join() {
  for (std::uint32_t v = 0; v < history_.versions.size(); ++v) {
    Version& version = history_.versions[v];
    if (!version.accepted || version.operation_id == 0) continue;
    const auto found = operation_indices_.find(version.operation_id);
    if (found == operation_indices_.end()) continue;
    Operation& operation = history_.operations[found->second];
    if (operation.version != kAbsent && operation.version != v && operation.acknowledged()) {
      finding(fmt::format("operation {} was told another version than its region accepted",
                          operation.id));
    }
    if (!operation.is_write()) {
      finding(fmt::format("operation {} is a read and made a version", operation.id));
      continue;
    }
    operation.version = v;
    version.operation = found->second;
  }
}

History HistoryBuilder::finish() && {
  join();
  std::stable_sort(history_.attribute_reads.begin(), history_.attribute_reads.end(),
                   [](const auto& a, const auto& b) { return a.by < b.by; });
  return std::move(history_);
}

std::uint32_t HistoryBuilder::region_index(const std::string& name) {
  const auto [at, added] =
      region_indices_.emplace(name, static_cast<std::uint32_t>(history_.regions.size()));
  if (added) {
    history_.regions.push_back(RegionName(name));
    history_.events.emplace_back();
    history_.lives.emplace_back();
    history_.attribute_events.emplace_back();
  }
  return at->second;
}

std::uint32_t HistoryBuilder::item_index(const std::string& table, const std::string& key) {
  const auto [at, added] = item_indices_.emplace(ItemName{table, key},
                                                 static_cast<std::uint32_t>(history_.items.size()));
  if (added) history_.items.push_back({table, key});
  return at->second;
}

std::uint64_t HistoryBuilder::attribute_bit(const std::string& name) {
  const std::size_t place = std::min(history_.attributes.size(), kAttributesMax);
  const auto [at, added] = attribute_bits_.emplace(name, std::uint64_t{1} << place);
  if (added && place < kAttributesMax) history_.attributes.push_back(name);
  return at->second;
}

std::uint32_t HistoryBuilder::attribute_index(const std::string& name) {
  if (name.empty()) return kAbsent;
  return static_cast<std::uint32_t>(std::countr_zero(attribute_bit(name)));
}

std::uint32_t HistoryBuilder::version_index(std::uint32_t item, const v1::Stamp& wire) {
  const std::uint32_t region = region_index(wire.region());
  const VersionKey key{item, wire.time_ns(), wire.counter(), region};
  const auto [at, added] =
      version_indices_.emplace(key, static_cast<std::uint32_t>(history_.versions.size()));
  if (added) {
    Version version;
    version.item = item;
    version.region = region;
    version.stamp = stamp_from(wire);
    history_.versions.push_back(std::move(version));
  }
  return at->second;
}

}  // namespace lastwrite
