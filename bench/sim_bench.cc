// What a simulated client write costs: three regions, atomic increments, zipfian keys, one core,
// the ledger on. The lean executor from 10^4 to 10^7 writes, the full simulation, the online ledger
// by itself, and as the floor an event loop that does nothing: a heap of plain structs with as many
// pending.
//
//   ./dev bench sim
//   build/release/sim_bench --benchmark_filter=Lean/10000000
//   build/release/sim_bench --benchmark_repetitions=5 --benchmark_report_aggregates_only=true
//
// Counters: writes and events a second, bytes of memory for each write (the peak of the whole
// process, so run one alone to know its own), versions remembered at a time.
#include <algorithm>
#include <queue>
#include <vector>

#include <benchmark/benchmark.h>
#include <sys/resource.h>

#include "analysis/online/online_ledger.h"
#include "region/base/check.h"
#include "region/base/random.h"
#include "scenarios/lean/simulate_lean.h"
#include "scenarios/sim/simulate.h"

namespace lastwrite {
namespace {

constexpr double kWritesPerSecond = 3000;  // of virtual time, in all regions

Scenario counters(std::uint64_t writes) {
  Scenario scenario;
  scenario.name = "sim-bench";
  scenario.regions = {RegionName("us-east-1"), RegionName("eu-west-1"),
                      RegionName("ap-northeast-1")};
  scenario.table = {TableName("Orders"), {{"orderId", KeyType::kString}, std::nullopt}};
  Duration latency = 33ms;
  for (const RegionName& from : scenario.regions) {
    scenario.clocks[from] = {};
    for (const RegionName& to : scenario.regions) {
      if (from == to) continue;
      scenario.links[{from, to}].latency = Distribution::fixed(latency);
      latency += 11ms;
    }
  }
  scenario.workload.clients_per_region = 10;
  scenario.workload.arrivals.per_second = kWritesPerSecond / 30;
  scenario.workload.keys = {KeySpec::Kind::kZipfian, 1000, 0.99, 0};
  scenario.strategies = {{.kind = StrategyKind::kAtomicAdd}};
  scenario.warm_up = 0s;
  scenario.duration =
      Duration(static_cast<std::int64_t>(static_cast<double>(writes) / kWritesPerSecond * 1e9));
  return scenario;
}

double peak_bytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) * 1024;
}

void report(benchmark::State& state, double writes, double events) {
  state.counters["writes/s"] = benchmark::Counter(writes, benchmark::Counter::kIsRate);
  state.counters["events/s"] = benchmark::Counter(events, benchmark::Counter::kIsRate);
  state.counters["peak_MiB"] = peak_bytes() / (1 << 20);
}

