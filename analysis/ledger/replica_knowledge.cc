#include "analysis/ledger/replica_knowledge.h"

#include <algorithm>

namespace lastwrite {

ReplicaKnowledge::ReplicaKnowledge(const History& history) : history_(history) {
  positions_.assign(history.regions.size(),
                    std::vector<std::uint32_t>(history.versions.size(), kAbsent));
  for (std::uint32_t region = 0; region < history.events.size(); ++region) {
    const std::vector<RegionEvent>& events = history.events[region];
    for (std::uint32_t at = 0; at < events.size(); ++at) note(region, at, events[at]);
  }
  note_coalesced();
}

// Once installed, a version can only meet a newer or the same one. A second "installed" therefore
// means that the first was rolled back with its process: the region knows the version from the
// second on. (A snapshot that refills a lost store installs again what was truly known before.)
void ReplicaKnowledge::note(std::uint32_t region, std::uint32_t position,
                            const RegionEvent& event) {
  std::uint32_t& known = positions_[region][event.version];
  const bool again = event.kind == RegionEvent::Kind::kInstalled && !event.backfill;
  if (known == kAbsent || again) known = position;
}

// Who received the newer version of an item has, as far as knowledge goes, received what it
// replaced on the way. Chains (a replaced by b, b by c) resolve because the newest stamps are
// handled first.
void ReplicaKnowledge::note_coalesced() {
  std::vector<CoalescedVersion> order = history_.coalesced;
  std::sort(order.begin(), order.end(), [this](const auto& a, const auto& b) {
    return history_.versions[b.version].stamp < history_.versions[a.version].stamp;
  });
  for (const CoalescedVersion& c : order) {
    std::uint32_t& known = positions_[c.to][c.version];
    if (known == kAbsent) known = positions_[c.to][c.by];
  }
}

bool ReplicaKnowledge::left_home(std::uint32_t version) const {
  for (std::uint32_t region = 0; region < positions_.size(); ++region) {
    if (region != history_.versions[version].region && received(region, version)) return true;
  }
  return false;
}

bool ReplicaKnowledge::knew(std::uint32_t later, std::uint32_t earlier) const {
  const Version& version = history_.versions[later];
  if (!version.accepted) return false;
  const std::uint32_t known = position(version.region, earlier);
  return known != kAbsent && known < version.position;
}

bool ReplicaKnowledge::concurrent(std::uint32_t a, std::uint32_t b) const {
  if (a == b || !history_.versions[a].accepted || !history_.versions[b].accepted) return false;
  return !knew(a, b) && !knew(b, a);
}

}  // namespace lastwrite
