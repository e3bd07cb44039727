#include "scenarios/sim/simulate.h"

#include "region/base/check.h"
#include "scenarios/sim/sim_cluster.h"

namespace lastwrite {
namespace {

constexpr std::uint64_t kEventsBetweenQuestions = 256;

}  // namespace

Result<SimOutcome> simulate(const Scenario& scenario, const StrategySpec& strategy,
                            const SimOptions& options) {
  SimScheduler scheduler;
  SimTrace trace(options.listener);
  LoopbackNetwork network(scheduler);
  const SimSetting setting{scenario, options.store, options.seams, scheduler, network, trace};
  SimCluster cluster(setting);
  if (const auto started = cluster.start(); !started) return propagate(started);

  const std::unique_ptr<TraceSink> driver = trace.open({"driver", 0}, scheduler.now());
  bool done = false;
  SimOutcome outcome;
  Experiment experiment(scenario, strategy, {scheduler, scheduler, cluster, *driver},
                        {options.on_progress, [&](const ExperimentOutcome& ended) {
                           outcome.experiment = ended;
                           done = true;
                         }});
  experiment.start();
  while (!done) {
    // Heartbeats and polls go on for ever: a loop without events is a bug of ours.
    LW_CHECK(scheduler.run_one(), "the simulation stands still at {} ns", scheduler.now().ns);
    const bool ask = options.interrupted && scheduler.events() % kEventsBetweenQuestions == 0;
    if (ask && options.interrupted()) experiment.stop();
  }
  outcome.trajectory = trace.trajectory();
  outcome.virtual_time = scheduler.now() - TrueTime{0};
  outcome.loop_events = scheduler.events();
  return outcome;
}

}  // namespace lastwrite
