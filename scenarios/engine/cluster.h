// SEAM: the regions of a run as the runner sees them beside data: what faults act on and what the
// phases wait for. Implementations: LiveCluster (processes, gRPC control), SimCluster (virtual
// time).
//
// Invariant: every call is answered exactly once, never inside the call itself, on the driver's
// loop. Errors: kUnavailable when the region does not answer; then the verdict of the run is
// unknown unless a fault took the region away.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "region/base/skewed_clock.h"
#include "region/engine/requests.h"
#include "replicator/link/link_spec.h"
#include "scenarios/engine/crash_mode.h"
#include "scenarios/engine/region_client.h"

namespace lastwrite {

/// What one region says of its replication with one peer.
struct PeerState {
  RegionName peer;
  bool connected = false;
  std::uint64_t outstanding_records = 0;  // accepted there, not yet acknowledged by the peer
  Duration oldest_outstanding{0};
  std::uint64_t applied = 0;  // of the peer's changes
  bool asked = true;  // the peer has said where it is; else what is outstanding is not known
};
struct RegionState {
  RegionName region;
  std::uint64_t head = 0;
  std::vector<PeerState> peers;
  Duration clock_offset{0};
  std::vector<std::string> tables = {};  // those of a live region
};

/// One version that a region holds (tombstone: item is nullopt).
struct HeldVersion {
  std::string key;  // key_text()
  Stamp version;
  std::optional<Item> item;
  std::optional<AttributeStamps> attributes = {};  // with conflicts by attributes
};

/// The faults that a region or link can be given.
class FaultTarget {
 public:
  virtual ~FaultTarget() = default;
  virtual void set_link(const RegionName& from, const RegionName& to, const LinkSpec& link,
                        Reply<void> reply) = 0;
  virtual void set_clock(const RegionName& region, const ClockSkew& skew, Reply<void> reply) = 0;
  virtual void step_clock(const RegionName& region, Duration delta, Reply<void> reply) = 0;
  virtual void set_commit_delay(const RegionName& region, Duration delay, Reply<void> reply) = 0;
  /// kill -9 or a power cut. Answered once the region is gone. A live run refuses scenarios
  /// that cut the power (scenarios/live/live_limits.h).
  virtual void kill(const RegionName& region, CrashMode mode, Reply<void> reply) = 0;
  /// Starts a killed region on its old store. Answered once it is ready.
  virtual void restart(const RegionName& region, Reply<void> reply) = 0;
};

class Cluster : public FaultTarget {
 public:
  virtual void create_table(const CreateTableInput& input, Reply<void> reply) = 0;
  /// In all regions.
  virtual void set_time_to_live(const TimeToLiveInput& input, Reply<void> reply) = 0;
  virtual void state(const RegionName& region, Reply<RegionState> reply) = 0;
  virtual void versions(const RegionName& region, const TableName& table,
                        Reply<std::vector<HeldVersion>> reply) = 0;
  /// The way to `region`'s data from inside that region (no injected latency).
  virtual RegionClient& client(const RegionName& region) = 0;
};

}  // namespace lastwrite
