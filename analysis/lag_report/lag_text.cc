#include "analysis/lag_report/lag_text.h"

#include "analysis/report/terminal_words.h"
#include "analysis/report/text_table.h"
#include "analysis/report/timeline.h"
#include "region/base/printable.h"

namespace lastwrite {
namespace {

std::string value_text(const std::optional<Quantile>& quantile) {
  if (!quantile) return "–";
  if (quantile->value) return ms_text(quantile->value);
  return quantile->high ? "≤ " + ms_text(quantile->high) : "> " + ms_text(quantile->low);
}

std::string bounds_text(const std::optional<Quantile>& quantile) {
  if (!quantile || !quantile->value || (!quantile->low && !quantile->high)) return "";
  return ms_text(quantile->low) + "–" + (quantile->high ? ms_text(quantile->high) : "");
}

std::string share_text(const PairReport& pair) {
  if (pair.in_time.trials == 0) return "–";
  if (pair.in_time.hits == pair.in_time.trials) return "all";
  // Never rounded up to 100 %.
  const double percent = 100 * pair.in_time.estimate;
  if (percent > 99.999) return "> 99.999 %";
  return percent > 99 ? fmt::format("{:.3f} %", percent - 0.0005) : percent_text(percent / 100);
}

std::string waiting_text(const PairReport& pair) {
  return pair.waiting ? std::to_string(pair.waiting->records) : "?";
}

std::string oldest_text(const PairReport& pair) {
  if (!pair.waiting) return "?";
  return pair.waiting->records == 0 ? "–" : ms_text(pair.waiting->oldest_age);
}

// Rows below the name of each source.
class PairTable {
 public:
  explicit PairTable(std::vector<TextTable::Column> columns) : table_(std::move(columns)) {}

  void add(const PairReport& pair, std::vector<std::string> cells) {
    if (source_ == nullptr || *source_ != pair.source) table_.add({printable(pair.source)});
    source_ = &pair.source;
    cells.insert(cells.begin(), "  → " + printable(pair.destination));
    table_.add(std::move(cells));
  }
  std::string text(TerminalStyle style) const {
    return source_ == nullptr ? "" : table_.text(static_cast<std::size_t>(style.columns)) + "\n";
  }

 private:
  TextTable table_;
  const std::string* source_ = nullptr;
};

std::string main_table(const LagReport& report, TerminalStyle style) {
  PairTable table({{"from → to", Align::kLeft},
                   {"records"},
                   {"p50"},
                   {"p90"},
                   {"p99"},
                   {"p99.9"},
                   {"max"},
                   {"wait-\ning"},
                   {"oldest"},
                   {"in time"},
                   {"AWS's\naverage"}});
  for (const PairReport& pair : report.pairs) {
    table.add(pair, {std::to_string(pair.records), value_text(pair.p50), value_text(pair.p90),
                     value_text(pair.p99), value_text(pair.p999), value_text(pair.max),
                     waiting_text(pair), oldest_text(pair), share_text(pair),
                     ms_text(pair.cloudwatch.worst_average)});
  }
  return table.text(style);
}

std::string interval_table(const LagReport& report, TerminalStyle style, bool exact) {
  PairTable table(
      {{exact ? "95 % intervals" : "buckets", Align::kLeft}, {"p50"}, {"p90"}, {"p99"}, {"p99.9"}});
  for (const PairReport& pair : report.pairs) {
    const std::string median = bounds_text(pair.p50);
    if (pair.exact != exact || median.empty()) continue;
    table.add(pair, {median, bounds_text(pair.p90), bounds_text(pair.p99), bounds_text(pair.p999)});
  }
  return table.text(style);
}

std::string alarm_text(const LagReport& report) {
  std::uint64_t late = 0;
  std::uint64_t overdue = 0;
  bool told = true;
  for (const PairReport& pair : report.pairs) {
    late += pair.late;
    if (!pair.waiting) told = false;
    if (pair.waiting && pair.waiting->oldest_age > report.threshold) ++overdue;
  }
  std::string out = fmt::format("ReplicationLatency > {} ms: ", ms_text(report.threshold));
  out += report.alarm ? "an alarm on AWS's average would go off"
                      : "an alarm on AWS's average would stay silent";
  out += fmt::format("; {} record{} took longer", late, late == 1 ? "" : "s");
  if (overdue > 0)
    out +=
        fmt::format("; on {} pair{} the oldest waits for longer", overdue, overdue == 1 ? "" : "s");
  if (!told) out += "; what has not arrived is not told of every pair";
  return out + ".";
}

}  // namespace

std::string lag_text(const LagReport& report, TerminalStyle style) {
  const auto columns = static_cast<std::size_t>(style.columns);
  std::string out = painted("Replication lag in ms", Paint::kBold, style) + "\n";
  for (const std::string& origin : report.origins)
    out += wrapped("from " + printable(origin), columns, 2) + "\n";
  if (report.pairs.empty()) return out + "No samples.\n";
  out += "\n" + main_table(report, style) + interval_table(report, style, true) +
         interval_table(report, style, false);
  out += painted(wrapped(alarm_text(report), columns, 2),
                 report.alarm || report.late ? Paint::kBad : Paint::kGood, style) +
         "\n";
  out +=
      wrapped(fmt::format("In time: arrived within {} ms. AWS's average: the highest of any five "
                          "minutes, of what arrived alone. A percentile needs ten records beyond "
                          "it. ?: the source does not tell.",
                          ms_text(report.threshold)),
              columns, 0) +
      "\n";
  for (const std::string& remark : report.remarks)
    out += wrapped(printable(remark), columns, 0) + "\n";
  return out;
}

}  // namespace lastwrite
