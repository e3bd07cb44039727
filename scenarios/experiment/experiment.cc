#include "scenarios/experiment/experiment.h"

#include <utility>

#include "scenarios/experiment/backlog_sampler.h"
#include "scenarios/experiment/client_pool.h"
#include "scenarios/experiment/final_reader.h"
#include "scenarios/experiment/phase_timer.h"
#include "scenarios/experiment/quiescer.h"
#include "scenarios/fault/fault_schedule.h"
#include "scenarios/strategy/registry.h"
#include "scenarios/strategy/time_to_live.h"

namespace lastwrite {
namespace {

constexpr Duration kDrainPatience = 3s;
constexpr Duration kFlushInterval = 1s;

}  // namespace

// The parts of a run and the order of its phases; each part does its own work.
class Experiment::Run {
 private:
  // A continuation that does nothing once the run has ended.
  template <typename F>
  auto step(F next) {
    return [this, next = std::move(next)]() mutable {
      if (!ended_) next();
    };
  }

  template <typename F>
  void after(Duration delay, F next) {
    runtime_.scheduler.call_after(delay, lifetime_.guard(step(std::move(next))));
  }

 public:
  Run(const Scenario& scenario, const StrategySpec& spec, ExperimentRuntime runtime,
      ExperimentCallbacks callbacks)
      : scenario_(scenario),
        runtime_(runtime),
        callbacks_(std::move(callbacks)),
        strategy_(make_strategy(spec, scenario.regions, scenario.table.key)),
        recorder_(runtime.clock, runtime.trace, std::string(strategy_name(spec.kind)),
                  scenario.table.name),
        links_(scenario.links),
        roster_(scenario.regions),
        network_(runtime.cluster, links_, runtime.scheduler, scenario.request_timeout,
                 Random(scenario.seed).fork("network")),
        mutexes_(runtime.scheduler),
        environment_{runtime.scheduler,  runtime.clock,     recorder_,
                     network_,           mutexes_,          *strategy_,
                     scenario.table.key, scenario.workload, scenario.retry},
        clients_(scenario, environment_, runtime.clock),
        controls_(scenario, {runtime.cluster, links_, roster_, runtime.scheduler},
                  [this](const Error& error) { end_early(error); }),
        faults_(scenario, runtime.scheduler, controls_,
                [this](const FaultSpec& fault, bool begins) {
                  recorder_.fault(fault, begins, scenario_.durability);
                }),
        sampler_(runtime.scheduler, runtime.cluster, roster_, recorder_),
        quiescer_(runtime.scheduler, runtime.clock, runtime.cluster, roster_),
        final_reader_(runtime.cluster, roster_, recorder_, scenario.table.name),
        phases_(runtime.scheduler, runtime.clock, {scenario.warm_up, scenario.duration},
                callbacks_.on_progress) {}

  void set_up() {
    phases_.enter("setup");
    controls_.send_all();
    runtime_.cluster.create_table({scenario_.table.name, scenario_.table.key},
                                  controls_.calls().expect(scenario_.regions));
    controls_.calls().when_quiet(
        step([this] { set_time_to_live(kTimeToLiveAttribute, [this] { warm_up(); }); }));
    watch();
  }

  void stop() {
    outcome_.stopped = true;
    end(false);
  }

  void region_lost(const RegionName& region) {
    if (!roster_.is_live(region)) return;
    roster_.set(region, RegionCondition::kLost);
    end(false);
  }

 private:
  // Goes on at once where nothing ever expires.
  template <typename F>
  void set_time_to_live(const std::string& attribute, F next) {
    if (!expires(scenario_.workload)) return next();
    runtime_.cluster.set_time_to_live({scenario_.table.name, attribute},
                                      controls_.calls().expect(scenario_.regions));
    controls_.calls().when_quiet(step(std::move(next)));
  }

  void warm_up() {
    enter("warm-up");
    if (!scheduled()) clients_.start();
    sampler_.start();
    after(scenario_.warm_up, [this] { measure(); });
  }

