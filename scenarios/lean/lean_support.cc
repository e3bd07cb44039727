#include "scenarios/lean/lean_support.h"

#include <algorithm>
#include <array>

#include "scenarios/lean/lean_link.h"
#include "scenarios/sim/local_hop.h"

namespace lastwrite {
namespace {

constexpr std::uint64_t kCellsMax = 100'000'000;  // keys × regions
constexpr std::uint32_t kLossMaxPpm = 500'000;
constexpr Duration kRetransmitMax = 1s;
// The replicator waits 30 s for an acknowledgement before it sends again.
constexpr Duration kFaultMax = 15s;
constexpr std::uint32_t kValueSizeMax = 300'000;

bool knows(StrategyKind kind) {
  constexpr std::array kKnown = {StrategyKind::kBlindPut,     StrategyKind::kReadModifyWrite,
                                 StrategyKind::kVersionCheck, StrategyKind::kVersionCheckEtag,
                                 StrategyKind::kAtomicAdd,    StrategyKind::kHomeRegion};
  return std::find(kKnown.begin(), kKnown.end(), kind) != kKnown.end();
}

Result<void> check_link(const LinkSpec& link) {
  if (link.paused || link.partitioned)
    return fail(ErrorCode::kUsage, "a link that is paused or cut needs the full simulation");
  if (link.bytes_per_second != 0)
    return fail(ErrorCode::kUsage, "a link of limited bandwidth needs the full simulation");
  if (link.loss_ppm > kLossMaxPpm || link.retransmit > kRetransmitMax)
    return fail(ErrorCode::kUsage, "a link that loses so much needs the full simulation");
  return {};
}

// All clients in step, and constant links: records of two origins then arrive at the same instant,
// and their order is that of the full simulation's timers.
bool marches_in_step(const Scenario& scenario) {
  const WorkloadSpec& workload = scenario.workload;
  return workload.arrivals.kind == ArrivalSpec::Kind::kClosed && scenario.regions.size() > 2 &&
         workload.arrivals.pause.is_constant() && workload.think_time.is_constant() &&
         std::count_if(scenario.links.begin(), scenario.links.end(),
                       [](const auto& link) { return is_constant(link.second); }) > 1;
}

// Attributes that strategies write must not be those of the key.
bool key_is_apart(const KeySchema& key) {
  constexpr std::array<std::string_view, 6> kWritten = {"count", "version", "etag",
                                                        "token", "writer",  "payload"};
  const auto written = [&](std::string_view name) {
    return std::find(kWritten.begin(), kWritten.end(), name) != kWritten.end();
  };
  return !written(key.partition.name) && !(key.sort && written(key.sort->name));
}

Result<void> check_workload(const Scenario& scenario) {
  const WorkloadSpec& workload = scenario.workload;
  if (workload.operation != OperationKind::kIncrement && workload.operation != OperationKind::kPut)
    return fail(ErrorCode::kUsage, "this operation needs the full simulation");
  if (workload.deletes_ppm != 0 || workload.transactions_ppm != 0)
    return fail(ErrorCode::kUsage, "deletes and transactions need the full simulation");
  if (expires(workload))
    return fail(ErrorCode::kUsage, "items that expire need the full simulation");
  if (!workload.schedule.empty())
    return fail(ErrorCode::kUsage, "tasks on a schedule need the full simulation");
  if (workload.value_size > kValueSizeMax)
    return fail(ErrorCode::kUsage, "items near the limit of their size need the full simulation");
  if (marches_in_step(scenario))
    return fail(ErrorCode::kUsage, "clients that march in step need the full simulation");
  const std::uint64_t clients = scenario.regions.size() * workload.clients_per_region;
  const std::uint64_t rows = std::max<std::uint64_t>(scenario.regions.size(), clients);
  if (workload.keys.count > kCellsMax / rows)
    return fail(ErrorCode::kUsage, "so many keys need the full simulation");
  return {};
}

// The replicator's own limits stay out of play: no pause, no bandwidth, not too much loss.
bool check_change(const LinkChange& change) {
  return !change.paused && change.bytes_per_second.value_or(0) == 0 &&
         change.loss_ppm.value_or(0) <= kLossMaxPpm &&
         change.retransmit.value_or(Duration(0)) <= kRetransmitMax;
}

// Partitions and changed links.
Result<void> check_faults(const Scenario& scenario) {
  for (const FaultSpec& fault : scenario.faults) {
    const auto* link = std::get_if<LinkFault>(&fault.kind);
    const auto* partition = std::get_if<PartitionFault>(&fault.kind);
    const bool known = partition != nullptr ? !partition->groups.empty()
                                            : link != nullptr && check_change(link->change);
    if (!known) return fail(ErrorCode::kUsage, "this fault needs the full simulation");
    if (fault.lasts.value_or(scenario.duration) > kFaultMax)
      return fail(ErrorCode::kUsage, "so long a fault needs the full simulation");
  }
  return {};
}

}  // namespace

bool changes_links(const Scenario& scenario) {
  return !scenario.faults.empty();
}

bool reads_first(StrategyKind kind) {
  return kind != StrategyKind::kBlindPut && kind != StrategyKind::kAtomicAdd;
}

Result<void> can_run_lean(const Scenario& scenario, const StrategySpec& strategy) {
  if (!knows(strategy.kind)) {
    return fail(ErrorCode::kUsage, "{} needs the full simulation", strategy_name(strategy.kind));
  }
  if (const auto possible = check_faults(scenario); !possible) return possible;
  if (scenario.coalesce) return fail(ErrorCode::kUsage, "coalescing needs the full simulation");
  if (scenario.granularity != Granularity::kItem || scenario.workload.attributes != 0)
    return fail(ErrorCode::kUsage, "writes of single attributes need the full simulation");
  if (scenario.request_timeout < 4 * kLocalHop)
    return fail(ErrorCode::kUsage, "a request timeout that short needs the full simulation");
  if (!key_is_apart(scenario.table.key))
    return fail(ErrorCode::kUsage,
                "a key with a name that strategies use needs the full simulation");
  for (const auto& [region, skew] : scenario.clocks) {
    if (skew.noise_sd.count() != 0)
      return fail(ErrorCode::kUsage, "a noisy clock needs the full simulation");
  }
  for (const auto& [pair, link] : scenario.links) {
    if (const auto possible = check_link(link); !possible) return possible;
  }
  return check_workload(scenario);
}

}  // namespace lastwrite
