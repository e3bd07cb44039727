// ShiViz's log: for each event a line with its host and vector clock, and a line that tells it. It
// is what ShiViz reads with the regular expression that it proposes:
//
//   (?<host>\S*) (?<clock>{.*})\n(?<event>.*)
//
// Source: https://bestchai.bitbucket.io/shiviz/ (Beschastnikh et al., CACM 2016).
#include <algorithm>

#include "analysis/export/causal_events.h"
#include "analysis/export/formats.h"
#include "region/base/json_text.h"
#include "region/base/printable.h"

namespace lastwrite {
namespace {

constexpr std::size_t kClockEntriesMax = 200'000'000;  // 800 MB

using VectorClock = std::vector<std::uint32_t>;  // by host

std::string clock_text(const VectorClock& clock, const std::vector<std::string>& hosts) {
  std::string out;
  for (std::size_t host = 0; host < clock.size(); ++host) {
    if (clock[host] == 0) continue;
    out += fmt::format("{}{}:{}", out.empty() ? "" : ",", json_text(hosts[host]), clock[host]);
  }
  return "{" + out + "}";
}

}  // namespace

Result<void> export_shiviz(const ExportView& view, ExportTarget& target) {
  const CausalEvents causal = causal_events(view);
  if (causal.events.size() * causal.hosts.size() > kClockEntriesMax) {
    return fail(ErrorCode::kUsage,
                "{} events of {} regions and clients are too many for vector clocks (and for "
                "ShiViz): name one item with --item",
                causal.events.size(), causal.hosts.size());
  }
  ExportSink& out = target.file(fmt::format("shiviz-{}.log", file_stem(view.run.name)));
  std::vector<VectorClock> clocks(causal.events.size());
  std::vector<VectorClock> now(causal.hosts.size(), VectorClock(causal.hosts.size(), 0));
  const TrueTime begin = view.begin();
  for (const std::uint32_t index : causal_order(causal)) {
    const CausalEvent& event = causal.events[index];
    VectorClock& clock = now[event.host];
    if (event.after != kAbsent && !clocks[event.after].empty()) {
      const VectorClock& before = clocks[event.after];
      for (std::size_t host = 0; host < clock.size(); ++host)
        clock[host] = std::max(clock[host], before[host]);
    }
    ++clock[event.host];
    clocks[index] = clock;
    out.print("{} {}\n{:.3f} ms {}\n", causal.hosts[event.host], clock_text(clock, causal.hosts),
              to_ms(event.at - begin), printable(event.text));
  }
  return {};
}

}  // namespace lastwrite
