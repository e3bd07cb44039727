#include "scenarios/swarm/swarm_workload.h"

#include "scenarios/swarm/swarm_links.h"

namespace lastwrite {
namespace {

ArrivalSpec draw_arrivals(Dice& dice) {
  ArrivalSpec arrivals;
  arrivals.kind = dice.pick<ArrivalSpec::Kind>(
      {ArrivalSpec::Kind::kPoisson, ArrivalSpec::Kind::kConstant, ArrivalSpec::Kind::kClosed});
  if (arrivals.kind == ArrivalSpec::Kind::kClosed) {
    // A pause of nothing would let a client of an idle region spin.
    arrivals.pause = Distribution::uniform(dice.span(10ms, 50ms), dice.span(50ms, 500ms));
  } else {
    arrivals.per_second = static_cast<double>(dice.between(5, 200)) / 10;
  }
  return arrivals;
}

KeySpec draw_keys(Dice& dice) {
  KeySpec keys{.count = dice.chance(50) ? dice.between(1, 10) : dice.between(1, 1000)};
  switch (dice.between(0, 2)) {
    case 0:
      keys.kind = KeySpec::Kind::kZipfian;
      keys.theta = static_cast<double>(dice.between(0, 20)) / 10;
      break;
    case 1:
      keys.kind = KeySpec::Kind::kHot;
      keys.share = static_cast<double>(dice.between(0, 1'000'000)) / 1e6;
      break;
    default:
      break;
  }
  return keys;
}

}  // namespace

WorkloadSpec draw_swarm_workload(Dice dice) {
  WorkloadSpec workload;
  workload.clients_per_region = dice.number(1, 5);
  workload.arrivals = draw_arrivals(dice);
  workload.keys = draw_keys(dice);
  workload.operation = dice.chance(50) ? OperationKind::kPut : OperationKind::kIncrement;
  if (dice.chance(50)) workload.think_time = draw_distribution(dice, 1ms, 100ms);
  if (dice.chance(50)) workload.value_size = dice.number(1, 1000);
  if (dice.chance(30)) workload.reads_ppm = dice.number(1, 500'000);
  if (dice.chance(30)) workload.sessions = SessionKind::kRoaming;
  const bool deletes = dice.chance(30) && workload.operation == OperationKind::kPut;
  if (deletes) workload.deletes_ppm = dice.number(1, 500'000);
  return workload;
}

RetrySpec draw_swarm_retry(Dice dice) {
  RetrySpec retry;
  retry.base = dice.span(1ms, 200ms);
  retry.cap = retry.base + dice.span(0ms, 5s);
  retry.attempts = dice.number(1, 10);
  return retry;
}

}  // namespace lastwrite
