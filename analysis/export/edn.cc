// Jepsen's history: every request of every client is an operation, invoked and completed.
#include "analysis/export/edn_log.h"
#include "analysis/export/formats.h"
#include "analysis/export/processes.h"
#include "analysis/ledger/phases.h"
#include "analysis/report/names.h"
#include "region/base/json_text.h"

namespace lastwrite {
namespace {

std::string keyword(std::string text) {
  for (char& c : text) {
    if (c == '_') c = '-';
  }
  return ":" + text;
}

std::string value_of(const ExportView& view, std::uint32_t item,
                     const std::optional<std::int64_t>& value) {
  return fmt::format("[{} {}]", edn_text(view.history.items[item].key),
                     value ? std::to_string(*value) : "nil");
}

class JepsenHistory {
 public:
  JepsenHistory(const ExportView& view, ExportSink& out)
      : view_(view),
        history_(view.history),
        log_(out, view.begin()),
        process_(history_.operations.size(), kAbsent) {}

  void write() {
    auto fault = history_.faults.begin();
    for (const ClientStep& step : history_.steps) {
      const Operation& operation = history_.operations[step.operation];
      const TrueTime at = step.begins ? operation.invoked : *operation.completed;
      for (; fault != history_.faults.end() && fault->at <= at; ++fault) nemesis(*fault);
      if (!view_.wants(operation)) continue;
      step.begins ? invoke(step.operation) : complete(step.operation);
    }
    for (; fault != history_.faults.end(); ++fault) nemesis(*fault);
    const TrueTime end = trace_end_of(history_);
    for (std::uint32_t o = 0; o < process_.size(); ++o) {
      if (process_[o] == kAbsent || history_.operations[o].completed) continue;
      log_.line(end, fmt::format(":type :info, {}, :error :no-answer", common(o, written(o))));
    }
    final_reads(end);
  }

 private:
  std::optional<std::int64_t> written(std::uint32_t o) const {
    const Operation& operation = history_.operations[o];
    if (operation.is_read()) return std::nullopt;
    return static_cast<std::int64_t>(operation.id);
  }

  std::string common(std::uint32_t o, const std::optional<std::int64_t>& value) const {
    const Operation& operation = history_.operations[o];
    const std::string f = operation.is_read()                      ? ":read"
                          : operation.kind == RequestKind::kDelete ? ":delete"
                                                                   : ":write";
    return fmt::format(":process {}, :f {}, :value {}, :region {}, :session {}, :task {}",
                       process_[o], f, value_of(view_, operation.item, value),
                       edn_text(view_.region(operation.target_region)), operation.session,
                       operation.task);
  }

  void invoke(std::uint32_t o) {
    const Operation& operation = history_.operations[o];
    process_[o] = processes_.begin(operation.session);
    std::string more;
    if (operation.is_write()) more = ", :kind " + keyword(kind_text(operation.kind));
    if (operation.is_write() && operation.derived) {
      const auto base = view_.number(operation.base);
      more += fmt::format(", :computed-from {}", base ? std::to_string(*base) : "nil");
    }
    if (operation.bookkeeping) more += ", :bookkeeping true";
    log_.line(operation.invoked, ":type :invoke, " + common(o, written(o)) + more);
  }

  void complete(std::uint32_t o) {
    const Operation& operation = history_.operations[o];
    const bool ok = operation.outcome == Outcome::kOk;
    const bool read = operation.is_read();
    const std::string type = ok ? ":ok" : operation.outcome == Outcome::kFailed ? ":fail" : ":info";
    const auto value = read && ok ? view_.number(operation.version) : written(o);
    std::string line = fmt::format(":type {}, {}", type, common(o, value));
    if (operation.condition_failed) {
      line += ", :error :condition-failed";
    } else if (!ok) {
      line += ", :error " + edn_text(operation.error);
    }
    if (ok && !read) line += ", :fate " + keyword(std::string(fate_of(o)));
    log_.line(*operation.completed, line);
    processes_.end(operation.session, process_[o], operation.outcome != Outcome::kUnknown);
  }

  std::string_view fate_of(std::uint32_t o) const {
    return fate_text(view_.run.ledger.operations[o]);
  }

  void nemesis(const FaultMark& fault) {
    log_.line(fault.at,
              fmt::format(":type :info, :process :nemesis, :f {}, :value {}",
                          fault.begins ? ":start" : ":stop", edn_text(fault.description)));
  }

  // What each region held in the end, read by a process of its own.
  void final_reads(TrueTime end) {
    std::vector<std::uint32_t> readers(history_.regions.size(), kAbsent);
    for (const FinalMark& mark : history_.finals) {
      const std::uint32_t item = history_.versions[mark.version].item;
      if (!view_.wants(item)) continue;
      std::uint32_t& process = readers[mark.region];
      if (process == kAbsent) process = processes_.fresh();
      const auto value = mark.tombstone ? std::nullopt : view_.number(mark.version);
      const auto line = [&](const char* type, const std::optional<std::int64_t>& seen) {
        log_.line(
            end, fmt::format(":type {}, :process {}, :f :read, :value {}, :region {}, :final? true",
                             type, process, value_of(view_, item, seen),
                             edn_text(view_.region(mark.region))));
      };
      line(":invoke", std::nullopt);
      line(":ok", value);
    }
  }

  const ExportView& view_;
  const History& history_;
  EdnLog log_;
  Processes processes_;
  std::vector<std::uint32_t> process_;  // by operation
};

}  // namespace

Result<void> export_edn(const ExportView& view, ExportTarget& target) {
  JepsenHistory(view, target.file(fmt::format("history-{}.edn", file_stem(view.run.name)))).write();
  return {};
}

}  // namespace lastwrite
