// How much time replication adds to the latency that was injected: three live regions, 1,000 blind
// puts a second in all, the `aws` preset, five runs, medians. The floor is measured in the same
// process: a gRPC round trip to an idle region, half of which is the least that any hop can take.
//
//   ./dev bench lag
//
// Prints, for each run, added p50 and p99 over all pairs of regions, and p50 and p99 of the puts
// themselves. Timings are reported, never asserted.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <vector>

#include <fmt/format.h>
#include <unistd.h>

#include "analysis/report/analyse.h"
#include "region/base/system_clock.h"
#include "scenarios/engine/scenario_loader.h"
#include "scenarios/live/live_cluster.h"
#include "scenarios/live/live_run.h"

namespace lastwrite {
namespace {

namespace fs = std::filesystem;

constexpr int kRuns = 5;
constexpr int kRoundTrips = 2000;

constexpr char kScenario[] = R"(
name: lag-bench
question: How much does replication add to the latency that was injected?
regions: [us-east-1, eu-west-1, ap-northeast-1]
table: {name: Orders, key: {orderId: S}}
network: {preset: aws}
workload:
  clients_per_region: 10
  arrivals: poisson(33.4/s)
  keys: uniform(100000)
  operation: put
strategies: [blind-put]
warm_up: 1s
duration: 10s
)";

struct Sample {
  double added_p50_ms;
  double added_p99_ms;
  std::uint64_t records;
};

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

double quantile(std::vector<double>& values, double p) {
  std::sort(values.begin(), values.end());
  return values[static_cast<std::size_t>(p * static_cast<double>(values.size() - 1))];
}

// The worst pair of regions counts: an average would hide it.
Sample worst_pair(const LagTable& lag) {
  Sample worst{0, 0, 0};
  for (const LagRow& row : lag.rows) {
    if (row.added_p50) worst.added_p50_ms = std::max(worst.added_p50_ms, to_ms(*row.added_p50));
    if (row.added_p99) worst.added_p99_ms = std::max(worst.added_p99_ms, to_ms(*row.added_p99));
    worst.records += row.count;
  }
  return worst;
}

Result<Sample> measure(const std::string& executable, const std::string& root, std::uint64_t seed) {
  const Result<Scenario> scenario = load_scenario_text(kScenario, "lag-bench", {.seed = seed});
  if (!scenario) return propagate(scenario);
  const auto directory =
      RunDirectory::create(root, *scenario, {SystemClock().wall_now(), "live", "bench", {}});
  if (!directory) return propagate(directory);
  LiveRun run({executable, *scenario, *directory}, [](const RunProgress&) {});
  const auto outcome = run.run();
  if (!outcome) return propagate(outcome);
  const Result<Summary> summary = analyse_run(directory->path());
  if (!summary) return propagate(summary);
  return worst_pair(summary->lag);
}

// Sequential reads of a missing item from one idle region: gRPC, two loops, one turn without a
// commit.
class RoundTrips {
 public:
  RoundTrips(const std::string& executable, const std::string& root)
      : cluster_({.executable = executable,
                  .regions = {RegionName("us-east-1")},
                  .data_directory = root,
                  .trace_directory = root,
                  .log_directory = root},
                 loop_) {}

  std::vector<double> measure() {
    cluster_.start([this](Result<void> started) {
      if (!started) return loop_.stop();
      cluster_.create_table({TableName("Orders"), {{"orderId", KeyType::kString}, {}}},
                            [this](Result<void>) { next(); });
    });
    loop_.run();
    return times_ms_;
  }

 private:
  void next() {
    if (times_ms_.size() == kRoundTrips) return cluster_.stop([this] { loop_.stop(); });
    const TrueTime sent = clock_.now();
    cluster_.client(RegionName("us-east-1"))
        .get_item({TableName("Orders"), Item{{"orderId", String("x")}}},
                  [this, sent](Result<GetItemOutput>) {
                    times_ms_.push_back(to_ms(clock_.now() - sent));
                    next();
                  });
  }

  SystemClock clock_;
  AsioScheduler loop_;
  LiveCluster cluster_;
  std::vector<double> times_ms_;
};

int run(const std::string& executable) {
  const fs::path root =
      fs::temp_directory_path() / fmt::format("lastwrite-lag-bench-{}", ::getpid());
  fs::create_directories(root);
  std::vector<double> p50s;
  std::vector<double> p99s;
  fmt::print("added lag of the worst of six pairs, 3 regions, 1,000 puts/s, preset aws\n");
  for (int i = 1; i <= kRuns; ++i) {
    const Result<Sample> sample = measure(executable, root.string(), static_cast<std::uint64_t>(i));
    if (!sample) {
      fmt::print(stderr, "lag_bench: {}\n", sample.error().message);
      fs::remove_all(root);
      return 2;
    }
    fmt::print("  run {}: p50 {:.3f} ms, p99 {:.3f} ms ({} records)\n", i, sample->added_p50_ms,
               sample->added_p99_ms, sample->records);
    std::fflush(stdout);
    p50s.push_back(sample->added_p50_ms);
    p99s.push_back(sample->added_p99_ms);
  }
  std::vector<double> trips = RoundTrips(executable, root.string()).measure();
  fs::remove_all(root);
  fmt::print("  median: p50 {:.3f} ms, p99 {:.3f} ms\n", median(p50s), median(p99s));
  if (!trips.empty()) {
    const double p50 = quantile(trips, 0.5);
    fmt::print(
        "floor: half a gRPC round trip to an idle region, p50 {:.3f} ms, p99 {:.3f} ms; ratio of "
        "p50s {:.1f}\n",
        p50 / 2, quantile(trips, 0.99) / 2, median(p50s) / (p50 / 2));
  }
  return 0;
}

}  // namespace
}  // namespace lastwrite

int main(int, char** argv) {
  const std::string executable =
      (std::filesystem::absolute(argv[0]).parent_path() / "lastwrite").string();
  return lastwrite::run(executable);
}