// The plain loop: each event pops and pushes one, 24 bytes, with `pending` in the heap.
void EventLoopFloor(benchmark::State& state) {
  struct Event {
    std::int64_t due;
    std::uint64_t order;
    std::uint64_t subject;
    bool operator<(const Event& other) const {
      return due != other.due ? due > other.due : order > other.order;
    }
  };
  Random random(1);
  std::priority_queue<Event> heap;
  std::uint64_t order = 0;
  for (std::int64_t i = 0; i < state.range(0); ++i) {
    heap.push({static_cast<std::int64_t>(random.below(100'000'000)), ++order, 0});
  }
  for (auto _ : state) {
    const Event event = heap.top();
    heap.pop();
    heap.push({event.due + 33'000'000 + static_cast<std::int64_t>(event.order % 5) * 11'000'000,
               ++order, event.subject + 1});
  }
  state.counters["events/s"] =
      benchmark::Counter(static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
}
BENCHMARK(EventLoopFloor)->Arg(300);

void Lean(benchmark::State& state) {
  const Scenario scenario = counters(static_cast<std::uint64_t>(state.range(0)));
  double writes = 0;
  double events = 0;
  for (auto _ : state) {
    const Result<LeanOutcome> outcome = simulate_lean(scenario, scenario.strategies[0], {});
    LW_CHECK(outcome, "{}", outcome.error().message);
    writes += static_cast<double>(outcome->writes);
    events += static_cast<double>(outcome->events);
    state.counters["open_max"] = static_cast<double>(outcome->ledger.open_max);
    state.counters["lost_%"] = 100 * outcome->ledger.lost.estimate;
  }
  report(state, writes, events);
  state.counters["peak_bytes/write"] =
      peak_bytes() / (writes / static_cast<double>(state.iterations()));
}
BENCHMARK(Lean)->RangeMultiplier(10)->Range(10'000, 10'000'000)->Unit(benchmark::kMillisecond);

// The same over links that draw every delay: a log-normal pipeline and jitter.
void LeanOverDrawnDelays(benchmark::State& state) {
  Scenario scenario = counters(static_cast<std::uint64_t>(state.range(0)));
  for (auto& [pair, link] : scenario.links) {
    link.pipeline = Distribution::lognormal(300ms, 900ms);
    link.jitter = 5ms;
  }
  double writes = 0;
  double events = 0;
  for (auto _ : state) {
    const Result<LeanOutcome> outcome = simulate_lean(scenario, scenario.strategies[0], {});
    LW_CHECK(outcome, "{}", outcome.error().message);
    writes += static_cast<double>(outcome->writes);
    events += static_cast<double>(outcome->events);
  }
  report(state, writes, events);
}
BENCHMARK(LeanOverDrawnDelays)->Arg(1'000'000)->Unit(benchmark::kMillisecond);

void FullSimulation(benchmark::State& state) {
  const Scenario scenario = counters(static_cast<std::uint64_t>(state.range(0)));
  double events = 0;
  for (auto _ : state) {
    const Result<SimOutcome> outcome = simulate(scenario, scenario.strategies[0], {});
    LW_CHECK(outcome, "{}", outcome.error().message);
    events += static_cast<double>(outcome->loop_events);
  }
  report(state, static_cast<double>(state.iterations()) * static_cast<double>(state.range(0)),
         events);
}
BENCHMARK(FullSimulation)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMillisecond);

// Accepts and applies alone, in the order in which the lean executor tells them: each write is
// received by the two others after the next `delay` writes.
void OnlineLedgerAlone(benchmark::State& state) {
  constexpr std::uint32_t kItems = 1000;
  constexpr std::size_t kDelay = 200;
  Random random(7);
  std::vector<std::uint32_t> items;
  for (int i = 0; i < 1 << 16; ++i) {
    const double u = random.uniform();
    items.push_back(static_cast<std::uint32_t>(u * u * u * kItems));
  }
  OnlineLedger ledger({3, kItems, false});
  std::vector<VersionId> held(std::size_t{kItems} * 3, kNoVersion);
  struct Sent {
    VersionId version;
    std::uint32_t item;
    std::uint32_t region;
    std::int64_t stamp;
  };
  std::vector<Sent> ring(kDelay, Sent{kNoVersion, 0, 0, 0});
  std::vector<std::int64_t> newest(held.size(), -1);
  std::int64_t now = 0;
  const auto deliver = [&](const Sent& sent) {
    for (std::uint32_t to = 0; to < 3; ++to) {
      if (to == sent.region) continue;
      std::int64_t& stood = newest[sent.item * 3 + to];
      const bool installs = stood < sent.stamp;
      if (installs) stood = sent.stamp, held[sent.item * 3 + to] = sent.version;
      ledger.apply(TrueTime{now}, to, sent.version, installs);
    }
  };
  for (auto _ : state) {
    const auto at = static_cast<std::size_t>(now);
    Sent& place = ring[at % kDelay];
    if (place.version != kNoVersion) deliver(place);
    AcceptedWrite write;
    write.at = TrueTime{now};
    write.stamp.time = WallTime{now};
    write.item = items[at & 0xffff];
    write.region = static_cast<std::uint32_t>(at % 3);
    write.session = write.region;
    write.derived = write.installed = write.measured = true;
    write.increment = 1;
    write.base = held[write.item * 3 + write.region];
    const VersionId version = ledger.accept(write);
    held[write.item * 3 + write.region] = version;
    newest[write.item * 3 + write.region] = now;
    place = {version, write.item, write.region, now};
    ++now;
  }
  state.counters["writes/s"] =
      benchmark::Counter(static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
  state.counters["open_max"] = static_cast<double>(ledger.open_max());
}
BENCHMARK(OnlineLedgerAlone);

}  // namespace
}  // namespace lastwrite

BENCHMARK_MAIN();
