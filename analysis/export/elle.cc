// A history for Elle's rw-register checker. A transaction is one attempt of one task: what the
// application means to be one step, such as "read, add one, put". README.md of this folder says
// what may and what may not be concluded from it.
#include <algorithm>
#include <map>
#include <tuple>

#include "analysis/export/edn_log.h"
#include "analysis/export/formats.h"
#include "analysis/export/processes.h"
#include "analysis/ledger/phases.h"
#include "region/base/json_text.h"

namespace lastwrite {
namespace {

struct Transaction {
  std::uint32_t session = 0;
  std::vector<std::uint32_t> operations;  // in the order in which they were sent
  std::size_t open = 0;                   // of these: not yet completed
  std::uint32_t process = kAbsent;
};

class ElleHistory {
 public:
  ElleHistory(const ExportView& view, ExportSink& out)
      : view_(view), history_(view.history), log_(out, view.begin()) {
    find_deleted();
    collect();
  }

  void write() {
    for (const ClientStep& step : history_.steps) {
      if (of_[step.operation] == kAbsent) continue;
      Transaction& transaction = transactions_[of_[step.operation]];
      if (step.begins && step.operation == transaction.operations.front()) invoke(transaction);
      if (!step.begins && --transaction.open == 0) complete(transaction);
    }
    const TrueTime end = trace_end_of(history_);
    for (const Transaction& transaction : transactions_) {
      if (transaction.open > 0) log_.line(end, members(":info", transaction));
    }
    final_reads(end);
  }

 private:
  // A register has no way to say "deleted": items that ever were are left out whole.
  void find_deleted() {
    deleted_.resize(history_.items.size(), false);
    for (const Version& version : history_.versions) {
      if (version.deleted) deleted_[version.item] = true;
    }
    for (const Operation& operation : history_.operations) {
      if (operation.kind == RequestKind::kDelete) deleted_[operation.item] = true;
    }
    for (const FinalMark& mark : history_.finals) {
      if (mark.tombstone) deleted_[history_.versions[mark.version].item] = true;
    }
  }

  void collect() {
    std::map<std::tuple<std::uint32_t, std::uint64_t, std::uint32_t>, std::uint32_t> found;
    of_.resize(history_.operations.size(), kAbsent);
    for (std::uint32_t o = 0; o < history_.operations.size(); ++o) {
      const Operation& operation = history_.operations[o];
      if (!view_.wants(operation) || operation.bookkeeping || deleted_[operation.item]) continue;
      const auto [at, added] =
          found.emplace(std::tuple(operation.session, operation.task, operation.attempt),
                        static_cast<std::uint32_t>(transactions_.size()));
      if (added) transactions_.push_back({.session = operation.session, .operations = {}});
      transactions_[at->second].operations.push_back(o);
      ++transactions_[at->second].open;
      of_[o] = at->second;
    }
  }

  // Never "fail" once a write may have happened.
  std::string type_of(const Transaction& transaction) const {
    bool failed = false;
    bool wrote = false;
    bool open = false;
    for (const std::uint32_t o : transaction.operations) {
      const Operation& operation = history_.operations[o];
      const bool unknown = operation.outcome == Outcome::kUnknown;
      failed |= operation.outcome == Outcome::kFailed || (unknown && operation.is_read());
      wrote |= operation.is_write() && operation.outcome == Outcome::kOk;
      open |= operation.is_write() && unknown;
    }
    if (open || (failed && wrote)) return ":info";
    return failed ? ":fail" : ":ok";
  }

  std::string members(const std::string& type, const Transaction& transaction) const {
    std::string value;
    for (const std::uint32_t o : transaction.operations) {
      const Operation& operation = history_.operations[o];
      const std::string key = edn_text(history_.items[operation.item].key);
      if (!value.empty()) value += " ";
      if (operation.is_write()) {
        value += fmt::format("[:w {} {}]", key, operation.id);
        continue;
      }
      const auto seen = type == ":ok" ? view_.number(operation.version) : std::nullopt;
      value += fmt::format("[:r {} {}]", key, seen ? std::to_string(*seen) : "nil");
    }
    return fmt::format(":type {}, :process {}, :f :txn, :value [{}]", type, transaction.process,
                       value);
  }

  void invoke(Transaction& transaction) {
    transaction.process = processes_.begin(transaction.session);
    log_.line(history_.operations[transaction.operations.front()].invoked,
              members(":invoke", transaction));
  }

  void complete(const Transaction& transaction) {
    const std::string type = type_of(transaction);
    TrueTime at;
    for (const std::uint32_t o : transaction.operations)
      at = std::max(at, *history_.operations[o].completed);
    log_.line(at, members(type, transaction));
    processes_.end(transaction.session, transaction.process, type != ":info");
  }

  void final_reads(TrueTime end) {
    std::vector<std::string> seen(history_.regions.size());
    std::vector<std::string> asked(history_.regions.size());
    for (const FinalMark& mark : history_.finals) {
      const std::uint32_t item = history_.versions[mark.version].item;
      if (!view_.wants(item) || deleted_[item]) continue;
      const std::string key = edn_text(history_.items[item].key);
      const std::string space = seen[mark.region].empty() ? "" : " ";
      seen[mark.region] += fmt::format("{}[:r {} {}]", space, key, *view_.number(mark.version));
      asked[mark.region] += fmt::format("{}[:r {} nil]", space, key);
    }
    for (std::size_t region = 0; region < seen.size(); ++region) {
      if (seen[region].empty()) continue;
      const std::uint32_t process = processes_.fresh();
      const auto line = [&](const char* type, const std::string& value) {
        log_.line(end, fmt::format(":type {}, :process {}, :f :txn, :value [{}], :final? true",
                                   type, process, value));
      };
      line(":invoke", asked[region]);
      line(":ok", seen[region]);
    }
  }

  const ExportView& view_;
  const History& history_;
  EdnLog log_;
  Processes processes_;
  std::vector<bool> deleted_;      // by item
  std::vector<std::uint32_t> of_;  // by operation: transactions_
  std::vector<Transaction> transactions_;
};

}  // namespace

Result<void> export_elle(const ExportView& view, ExportTarget& target) {
  ElleHistory(view, target.file(fmt::format("elle-{}.edn", file_stem(view.run.name)))).write();
  return {};
}

}  // namespace lastwrite
