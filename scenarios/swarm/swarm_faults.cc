#include "scenarios/swarm/swarm_faults.h"

#include "scenarios/swarm/swarm_links.h"

namespace lastwrite {
namespace {

using FaultKind = decltype(FaultSpec::kind);

class FaultDrawer {
 public:
  FaultDrawer(const Scenario& scenario, const SwarmOptions& options, Dice& dice)
      : scenario_(scenario), options_(options), dice_(dice) {}

  FaultSpec draw() {
    FaultSpec fault;
    fault.at = dice_.span(0ms, scenario_.duration - Duration(1ms));
    fault.kind = draw_kind();
    const bool kills = std::holds_alternative<KillFault>(fault.kind);
    const bool for_good = kills && options_.deaths && dice_.chance(20);
    const bool until_heal = !kills && dice_.chance(20);
    const bool ends = !for_good && !until_heal;
    if (ends) fault.lasts = dice_.span(10ms, scenario_.duration);
    return fault;
  }

 private:
  FaultKind draw_kind() {
    // What breaks links needs two regions.
    const std::uint64_t first = scenario_.regions.size() < 2 ? 5 : 0;
    switch (dice_.between(first, 7)) {
      case 0:
        return std::visit([](auto cut) -> FaultKind { return cut; }, draw_cut());
      case 1:
        return FlapFault{draw_cut(), dice_.span(10ms, 1s), dice_.span(10ms, 1s)};
      case 2:
        return ClogFault{.ends = dice_.chance(50) ? LinkEnds{} : draw_ends()};
      case 3:
        return draw_link_fault();
      case 4:
        return draw_pause();
      case 5:
        return draw_clock();
      case 6:
        return KillFault{region(),
                         dice_.chance(40) ? CrashMode::kLoseUnsynced : CrashMode::kProcess};
      default:
        return SlowDiskFault{region(), dice_.span(1ms, 200ms)};
    }
  }

  const RegionName& region() { return dice_.pick(scenario_.regions); }

  LinkEnds draw_ends() {
    const RegionName from = region();
    if (dice_.chance(30)) return {from, RegionName("*")};
    RegionName to = region();
    if (to == from) to = RegionName("*");
    return {from, to};
  }

  PartitionCut draw_cut() {
    const std::uint64_t form = dice_.between(0, 2);
    if (form == 0) return PartitionFault{.groups = {}, .uniform = true};
    if (form == 1) return LinkFault{draw_ends(), {.partitioned = true}};
    PartitionFault isolate{.groups = {{region()}, {}}};
    for (const RegionName& other : scenario_.regions) {
      if (other != isolate.groups[0][0]) isolate.groups[1].push_back(other);
    }
    return isolate;
  }

  LinkFault draw_link_fault() {
    LinkFault fault{draw_ends(), {}};
    LinkChange& change = fault.change;
    if (dice_.chance(40)) change.latency = draw_distribution(dice_, 10ms, 1s);
    if (dice_.chance(20)) change.pipeline = draw_distribution(dice_, 10ms, 1s);
    if (dice_.chance(20)) change.jitter = dice_.span(1ms, 100ms);
    if (dice_.chance(20)) change.duplicate_ppm = dice_.number(1, 1'000'000);
    if (dice_.chance(20)) change.reorder_ppm = dice_.number(1, 1'000'000);
    if (dice_.chance(20)) change.bytes_per_second = dice_.between(100'000, 1'000'000);
    if (dice_.chance(50) || change == LinkChange{}) change.loss_ppm = dice_.number(1, 500'000);
    return fault;
  }

  FaultKind draw_pause() {
    if (dice_.chance(50)) return PauseRegionFault{region()};
    return LinkFault{draw_ends(), {.paused = true}};
  }

  ClockFault draw_clock() {
    ClockFault fault{.region = region()};
    switch (dice_.between(0, 4)) {
      case 0:
        fault.offset = dice_.span(-5s, 5s);
        break;
      case 1:
        fault.step = dice_.span(-5s, 5s);
        break;
      case 2:
        fault.drift_ppm = static_cast<double>(dice_.around(-100'000, 100'000));
        break;
      case 3:
        fault.periodic = ClockWave{dice_.span(1ms, 2s), dice_.span(100ms, 10s)};
        break;
      default:
        fault.noise_sd = dice_.span(1ms, 100ms);
    }
    return fault;
  }

  const Scenario& scenario_;
  const SwarmOptions& options_;
  Dice& dice_;
};

}  // namespace

std::vector<FaultSpec> draw_swarm_faults(const Scenario& scenario, const SwarmOptions& options,
                                         Dice dice) {
  std::vector<FaultSpec> faults;
  for (std::uint64_t left = dice.between(0, 6); left > 0; --left) {
    faults.push_back(FaultDrawer(scenario, options, dice).draw());
  }
  return faults;
}

}  // namespace lastwrite
