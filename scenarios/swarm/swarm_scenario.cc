#include "scenarios/swarm/swarm_scenario.h"

#include <algorithm>

#include "scenarios/swarm/dice.h"
#include "scenarios/swarm/swarm_faults.h"
#include "scenarios/swarm/swarm_links.h"
#include "scenarios/swarm/swarm_workload.h"

namespace lastwrite {
namespace {

std::vector<RegionName> draw_regions(Dice dice) {
  const std::vector<RegionName> known = {RegionName("us-east-1"), RegionName("eu-west-1"),
                                         RegionName("ap-northeast-1"), RegionName("sa-east-1"),
                                         RegionName("ap-south-1")};
  return {known.begin(), known.begin() + dice.around(1, 5)};
}

KeyType draw_key_type(Dice& dice) {
  return dice.pick<KeyType>({KeyType::kString, KeyType::kNumber, KeyType::kBinary});
}

TableSpec draw_table(Dice dice) {
  TableSpec table{TableName("Orders"), {}};
  table.key.partition = {"orderId", draw_key_type(dice)};
  if (dice.chance(30)) table.key.sort = KeyAttribute{"line", draw_key_type(dice)};
  return table;
}

std::map<RegionName, ClockSkew> draw_clocks(const std::vector<RegionName>& regions, Dice dice) {
  std::map<RegionName, ClockSkew> clocks;
  for (const RegionName& region : regions) {
    ClockSkew& skew = clocks[region];
    if (dice.chance(40)) skew.offset = dice.span(-2s, 2s);
    if (dice.chance(30)) skew.drift_ppm = static_cast<double>(dice.around(-500, 500));
    if (dice.chance(20)) skew.periodic = {dice.span(1ms, 1s), dice.span(1s, 20s)};
    if (dice.chance(20)) skew.noise_sd = dice.span(1ms, 20ms);
  }
  return clocks;
}

void draw_rules(Scenario& scenario, Dice dice) {
  scenario.stamps =
      dice.pick<StampRule>({StampRule::kWall, StampRule::kWallMonotonic, StampRule::kHlc});
  scenario.durability = dice.chance(50) ? DurabilityLevel::kFull : DurabilityLevel::kProcess;
  scenario.coalesce = dice.chance(30);
}

void draw_conflicts(Scenario& scenario, Dice dice) {
  if (!dice.chance(30)) return;
  scenario.granularity = Granularity::kAttribute;
  const bool puts = scenario.workload.operation == OperationKind::kPut;
  if (puts && dice.chance(60)) scenario.workload.attributes = dice.number(1, 6);
}

// Some lives are over before the run is, and some sweeps are slower than that.
void draw_lives(Scenario& scenario, Dice dice) {
  if (scenario.workload.operation != OperationKind::kPut || !dice.chance(30)) return;
  scenario.workload.time_to_live = dice.span(500ms, 8s);
  scenario.ttl_sweep = dice.span(kTtlSweepMin, 2s);
}

StrategySpec draw_options(StrategyKind kind, const Scenario& scenario, Dice& dice) {
  StrategySpec spec{.kind = kind};
  const bool at_one_home = kind == StrategyKind::kHomeRegion && dice.chance(50);
  if (at_one_home) spec.home = dice.pick(scenario.regions);
  if (kind == StrategyKind::kLockThenWrite) {
    spec.lock = dice.chance(50) ? LockKind::kPerfect : LockKind::kLease;
    if (spec.lock == LockKind::kLease) spec.lease = dice.span(100ms, 5s);
  }
  return spec;
}

// A kind that the table has no room for is passed over.
std::vector<StrategySpec> draw_strategies(const Scenario& scenario, Dice dice) {
  const bool room = has_room_for_siblings(scenario.table.key);
  const auto kinds = all_strategy_kinds();
  std::vector<StrategyKind> left(kinds.begin(), kinds.end());
  std::vector<StrategySpec> drawn;
  for (std::uint64_t wanted = dice.between(1, 3); wanted > 0; --wanted) {
    const StrategyKind kind = dice.pick(left);
    std::erase(left, kind);
    const StrategySpec spec = draw_options(kind, scenario, dice);
    if (room || !keeps_siblings(spec)) drawn.push_back(spec);
  }
  if (drawn.empty()) drawn.push_back({.kind = StrategyKind::kBlindPut});
  return drawn;
}

bool anyone_dies(const std::vector<FaultSpec>& faults) {
  return std::any_of(faults.begin(), faults.end(), [](const FaultSpec& fault) {
    return std::holds_alternative<KillFault>(fault.kind) && !fault.lasts;
  });
}

}  // namespace

// Each part has a stream of its own, so that a new option of one leaves the others as they were.
Scenario make_swarm_scenario(std::uint64_t seed, const SwarmOptions& options) {
  const Random random = Random(seed).fork("swarm");
  const auto dice = [&random](std::string_view part) { return Dice(random.fork(part)); };
  Scenario scenario;
  scenario.name = fmt::format("swarm-{}", seed);
  scenario.question = "Do the regions agree in the end, whatever happens to them?";
  scenario.regions = draw_regions(dice("regions"));
  scenario.table = draw_table(dice("table"));
  scenario.links = draw_swarm_links(scenario.regions, dice("links"));
  scenario.clocks = draw_clocks(scenario.regions, dice("clocks"));
  draw_rules(scenario, dice("rules"));
  scenario.workload = draw_swarm_workload(dice("workload"));
  draw_conflicts(scenario, dice("conflicts"));
  draw_lives(scenario, dice("lives"));
  scenario.retry = draw_swarm_retry(dice("retry"));
  scenario.strategies = draw_strategies(scenario, dice("strategies"));
  Dice times = dice("times");
  scenario.request_timeout = times.span(500ms, 5s);
  scenario.warm_up = times.span(100ms, 1s);
  scenario.duration = times.span(2s, 20s);
  scenario.quiesce_timeout = 5min;
  scenario.seed = seed;
  scenario.faults = draw_swarm_faults(scenario, options, dice("faults"));
  if (!anyone_dies(scenario.faults)) scenario.expect = {{.text = "converged", .line = 0}};
  return scenario;
}

}  // namespace lastwrite