  void measure() {
    enter("measure");
    if (scheduled()) clients_.start();
    faults_.start();
    after(scenario_.duration, [this] { heal(); });
  }

  void heal() {
    sampler_.sample();
    clients_.stop();
    enter("heal");
    faults_.heal(step([this] { clients_.drain(kDrainPatience, step([this] { quiesce(); })); }));
  }

  // 1. The quiescer finds all regions at rest.  2. A region deletes what has just expired.  3. The
  // final reader meets two answers. So nothing expires from here on.
  void quiesce() {
    enter("quiesce");
    set_time_to_live("", [this] { wait_for_rest(); });
  }

  void wait_for_rest() {
    quiescer_.start(scenario_.quiesce_timeout, [this](bool reached) {
      if (ended_) return;
      if (lost()) return end(false);
      recorder_.quiesce(reached, roster_.missing());
      outcome_.quiesced = reached;
      read_finally();
    });
  }

  void read_finally() {
    enter("final");
    final_reader_.start(step([this] { end(!lost()); }));
  }

  // Notices lost regions between the steps, and saves the trace, once a second.
  void watch() {
    if (ended_) return;
    if (lost()) return end(false);
    flush();
    after(kFlushInterval, [this] { watch(); });
  }

  bool scheduled() const { return !scenario_.workload.schedule.empty(); }
  bool lost() const { return !roster_.with(RegionCondition::kLost).empty(); }

  void end_early(const Error& error) {
    if (!outcome_.error) outcome_.error = error;
    end(false);
  }

  // `whole`: all phases are through, so that the Quiesce event has been written.
  void end(bool whole) {
    if (std::exchange(ended_, true)) return;
    clients_.stop();
    faults_.cancel();
    sampler_.stop();
    if (!whole) {
      outcome_.quiesced = false;
      recorder_.quiesce(false, roster_.missing());
    }
    recorder_.phase("done");
    flush();
    recorder_.close();
    outcome_.lost = roster_.with(RegionCondition::kLost);
    outcome_.dead = roster_.with(RegionCondition::kDown);
    runtime_.scheduler.post(lifetime_.guard([this] { tell_done(); }));
  }

  void tell_done() {
    phases_.enter("done");
    // The owner may end this object from within the call.
    const auto on_done = std::move(callbacks_.on_done);
    const ExperimentOutcome outcome = outcome_;
    if (on_done) on_done(outcome);
  }

  void flush() {
    const Result<void> flushed = recorder_.flush();
    if (!flushed && !outcome_.error) outcome_.error = flushed.error();
  }

  void enter(std::string_view phase) {
    recorder_.phase(phase);
    phases_.enter(phase);
  }

  const Scenario& scenario_;
  ExperimentRuntime runtime_;
  ExperimentCallbacks callbacks_;
  std::unique_ptr<Strategy> strategy_;
  Recorder recorder_;
  LinkTable links_;
  RegionRoster roster_;
  ClientNetwork network_;
  KeyMutexes mutexes_;
  TaskEnvironment environment_;
  ClientPool clients_;
  FaultControls controls_;
  FaultSchedule faults_;
  BacklogSampler sampler_;
  Quiescer quiescer_;
  FinalReader final_reader_;
  PhaseTimer phases_;
  ExperimentOutcome outcome_;
  bool ended_ = false;
  Lifetime lifetime_;
};

Experiment::Experiment(const Scenario& scenario, const StrategySpec& strategy,
                       ExperimentRuntime runtime, ExperimentCallbacks callbacks)
    : run_(std::make_unique<Run>(scenario, strategy, runtime, std::move(callbacks))) {}

Experiment::~Experiment() = default;

void Experiment::start() {
  run_->set_up();
}
void Experiment::stop() {
  run_->stop();
}
void Experiment::region_lost(const RegionName& region) {
  run_->region_lost(region);
}

}  // namespace lastwrite
