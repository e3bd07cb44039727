#include "analysis/ledger/integrity.h"

#include <fmt/format.h>

namespace lastwrite {
namespace {

// The last writer wins: a version is installed if and only if it is newer than what stands there.
void check_event(const History& history, std::uint32_t region, const RegionEvent& event,
                 std::vector<std::string>& findings) {
  const auto say = [&](const char* what) {
    findings.push_back(fmt::format("{} {} a version of {} (operation {})", history.regions[region],
                                   what, history.items[history.versions[event.version].item].key,
                                   history.versions[event.version].operation_id));
  };
  if (event.kind == RegionEvent::Kind::kDuplicate) {
    if (event.previous != event.version) say("took for a duplicate");
    return;
  }
  if (event.previous == kAbsent) {
    if (!event.installs) say("discarded, with nothing in its place,");
    return;
  }
  const bool newer = history.versions[event.previous].stamp < history.versions[event.version].stamp;
  if (event.installs && !newer) say("installed over a newer one");
  if (!event.installs && newer) say("discarded though it was the newest");
}

std::vector<bool> held_somewhere(const History& history) {
  std::vector<bool> out(history.versions.size(), false);
  for (const std::vector<RegionEvent>& events : history.events) {
    for (const RegionEvent& event : events) out[event.version] = true;
  }
  for (const FinalMark& mark : history.finals) out[mark.version] = true;
  return out;
}

void check_versions(const History& history, std::vector<std::string>& findings) {
  const std::vector<bool> held = held_somewhere(history);
  for (std::uint32_t v = 0; v < history.versions.size(); ++v) {
    const Version& version = history.versions[v];
    if (held[v] && !version.accepted) {
      findings.push_back(fmt::format("a version of {} from {} that no region accepted",
                                     history.items[version.item].key,
                                     history.regions[version.region]));
    }
    // An interrupted driver may not have written down its last requests; one that quiesced has.
    if (history.quiesce && version.accepted && version.operation == kAbsent &&
        version.operation_id != 0) {
      findings.push_back(fmt::format("{} accepted operation {}, which nobody attempted",
                                     history.regions[version.region], version.operation_id));
    }
  }
}

}  // namespace

void check_integrity(const History& history, std::vector<std::string>& findings) {
  for (std::uint32_t region = 0; region < history.events.size(); ++region) {
    for (const RegionEvent& event : history.events[region]) {
      check_event(history, region, event, findings);
    }
  }
  check_versions(history, findings);
}

}  // namespace lastwrite
