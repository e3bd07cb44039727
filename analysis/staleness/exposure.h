// Exposure: how long writes that were lost in the end could be seen before, and by how many reads.
// A write that vanishes unseen is a lost update; one that was seen has misled somebody as well.
//
//   a lost write is visible while some region holds it or a version computed from it
//
// Times in several regions at once count once. In a region that was gone in the end a version
// counts as held until the region's last event. Cost: near-linear; long chains of derived writes
// share their merged intervals (small to large). Threading: pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "analysis/ledger/ledger.h"
#include "analysis/staleness/replica_timelines.h"

namespace lastwrite {

/// Of one version and all that were computed from it.
struct VersionExposure {
  Duration visible{0};
  std::uint64_t reads = 0;  // successful reads that returned one of them
};

/// Of the acknowledged writes with a lost fate, meant to start in phase `measure`.
struct Exposure {
  std::uint64_t lost = 0;
  std::uint64_t never_visible = 0;  // of these: stillborn, or gone before anybody could read it
  std::uint64_t read = 0;           // of these: returned by a read, itself or inside another
  std::uint64_t reads = 0;          // such reads, counted for each lost write
  Duration total{0};
  std::optional<Duration> p50, p90, p99, max;
};

/// By version.
std::vector<VersionExposure> expose_versions(const Evidence& evidence,
                                             const ReplicaTimelines& timelines);

Exposure summarise_exposure(const Evidence& evidence, const Ledger& ledger,
                            const std::vector<VersionExposure>& versions);

}  // namespace lastwrite
