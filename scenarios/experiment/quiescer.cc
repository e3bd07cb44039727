#include "scenarios/experiment/quiescer.h"

#include <algorithm>
#include <utility>

namespace lastwrite {
namespace {

constexpr Duration kPollInterval = 100ms;

const PeerState* peer_of(const RegionState& state, const RegionName& peer) {
  for (const PeerState& candidate : state.peers) {
    if (candidate.peer == peer) return &candidate;
  }
  return nullptr;
}

bool has_all_of(const RegionState& destination, const RegionState& source) {
  const PeerState* sent = peer_of(source, destination.region);
  const PeerState* received = peer_of(destination, source.region);
  if (sent == nullptr || received == nullptr) return source.head == 0;
  return sent->outstanding_records == 0 && received->applied >= source.head;
}

}  // namespace

bool is_quiet(const std::vector<RegionState>& states) {
  for (const RegionState& source : states) {
    for (const RegionState& destination : states) {
      if (source.region != destination.region && !has_all_of(destination, source)) return false;
    }
  }
  return true;
}

void Quiescer::start(Duration timeout, Done done) {
  deadline_ = clock_.now() + timeout;
  done_ = std::move(done);
  poll();
}

void Quiescer::poll() {
  poll_.start([this](const std::vector<RegionState>& states) { judge(states); });
}

void Quiescer::judge(const std::vector<RegionState>& states) {
  const bool lost = !roster_.with(RegionCondition::kLost).empty();
  // A region that came or went while the poll was open has no part in it: ask again.
  const bool complete = states.size() == roster_.with(RegionCondition::kLive).size();
  if (!lost && complete && is_quiet(states)) return std::exchange(done_, nullptr)(true);
  if (lost || clock_.now() >= deadline_) return std::exchange(done_, nullptr)(false);
  scheduler_.call_after(kPollInterval, lifetime_.guard([this] { poll(); }));
}

}  // namespace lastwrite
