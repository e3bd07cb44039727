#include "analysis/ledger/integrity.h"

#include <algorithm>

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

// A tombstone that everybody has may be forgotten after its grace (region/node/retention.h).
constexpr Duration kTombstoneGrace = 10min;

// Within one life, a region holds at every event what the event before on that item left there.
// Between two lives a crash may have taken back what the trace still tells.
class Continuity {
 public:
  Continuity(const History& history, std::uint32_t region, std::vector<std::string>& findings)
      : history_(history),
        region_(region),
        findings_(findings),
        held_(history.items.size(), kUnknown) {}

  void check() {
    const std::vector<std::uint32_t>& lives = history_.lives[region_];
    auto next_life = lives.begin();
    const std::vector<RegionEvent>& events = history_.events[region_];
    for (std::uint32_t at = 0; at < events.size(); ++at) {
      for (; next_life != lives.end() && *next_life <= at; ++next_life) {
        std::fill(held_.begin(), held_.end(), kUnknown);
      }
      step(events[at]);
    }
  }

 private:
  static constexpr std::uint32_t kUnknown = kAbsent - 1;

  void step(const RegionEvent& event) {
    std::uint32_t& held = held_[history_.versions[event.version].item];
    if (held != kUnknown && held != event.previous && !collected(held, event)) {
      findings_.push_back(fmt::format(
          "{} had forgotten or taken back what it held of {} when it decided on operation {}",
          history_.regions[region_], history_.items[history_.versions[event.version].item].key,
          history_.versions[event.version].operation_id));
    }
    held = event.installs ? event.version : event.previous;
  }

  bool collected(std::uint32_t held, const RegionEvent& event) const {
    if (held == kAbsent || event.previous != kAbsent) return false;
    const Version& version = history_.versions[held];
    return version.deleted && kTombstoneGrace <= event.at - version.accepted_at;
  }

  const History& history_;
  std::uint32_t region_;
  std::vector<std::string>& findings_;
  std::vector<std::uint32_t> held_;  // by item
};

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
    const bool told = region < history.lives.size() && !history.lives[region].empty();
    if (told) Continuity(history, region, findings).check();
  }
  check_versions(history, findings);
}

}  // namespace lastwrite
