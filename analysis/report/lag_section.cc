// Section 2: replication latency, pair by pair.
#include "analysis/report/terminal_sections.h"
#include "analysis/report/terminal_words.h"
#include "analysis/report/text_table.h"

namespace lastwrite {

std::string lag_section(const Summary& summary, TerminalStyle style) {
  if (summary.lag.rows.empty()) return "";
  TextTable table({{"from → to", Align::kLeft},
                   {"records"},
                   {"p50"},
                   {"p90"},
                   {"p99"},
                   {"max"},
                   {"inject.\np50"},
                   {"added\np50"},
                   {"added\np99"},
                   {"wait-\ning"},
                   {"oldest"},
                   {"log scale", Align::kLeft}});
  std::uint32_t last_from = kAbsent;
  for (const LagRow& row : summary.lag.rows) {
    const Outstanding& waiting = row.outstanding;
    if (row.from != last_from) table.add({summary.manifest.regions[row.from].text});
    table.add({"  → " + summary.manifest.regions[row.to].text, std::to_string(row.count),
               ms_text(row.p50), ms_text(row.p90), ms_text(row.p99), ms_text(row.max),
               ms_text(row.injected_p50), ms_text(row.added_p50), ms_text(row.added_p99),
               std::to_string(waiting.records),
               waiting.oldest_age.count() == 0 ? "–" : ms_text(waiting.oldest_age),
               sparkline(row.histogram)});
    last_from = row.from;
  }
  std::string out = table.text(static_cast<std::size_t>(style.columns));
  out += fmt::format("Waiting: not yet replicated when measuring ended. Log scale: {} to {} ms.\n",
                     ms_text(summary.lag.low), ms_text(summary.lag.high));
  return out;
}

}  // namespace lastwrite
