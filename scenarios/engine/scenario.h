// A scenario, fully resolved: every default filled in, every preset expanded, every name checked.
//
//   Result<Scenario> scenario = load_scenario("scenarios/lost-counter/scenario.yaml", {});
//   scenario->link(us_east_1, eu_west_1).latency.to_text() == "33.9ms"
//
// Invariants: 1 to 12 regions, unique; `links` has every ordered pair of different regions and
// `clocks` every region; every region named anywhere is in `regions`; strategies are unique and not
// empty. Threading: a value. Equality leaves out the lines of the file.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "region/base/ids.h"
#include "region/base/skewed_clock.h"
#include "region/base/time.h"
#include "region/value/key_schema.h"
#include "region/version/granularity.h"
#include "region/version/stamper.h"
#include "replicator/link/link_spec.h"
#include "scenarios/engine/expectation_spec.h"
#include "scenarios/engine/fault_spec.h"
#include "scenarios/engine/lesson_spec.h"
#include "scenarios/engine/strategy_spec.h"
#include "scenarios/engine/workload_spec.h"

namespace lastwrite {

inline constexpr std::size_t kRegionsMax = 12;
/// The least and the usual pause of a region between two walks over items with a time to live.
inline constexpr Duration kTtlSweepMin = 20ms;
inline constexpr Duration kTtlSweepUsual = 1s;

enum class DurabilityLevel : std::uint8_t { kProcess, kFull };
std::string_view durability_name(DurabilityLevel durability);  // "process", "full"

struct TableSpec {
  TableName name;
  KeySchema key;
  friend bool operator==(const TableSpec&, const TableSpec&) = default;
};

using LinkMap = std::map<std::pair<RegionName, RegionName>, LinkSpec>;  // (from, to)

struct Scenario {
  std::string name;
  std::string question;
  std::vector<RegionName> regions;
  TableSpec table;
  LinkMap links;
  std::map<RegionName, ClockSkew> clocks;
  StampRule stamps = StampRule::kWall;
  Granularity granularity = Granularity::kItem;
  DurabilityLevel durability = DurabilityLevel::kProcess;
  Duration ttl_sweep = kTtlSweepUsual;  // means nothing where nothing expires
  bool coalesce = false;  // replication may send only the newest of several versions of an item
  WorkloadSpec workload;
  RetrySpec retry;
  Duration request_timeout = 2s;
  std::vector<StrategySpec> strategies;
  Duration warm_up = 1s;
  Duration duration{0};  // of `measure`
  Duration quiesce_timeout = 30s;
  std::uint64_t seed = 1;
  std::vector<FaultSpec> faults;
  std::vector<ExpectationSpec> expect;
  std::optional<LessonSpec> lesson;  // nullopt: no lesson of the course

  /// Requires: two different regions of this scenario.
  const LinkSpec& link(const RegionName& from, const RegionName& to) const;
  bool has_region(const RegionName& region) const;

  friend bool operator==(const Scenario&, const Scenario&) = default;
};

}  // namespace lastwrite
