#include "tests/scenarios/lean/drawn_scenario.h"

#include <fmt/format.h>

#include "scenarios/swarm/dice.h"

namespace lastwrite {
namespace {

// Its own nanoseconds, so that no two links of constant delay agree.
Distribution drawn_delay(Dice& dice, Duration most) {
  const Duration a = dice.span(1ms, most) + Duration(dice.between(0, 999'999));
  const Duration b = a + dice.span(1ms, most);
  switch (dice.number(0, 6)) {
    case 0:
      return Distribution::fixed(a);
    case 1:
      return Distribution::uniform(a, b);
    case 2:
      return Distribution::normal(a, a / 3);
    case 3:
      return Distribution::lognormal(a, b);
    case 4:
      return Distribution::pareto(a, 2.5);
    case 5:
      return Distribution::exponential(a);
    default:
      return Distribution::empirical({a, b, a + b}, "drawn");
  }
}

LinkSpec drawn_link(Dice& dice) {
  LinkSpec link;
  link.latency = drawn_delay(dice, 150ms);
  if (dice.chance(30)) link.pipeline = drawn_delay(dice, 300ms);
  if (dice.chance(30)) link.jitter = dice.span(1ms, 60ms);
  if (dice.chance(30)) link.loss_ppm = dice.number(1, 100'000);
  if (dice.chance(30)) link.retransmit = dice.span(10ms, 200ms);
  if (dice.chance(30)) link.duplicate_ppm = dice.number(1, 300'000);
  if (dice.chance(30)) link.reorder_ppm = dice.number(1, 300'000);
  return link;
}

ClockSkew drawn_clock(Dice& dice) {
  ClockSkew skew;
  if (dice.chance(50)) skew.offset = Duration(1ms) * dice.around(-400, 400);
  if (dice.chance(25)) skew.drift_ppm = static_cast<double>(dice.around(-20'000, 20'000));
  if (dice.chance(20)) skew.periodic = {dice.span(1ms, 200ms), dice.span(100ms, 2s)};
  return skew;
}

WorkloadSpec drawn_workload(Dice& dice) {
  WorkloadSpec workload;
  workload.clients_per_region = dice.number(1, 4);
  workload.arrivals.kind =
      dice.pick<ArrivalSpec::Kind>({ArrivalSpec::Kind::kPoisson, ArrivalSpec::Kind::kPoisson,
                                    ArrivalSpec::Kind::kConstant, ArrivalSpec::Kind::kClosed});
  workload.arrivals.per_second = dice.number(2, 60);
  if (workload.arrivals.kind == ArrivalSpec::Kind::kClosed) {
    workload.arrivals.pause = Distribution::exponential(dice.span(10ms, 200ms));
  }
  workload.keys.kind = dice.pick<KeySpec::Kind>(
      {KeySpec::Kind::kUniform, KeySpec::Kind::kZipfian, KeySpec::Kind::kHot});
  workload.keys.count = dice.pick<std::uint64_t>({1, 2, 3, 10, 100});
  workload.keys.theta = 0.9;
  workload.keys.share = 0.5;
  workload.operation = dice.chance(80) ? OperationKind::kIncrement : OperationKind::kPut;
  if (dice.chance(40)) workload.think_time = drawn_delay(dice, 40ms);
  if (dice.chance(20)) workload.value_size = dice.number(1, 200);
  if (dice.chance(40)) workload.reads_ppm = dice.number(1, 500'000);
  if (dice.chance(25)) workload.sessions = SessionKind::kRoaming;
  return workload;
}

// Times of their own, so that they fall on no other event.
FaultSpec drawn_fault(Dice& dice, const std::vector<RegionName>& regions, Duration duration) {
  FaultSpec fault;
  fault.at = Duration(dice.between(1, static_cast<std::uint64_t>(duration.count())));
  if (dice.chance(70)) fault.lasts = Duration(dice.between(1, 1'500'000'000));
  if (dice.chance(70)) {
    PartitionFault partition;
    partition.groups.resize(2);
    for (const RegionName& region : regions) {
      if (dice.chance(90)) partition.groups[dice.number(0, 1)].push_back(region);
    }
    fault.kind = partition;
  } else {
    LinkFault link;
    link.ends = {dice.pick(regions), RegionName("*")};
    if (dice.chance(50)) link.change.latency = drawn_delay(dice, 400ms);
    if (dice.chance(50)) link.change.loss_ppm = dice.number(1, 200'000);
    link.change.partitioned = dice.chance(40);
    fault.kind = link;
  }
  return fault;
}

StrategySpec drawn_strategy(Dice& dice, const std::vector<RegionName>& regions) {
  StrategySpec strategy;
  strategy.kind = dice.pick<StrategyKind>(
      {StrategyKind::kBlindPut, StrategyKind::kAtomicAdd, StrategyKind::kReadModifyWrite,
       StrategyKind::kVersionCheck, StrategyKind::kVersionCheckEtag, StrategyKind::kHomeRegion});
  if (strategy.kind == StrategyKind::kHomeRegion && dice.chance(50)) {
    strategy.home = dice.pick(regions);
  }
  return strategy;
}

}  // namespace

Scenario drawn_scenario(std::uint64_t seed) {
  Dice dice(Random(seed).fork("lean scenario"));
  Scenario scenario;
  scenario.name = fmt::format("drawn-{}", seed);
  scenario.seed = seed;
  // Their order in the scenario is not that of their names.
  const std::vector<std::string> names = {"us-east-1", "eu-west-1", "ap-northeast-1", "sa-east-1",
                                          "ca-central-1"};
  const std::uint32_t count = dice.number(1, 5);
  for (std::uint32_t i = 0; i < count; ++i) scenario.regions.emplace_back(names[i]);
  scenario.table = {TableName("Orders"), {{"orderId", KeyType::kString}, std::nullopt}};
  for (const RegionName& from : scenario.regions) {
    scenario.clocks[from] = drawn_clock(dice);
    for (const RegionName& to : scenario.regions) {
      if (from != to) scenario.links[{from, to}] = drawn_link(dice);
    }
  }
  scenario.stamps =
      dice.pick<StampRule>({StampRule::kWall, StampRule::kWallMonotonic, StampRule::kHlc});
  scenario.workload = drawn_workload(dice);
  scenario.retry = {dice.span(1ms, 100ms), dice.span(100ms, 2s), dice.number(1, 8)};
  scenario.request_timeout = 60s;
  scenario.strategies = {drawn_strategy(dice, scenario.regions)};
  scenario.warm_up = dice.span(0ms, 500ms);
  scenario.duration = dice.span(500ms, 3s);
  scenario.quiesce_timeout = 60s;
  if (dice.chance(50)) scenario.request_timeout = dice.span(100ms, 2s);
  if (dice.chance(50)) return scenario;
  for (std::uint32_t i = dice.number(1, 3); i > 0; --i) {
    scenario.faults.push_back(drawn_fault(dice, scenario.regions, scenario.duration));
  }
  return scenario;
}

}  // namespace lastwrite
