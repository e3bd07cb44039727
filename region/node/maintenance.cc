#include "region/node/maintenance.h"

#include <algorithm>

#include "region/engine/known_streams.h"

namespace lastwrite {
namespace {

constexpr Duration kPace = 1s;
constexpr Duration kPaceWithWork = 20ms;  // while there is more to clean than one step takes
constexpr std::size_t kStep = 500;        // records or tombstones a step: bounds its turn's length
constexpr std::uint64_t kReplicatedKept =
    10'000;  // of each peer's changes, for readers of the stream

}  // namespace

Maintenance::Maintenance(const Retention& retention, Scheduler& scheduler, Engine& engine,
                         GroupCommit& commits, const Replicator& replicator)
    : retention_(retention),
      scheduler_(scheduler),
      engine_(engine),
      commits_(commits),
      replicator_(replicator) {}

Maintenance::~Maintenance() {
  scheduler_.cancel(timer_);
}

void Maintenance::start() {
  timer_ = scheduler_.call_after(kPace, [this] { tick(); });
}

void Maintenance::tick() {
  timer_ = TimerId::kNone;
  commits_.submit<bool>([this] { return clean(); },
                        [this](const Result<bool>& more) {
                          timer_ = scheduler_.call_after(more && *more ? kPaceWithWork : pace(),
                                                         [this] { tick(); });
                        });
}

// True when there is more to do.
Result<bool> Maintenance::clean() {
  Result<bool> more = trim_own_log();
  if (!more) return more;
  for (const PeerProgress& peer : replicator_.progress()) {
    const Result<bool> trimmed = trim_replicated(peer.peer);
    if (!trimmed) return trimmed;
    *more = *more || *trimmed;
  }
  for (const auto step : {&Maintenance::trim_streams, &Maintenance::expire_items}) {
    const Result<bool> unfinished = (this->*step)();
    if (!unfinished) return unfinished;
    *more = *more || *unfinished;
  }
  const auto collected = engine_.tombstones().collect(
      engine_.store().items(), engine_.clock().wall_now(), retention_.tombstone_grace, kStep,
      [this](const RegionName& origin, std::uint64_t sequence) {
        return replicator_.is_stable(origin, sequence);
      });
  if (!collected) return propagate(collected);
  return *more || *collected == kStep;
}

// What everybody has may go, but for the newest (the last record's stamp is needed after a
// restart); what a peer still lacks goes only beyond the bound.
Result<bool> Maintenance::trim_own_log() {
  const std::uint64_t head = engine_.head();
  if (head == 0) return false;
  const std::uint64_t kept = std::clamp<std::uint64_t>(retention_.acknowledged_kept, 1, head);
  std::uint64_t through = std::min(replicator_.stable(), head - kept);
  if (head > retention_.log_records_max)
    through = std::max(through, head - retention_.log_records_max);
  const auto trimmed = engine_.store().log().trim(engine_.region(), through, kStep);
  if (!trimmed) return propagate(trimmed);
  return *trimmed == kStep;
}

Result<bool> Maintenance::trim_replicated(const RegionName& origin) {
  const auto head = engine_.store().log().head(origin);
  if (!head) return propagate(head);
  if (*head <= kReplicatedKept) return false;
  const auto trimmed = engine_.store().log().trim(origin, *head - kReplicatedKept, kStep);
  if (!trimmed) return propagate(trimmed);
  return *trimmed == kStep;
}

Result<bool> Maintenance::trim_streams() {
  const WallTime now = engine_.clock().wall_now();
  return engine_.streams().trim(
      engine_.store(), {now - retention_.stream_records, now, kStep},
      [this](const StreamId& id) { return stream_is_open(engine_.catalog(), id); });
}

// A walk goes on, step by step, until it is through; the next begins so long after its end.
Result<bool> Maintenance::expire_items() {
  const TrueTime now = engine_.clock().now();
  if (retention_.ttl_sweep.count() == 0 || now < next_walk_) return false;
  const auto step = sweep_.step(engine_, kStep);
  if (!step) return propagate(step);
  if (step->finished) next_walk_ = now + retention_.ttl_sweep;
  return !step->finished;
}

Duration Maintenance::pace() const {
  const bool eager = retention_.ttl_sweep.count() > 0 && retention_.ttl_sweep < kPace;
  return eager ? std::max(retention_.ttl_sweep, kPaceWithWork) : kPace;
}

}  // namespace lastwrite
