#include "analysis/export/records.h"

#include "analysis/ledger/phases.h"
#include "analysis/report/names.h"

namespace lastwrite {
namespace {

using Visit = absl::FunctionRef<void(const Record&)>;

RecordCell whole(std::uint64_t value) {
  return static_cast<std::int64_t>(value);
}
RecordCell stamp_cell(const ExportView& view, std::uint32_t version) {
  if (version == kAbsent) return {};
  return stamp_id(view.history.versions[version].stamp);
}
RecordCell region_cell(const ExportView& view, std::uint32_t region) {
  if (region == kAbsent) return {};
  return view.region(region);
}
RecordCell text_cell(const std::string& text) {
  if (text.empty()) return {};
  return text;
}
RecordCell time_cell(const std::optional<TrueTime>& at) {
  if (!at) return {};
  return at->ns;
}
RecordCell broken(const ExportView& view, std::uint32_t operation, Guarantee guarantee) {
  const auto check = view.run.staleness.checks[operation][static_cast<std::size_t>(guarantee)];
  if (check == GuaranteeCheck::kNotAsked) return {};
  return check == GuaranteeCheck::kViolated;
}
std::string arrival_text(RegionEvent::Kind kind) {
  if (kind == RegionEvent::Kind::kInstalled) return "installed";
  return kind == RegionEvent::Kind::kDuplicate ? "duplicate" : "discarded_older";
}

// What writes and reads have in common.
Record request_record(const ExportView& view, std::uint32_t index,
                      const std::optional<Window>& window) {
  const Operation& o = view.history.operations[index];
  const ItemName& item = view.history.items[o.item];
  return {view.run.name,
          whole(o.id),
          whole(o.task),
          whole(o.attempt),
          whole(o.session),
          region_cell(view, o.client_region),
          region_cell(view, o.target_region),
          item.table,
          item.key,
          o.intended.ns,
          o.invoked.ns,
          time_cell(o.completed),
          outcome_text(o.outcome),
          text_cell(o.error),
          window && window->contains(o.intended),
          o.bookkeeping};
}

void each_write(const ExportView& view, Visit visit) {
  const History& h = view.history;
  const std::optional<Window> window = measure_window(h);
  for (std::uint32_t i = 0; i < h.operations.size(); ++i) {
    const Operation& o = h.operations[i];
    if (!o.is_write() || !view.wants(o)) continue;
    const std::uint32_t v = view.made_by(i);
    static const Judgement kNone;
    const Judgement& judgement = v == kAbsent ? kNone : view.run.ledger.versions[v];
    Record record = request_record(view, i, window);
    for (RecordCell cell :
         {RecordCell(kind_text(o.kind)), RecordCell(o.condition_failed), RecordCell(o.increment),
          v == kAbsent ? RecordCell() : RecordCell(h.versions[v].accepted_at.ns),
          stamp_cell(view, v), RecordCell(std::string(fate_text(view.run.ledger.operations[i]))),
          stamp_cell(view, judgement.displacer), stamp_cell(view, judgement.root_cause),
          stamp_cell(view, v == kAbsent ? o.base : view.run.evidence.lineage.base(v))}) {
      record.push_back(std::move(cell));
    }
    visit(record);
  }
}

void each_read(const ExportView& view, Visit visit) {
  const History& h = view.history;
  const std::optional<Window> window = measure_window(h);
  for (std::uint32_t i = 0; i < h.operations.size(); ++i) {
    const Operation& o = h.operations[i];
    if (!o.is_read() || !view.wants(o)) continue;
    Record record = request_record(view, i, window);
    const std::optional<std::uint32_t> behind = view.run.staleness.k[i];
    record.push_back(stamp_cell(view, o.version));
    record.push_back(behind ? whole(*behind) : RecordCell());
    record.push_back(broken(view, i, Guarantee::kReadYourWrites));
    record.push_back(broken(view, i, Guarantee::kMonotonicReads));
    visit(record);
  }
}

void each_arrival(const ExportView& view, Visit visit) {
  const History& h = view.history;
  const std::optional<Window> window = measure_window(h);
  for (std::uint32_t to = 0; to < h.events.size(); ++to) {
    for (std::uint32_t at = 0; at < h.events[to].size(); ++at) {
      const RegionEvent& event = h.events[to][at];
      const Version& version = h.versions[event.version];
      if (event.kind == RegionEvent::Kind::kAccept || !view.wants(version.item)) continue;
      const bool first = view.run.evidence.replicas.position(to, event.version) == at;
      const bool sample = first && !event.backfill && event.kind != RegionEvent::Kind::kDuplicate &&
                          window && window->contains(event.accepted_at);
      const std::optional<std::int64_t> writer =
          version.operation == kAbsent ? std::nullopt : view.number(event.version);
      visit({view.run.name, view.region(version.region), view.region(to),
             h.items[version.item].table, h.items[version.item].key,
             writer ? RecordCell(*writer) : RecordCell(), stamp_cell(view, event.version),
             event.accepted_at.ns, event.at.ns, (event.at - event.accepted_at).count(),
             event.injected.count(), arrival_text(event.kind), event.backfill, sample});
    }
  }
}

std::vector<std::string_view> request_columns(std::vector<std::string_view> more) {
  std::vector<std::string_view> columns = {
      "strategy", "operation", "task",     "attempt",     "session",    "client_region",
      "region",   "table",     "item",     "intended_ns", "invoked_ns", "completed_ns",
      "outcome",  "error",     "measured", "bookkeeping"};
  columns.insert(columns.end(), more.begin(), more.end());
  return columns;
}

}  // namespace

const std::vector<RecordTable>& record_tables() {
  static const std::vector<RecordTable> kTables = {
      {"writes",
       request_columns({"kind", "condition_failed", "increment", "accepted_ns", "stamp", "fate",
                        "displacer", "root_cause", "base"}),
       each_write},
      {"reads",
       request_columns(
           {"stamp", "writes_behind", "read_your_writes_broken", "monotonic_reads_broken"}),
       each_read},
      {"replication",
       {"strategy", "source", "destination", "table", "item", "operation", "stamp", "accepted_ns",
        "applied_ns", "lag_ns", "injected_ns", "outcome", "backfill", "sample"},
       each_arrival}};
  return kTables;
}

}  // namespace lastwrite
