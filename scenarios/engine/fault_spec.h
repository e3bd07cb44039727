// One fault of a scenario: what breaks, when (counted from the start of `measure`), and for how
// long.
//
//   faults:
//     - {at: 8s, for: 5s, partition: [[eu-west-1], [us-east-1, ap-northeast-1]]}
//
// Without `for` a fault lasts until the heal phase; a killed region then stays dead for good.
// What each does to a run: scenarios/fault/README.md. Threading: values.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "region/base/skewed_clock.h"
#include "scenarios/engine/crash_mode.h"
#include "scenarios/engine/link_change.h"

namespace lastwrite {

/// No messages between regions of different groups; regions in no group keep all their links.
struct PartitionFault {
  std::vector<std::vector<RegionName>> groups;
  bool uniform = false;  // all regions in two sides at random; drawn: in `groups`
  friend bool operator==(const PartitionFault&, const PartitionFault&) = default;
};

/// One direction of links changed: another latency, loss, a pause, a one-way partition.
struct LinkFault {
  LinkEnds ends;
  LinkChange change;
  friend bool operator==(const LinkFault&, const LinkFault&) = default;
};

/// What the word `partition` may mean: groups, or a link fault that cuts one direction.
using PartitionCut = std::variant<PartitionFault, LinkFault>;

/// A cut that comes and goes: `down` long there, `up` long not, and so on.
struct FlapFault {
  PartitionCut cut;
  Duration up{0};
  Duration down{0};
  friend bool operator==(const FlapFault&, const FlapFault&) = default;
};

/// Swizzled clogging: in the first half of `span` one link after another is paused, in the second
/// half one after another goes on, in another order. Orders and span are empty until drawn.
struct ClogFault {
  LinkEnds ends = {};
  std::vector<LinkPair> clogs = {};
  std::vector<LinkPair> releases = {};
  Duration span{0};
  friend bool operator==(const ClogFault&, const ClogFault&) = default;
};

/// Replication to and from one region held back, delivered after the end.
struct PauseRegionFault {
  RegionName region;
  friend bool operator==(const PauseRegionFault&, const PauseRegionFault&) = default;
};

/// A clock set to an offset, stepped by an amount, set to drift, to swing or to be noisy: what is
/// given.
struct ClockFault {
  RegionName region;
  std::optional<Duration> offset = {};
  std::optional<Duration> step = {};
  std::optional<double> drift_ppm = {};
  std::optional<ClockWave> periodic = {};
  std::optional<Duration> noise_sd = {};
  friend bool operator==(const ClockFault&, const ClockFault&) = default;
};

/// kill -9, or a power cut; the end of the fault starts the region again on its old store.
struct KillFault {
  RegionName region;
  CrashMode mode = CrashMode::kProcess;
  friend bool operator==(const KillFault&, const KillFault&) = default;
};

/// Every commit of the region takes `delay` longer.
struct SlowDiskFault {
  RegionName region;
  Duration delay{0};
  friend bool operator==(const SlowDiskFault&, const SlowDiskFault&) = default;
};

struct FaultSpec {
  Duration at{0};
  std::optional<Duration> lasts = {};  // `for` in the file
  std::variant<PartitionFault, LinkFault, FlapFault, ClogFault, PauseRegionFault, ClockFault,
               KillFault, SlowDiskFault>
      kind;

  friend bool operator==(const FaultSpec&, const FaultSpec&) = default;
};

/// One short clause for people: "partition eu-west-1 | us-east-1, ap-northeast-1".
std::string describe(const FaultSpec& fault);

/// The regions that the fault names ("*" not among them), in the order of naming, each once.
std::vector<RegionName> regions_of(const FaultSpec& fault);

}  // namespace lastwrite
