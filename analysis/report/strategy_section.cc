// Sections 1a and 1b: the strategies side by side.
#include "analysis/report/terminal_sections.h"
#include "analysis/report/terminal_words.h"
#include "analysis/report/text_table.h"

namespace lastwrite {
namespace {

std::string drift_text(const std::optional<std::int64_t>& drift) {
  return drift ? std::to_string(*drift) : "–";
}

std::string footnotes(const Summary& summary) {
  std::string out;
  for (const StrategySummary& s : summary.strategies) {
    const Tally& n = s.numbers;
    std::string note;
    if (n.gave_up > 0) note += fmt::format(" {} gave up;", n.gave_up);
    if (n.unknown > 0) {
      note += fmt::format(" {} of unknown outcome ({} recovered);", n.unknown, n.recovered);
    }
    if (s.torn_files > 0)
      note += fmt::format(" {} trace(s) torn by a killed process;", s.torn_files);
    if (note.empty()) continue;
    note.back() = '.';
    out += fmt::format("{}:{}\n", s.name, note);
  }
  return out;
}

}  // namespace

std::string strategy_section(const Summary& summary, TerminalStyle style) {
  if (summary.strategies.empty()) return "No strategy left a trace.\n";
  TextTable table({{"strategy", Align::kLeft},
                   {"attempted"},
                   {"told\nOK"},
                   {"condition\nfailures"},
                   {"lost"},
                   {"LostUpdateRate\n(95 % interval)"},
                   {"counter\ndrift"},
                   {"write\np50 ms"},
                   {"write\np99 ms"}});
  for (const StrategySummary& s : summary.strategies) {
    const Tally& n = s.numbers;
    table.add({s.name, std::to_string(n.attempted), std::to_string(n.acknowledged),
               std::to_string(n.condition_failures), std::to_string(n.lost_total()),
               interval_text(n.lost), drift_text(n.counter_drift), ms_text(s.write_p50),
               ms_text(s.write_p99)});
  }
  return table.text(static_cast<std::size_t>(style.columns)) + footnotes(summary);
}

std::string fate_section(const Summary& summary, TerminalStyle style) {
  if (summary.strategies.empty()) return "";
  const auto total = [&](Fate fate) {
    std::uint64_t sum = 0;
    for (const StrategySummary& s : summary.strategies) sum += s.numbers.count(fate);
    return sum;
  };
  TextTable table({{"strategy", Align::kLeft},
                   {"sur-\nvives"},
                   {"super-\nseded"},
                   {"lost:\nlocal"},
                   {"lost:\nconcurrent"},
                   {"lost:\ninverted"},
                   {"lost:\norphaned"},
                   {"lost:\nstranded"},
                   {total(Fate::kUnexpected) > 0 ? "unresolved\n/BUG" : "unresolved"}});
  for (const StrategySummary& s : summary.strategies) {
    const auto count = [&](Fate fate) { return std::to_string(s.numbers.count(fate)); };
    std::string open = count(Fate::kUnresolved);
    if (total(Fate::kUnexpected) > 0) open += "/" + count(Fate::kUnexpected);
    const Tally& n = s.numbers;
    table.add(
        {s.name, std::to_string(n.count(Fate::kWinner) + n.count(Fate::kIncluded)),
         std::to_string(n.count(Fate::kSupersededInformed) + n.count(Fate::kSupersededSequential)),
         count(Fate::kLostLocal), count(Fate::kLostConcurrent), count(Fate::kLostInverted),
         count(Fate::kLostOrphaned), count(Fate::kLostStranded), open});
  }
  return table.text(static_cast<std::size_t>(style.columns));
}

}  // namespace lastwrite
