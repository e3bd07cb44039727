// Section 4: stale reads, session guarantees, exposure and divergence.
#include <algorithm>

#include "analysis/report/terminal_sections.h"
#include "analysis/report/terminal_words.h"
#include "analysis/report/text_table.h"

namespace lastwrite {
namespace {

std::string violation_share(const StalenessSummary& s, Guarantee guarantee) {
  const GuaranteeCount count = s.sessions.all(guarantee);
  return count.checked == 0 ? "–" : std::to_string(count.violated);
}

std::string count_text(const std::optional<std::uint64_t>& count) {
  return count ? std::to_string(*count) : "–";
}

}  // namespace

std::string staleness_section(const Summary& summary, TerminalStyle style) {
  const bool any =
      std::any_of(summary.strategies.begin(), summary.strategies.end(),
                  [](const StrategySummary& s) { return s.staleness.reads.reads() > 0; });
  if (!any) return "";
  TextTable table({{"strategy", Align::kLeft},
                   {"reads"},
                   {"stale"},
                   {"behind\nmean"},
                   {"behind\np99"},
                   {"behind\nmax"},
                   {"own\nwrites"},
                   {"mon.\nreads"},
                   {"mon.\nwrites"},
                   {"after\nreads"},
                   {"exposed\np50 ms"},
                   {"apart"}});
  for (const StrategySummary& strategy : summary.strategies) {
    const StalenessSummary& s = strategy.staleness;
    const bool read = s.reads.reads() > 0;
    table.add({strategy.name, std::to_string(s.reads.reads()),
               read ? percent_text(s.reads.stale.estimate) : "–",
               read ? fmt::format("{:.2f}", s.reads.mean) : "–", count_text(s.reads.p99),
               read ? std::to_string(s.reads.max) : "–",
               violation_share(s, Guarantee::kReadYourWrites),
               violation_share(s, Guarantee::kMonotonicReads),
               violation_share(s, Guarantee::kMonotonicWrites),
               violation_share(s, Guarantee::kWritesFollowReads), ms_text(s.exposure.p50),
               s.divergence.items > 0 ? percent_text(s.divergence.item_share) : "–"});
  }
  return table.text(static_cast<std::size_t>(style.columns)) +
         "Behind: acknowledged writes that a read missed. Then operations that broke a session's\n"
         "guarantee. Exposed: how long a lost write was seen. Apart: an item's time diverged.\n";
}

}  // namespace lastwrite
