#include "analysis/report/run_rows.h"

#include <algorithm>
#include <map>
#include <utility>

#include "analysis/ledger/phases.h"
#include "analysis/report/names.h"
#include "analysis/report/sqlite_insert.h"

namespace lastwrite {
namespace {

using Text = std::optional<std::string>;

Text stamp_of(const History& history, std::uint32_t version) {
  if (version == kAbsent) return std::nullopt;
  return stamp_id(history.versions[version].stamp);
}

Text region_of(const History& history, std::uint32_t region) {
  if (region == kAbsent) return std::nullopt;
  return history.regions[region].text;
}

std::optional<std::int64_t> ns(const std::optional<TrueTime>& at) {
  if (!at) return std::nullopt;
  return at->ns;
}

// 1, 0, or nothing where the guarantee asks nothing of the operation.
std::optional<std::int64_t> violated(const StrategyRun& run, std::uint32_t operation,
                                     Guarantee guarantee) {
  const GuaranteeCheck check = run.staleness.checks[operation][static_cast<std::size_t>(guarantee)];
  if (check == GuaranteeCheck::kNotAsked) return std::nullopt;
  return check == GuaranteeCheck::kViolated ? 1 : 0;
}

}  // namespace

Result<void> insert_operations(sqlite3* database, const StrategyRun& run) {
  const History& h = run.history;
  SqliteInsert insert(database, "operations", 20);
  for (const Operation& o : h.operations) {
    insert.row(run.name, o.id, o.task, o.attempt, o.session, kind_text(o.kind),
               region_of(h, o.client_region), region_of(h, o.target_region), h.items[o.item].key,
               o.intended.ns, o.invoked.ns, ns(o.completed), outcome_text(o.outcome), o.error,
               o.condition_failed, o.increment, o.token, stamp_of(h, o.version),
               h.items[o.logical_item == kAbsent ? o.item : o.logical_item].key, o.bookkeeping);
  }
  return insert.status();
}

Result<void> insert_writes(sqlite3* database, const StrategyRun& run) {
  const History& h = run.history;
  const std::optional<Window> window = measure_window(h);
  SqliteInsert insert(database, "writes", 27);
  for (std::uint32_t o = 0; o < h.operations.size(); ++o) {
    const Operation& operation = h.operations[o];
    const std::uint32_t v = operation.version;
    const bool accepted = v != kAbsent && h.versions[v].accepted && h.versions[v].operation == o;
    if (!operation.is_write() || (!accepted && !operation.acknowledged())) continue;
    static const Version kNoVersion;
    static const Judgement kNoJudgement;
    const Version& version = accepted ? h.versions[v] : kNoVersion;
    const Judgement& j = accepted ? run.ledger.versions[v] : kNoJudgement;
    const VersionExposure exposure = accepted ? run.staleness.exposures[v] : VersionExposure{};
    const std::uint32_t base = accepted ? run.evidence.lineage.base(v) : kAbsent;
    insert.row(run.name, operation.id, h.items[operation.item].key, region_of(h, version.region),
               accepted ? stamp_of(h, v) : Text(), version.accepted_at.ns, operation.acknowledged(),
               window && window->contains(operation.intended),
               std::string(fate_text(run.ledger.operations[o])), stamp_of(h, j.displacer),
               stamp_of(h, j.root_cause), stamp_of(h, base), stamp_of(h, version.previous),
               version.conditional, version.atomic, version.deleted, j.flags.stillborn, j.flags.aba,
               j.flags.newer_in_real_time, j.flags.tie, j.flags.condition_passed,
               accepted && run.rivals.any[v], accepted && run.rivals.newer[v],
               j.flags.disjoint_attributes, exposure.visible.count(), exposure.reads,
               operation.bookkeeping);
  }
  return insert.status();
}

Result<void> insert_reads(sqlite3* database, const StrategyRun& run) {
  const History& h = run.history;
  const std::optional<Window> window = measure_window(h);
  SqliteInsert insert(database, "reads", 11);
  for (std::uint32_t o = 0; o < h.operations.size(); ++o) {
    const Operation& read = h.operations[o];
    if (!run.staleness.k[o]) continue;
    insert.row(run.name, read.id, h.items[read.item].key, region_of(h, read.target_region),
               read.session, read.invoked.ns, stamp_of(h, read.version),
               window && window->contains(read.intended), *run.staleness.k[o],
               violated(run, o, Guarantee::kReadYourWrites),
               violated(run, o, Guarantee::kMonotonicReads));
  }
  return insert.status();
}

Result<void> insert_lag_samples(sqlite3* database, const StrategyRun& run) {
  SqliteInsert insert(database, "lag_samples", 7);
  for (const LagSample& s : run.lags) {
    insert.row(run.name, region_of(run.history, s.from), region_of(run.history, s.to),
               s.accepted_at.ns, std::int64_t{s.lag.count()}, std::int64_t{s.injected.count()},
               std::string(s.installed ? "installed" : "discarded_older"));
  }
  return insert.status();
}

Result<void> insert_metrics(sqlite3* database, const StrategyRun& run) {
  const History& h = run.history;
  if (h.phases.empty()) return {};
  const TrueTime start = h.phases.front().at;
  struct Row {
    std::int64_t accepted = 0, acknowledged = 0, applied = 0, discarded = 0, lost = 0;
  };
  std::map<std::pair<std::int64_t, std::uint32_t>, Row> rows;
  const auto row_at = [&](TrueTime at, std::uint32_t region) -> Row& {
    return rows[{(at - start).count() / 1'000'000'000, region}];
  };
  for (std::uint32_t region = 0; region < h.events.size(); ++region) {
    for (const RegionEvent& event : h.events[region]) {
      Row& row = row_at(event.at, region);
      row.accepted += event.kind == RegionEvent::Kind::kAccept;
      row.applied += event.kind == RegionEvent::Kind::kInstalled;
      row.discarded += event.kind == RegionEvent::Kind::kDiscardedOlder;
    }
  }
  for (std::uint32_t o = 0; o < h.operations.size(); ++o) {
    const Operation& operation = h.operations[o];
    if (!operation.counts() || !operation.completed) continue;
    Row& row = row_at(*operation.completed, operation.target_region);
    ++row.acknowledged;
    row.lost += is_lost(run.ledger.operations[o]);
  }
  SqliteInsert insert(database, "metrics", 8);
  for (const auto& [at, r] : rows) {
    insert.row(run.name, at.first, region_of(h, at.second), r.accepted, r.acknowledged, r.applied,
               r.discarded, r.lost);
  }
  return insert.status();
}

Result<void> insert_marks(sqlite3* database, const StrategyRun& run) {
  const History& h = run.history;
  SqliteInsert backlogs(database, "backlogs", 6);
  for (const BacklogMark& m : h.backlogs) {
    backlogs.row(run.name, m.at.ns, region_of(h, m.from), region_of(h, m.to), m.records,
                 std::int64_t{m.oldest_age.count()});
  }
  SqliteInsert faults(database, "faults", 5);
  for (const FaultMark& m : h.faults) {
    faults.row(run.name, m.at.ns, m.begins, m.description,
               fmt::format("{}", fmt::join(m.regions, ",")));
  }
  SqliteInsert clocks(database, "clocks", 4);
  for (const ClockMark& m : h.clocks) {
    clocks.row(run.name, m.at.ns, region_of(h, m.region), std::int64_t{m.offset.count()});
  }
  SqliteInsert phases(database, "phases", 3);
  for (const PhaseMark& m : h.phases) phases.row(run.name, m.at.ns, m.name);
  for (const SqliteInsert* insert : {&backlogs, &faults, &clocks, &phases}) {
    if (Result<void> status = insert->status(); !status) return status;
  }
  return {};
}

Result<void> insert_finals(sqlite3* database, const StrategyRun& run) {
  const History& h = run.history;
  SqliteInsert insert(database, "finals", 7);
  for (const FinalMark& m : h.finals) {
    insert.row(run.name, region_of(h, m.region), h.items[h.versions[m.version].item].key,
               stamp_of(h, m.version), m.tombstone, fmt::format("{:016x}", m.value_hash),
               m.counter);
  }
  return insert.status();
}

}  // namespace lastwrite
