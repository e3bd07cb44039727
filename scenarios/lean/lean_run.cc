#include "scenarios/lean/lean_run.h"

#include <algorithm>
#include <array>
#include <utility>

#include "scenarios/lean/lean_support.h"
#include "scenarios/strategy/registry.h"
#include "scenarios/workload/key_space.h"

namespace lastwrite {
namespace {

constexpr std::int64_t kDrainPatienceNs = 3'000'000'000;  // scenarios/experiment/experiment.cc
constexpr std::uint64_t kEventsBetweenQuestions = 4096;

using RunKind = LeanEvent::Kind;

}  // namespace

LeanRun::LeanRun(const Scenario& scenario, const StrategySpec& strategy, const LeanOptions& options)
    : scenario_(scenario),
      strategy_(strategy),
      options_(options),
      reads_(reads_first(strategy.kind)),
      increments_(scenario.workload.operation == OperationKind::kIncrement),
      measure_begin_(scenario.warm_up.count()),
      stop_(measure_begin_ + scenario.duration.count()),
      ledger_({scenario.regions.size(), scenario.workload.keys.count,
               reads_ || scenario.workload.reads_ppm > 0}),
      clients_(scenario),
      regions_(scenario, queue_, ledger_, options.observer),
      network_(scenario),
      faults_(scenario, {regions_, network_, ledger_}),
      out_(scenario.regions.size()) {
  if (strategy.kind == StrategyKind::kHomeRegion) prepare_homes();
  if (strategy.kind == StrategyKind::kBlindPut && increments_) {
    own_last_.assign(clients_.count() * scenario.workload.keys.count, 0);
  }
}

// The strategy itself says where the home of a key is.
void LeanRun::prepare_homes() {
  const auto strategy = make_strategy(strategy_, scenario_.regions, scenario_.table.key);
  const KeySpace keys(scenario_.table.key);
  for (std::uint64_t key = 0; key < scenario_.workload.keys.count; ++key) {
    Attempt attempt;
    attempt.key_text = keys.text(key);
    const RegionName home = strategy->target(attempt);
    const auto found = std::find(scenario_.regions.begin(), scenario_.regions.end(), home);
    homes_.push_back(static_cast<std::uint32_t>(found - scenario_.regions.begin()));
  }
}

Result<LeanOutcome> LeanRun::run() && {
  start();
  std::int64_t boundary = 0;
  while (!queue_.empty() || faults_.next() != INT64_MAX) {
    if (next_due() >= boundary) {
      boundary = cross_boundaries();
      continue;
    }
    handle(queue_.pop());
    if (regions_.trouble()) return Failure(*regions_.trouble());
    if (trouble_) return Failure(*trouble_);
    const bool ask = queue_.popped() % kEventsBetweenQuestions == 0;
    if (ask && options_.interrupted && options_.interrupted())
      return fail(ErrorCode::kUnavailable, "interrupted");
  }
  if (phase_ < 2) enter_phases(stop_);
  if (queue_.now() - drained_at_ > scenario_.quiesce_timeout.count() / 2)
    return fail(ErrorCode::kUsage, "so slow a convergence needs the full simulation");
  out_.ledger = std::move(ledger_).finish();
  out_.writes = out_.ledger.heard;
  out_.events = queue_.popped();
  out_.virtual_time = Duration(queue_.now());
  return std::move(out_);
}

// When the next thing happens, a change by a fault too.
std::int64_t LeanRun::next_due() {
  return queue_.empty() ? faults_.next() : std::min(queue_.next_due(), faults_.next());
}

// Does what comes before the next event and is none itself: phases, faults, what regions forget.
// Returns when there is more of that.
std::int64_t LeanRun::cross_boundaries() {
  const std::int64_t due = next_due();
  if (regions_.next_trim() <= due) regions_.trim(due);
  enter_phases(due);
  if (faults_.next() <= due) {
    queue_.advance_to(faults_.next());
    faults_.change(queue_.now());
  }
  constexpr std::int64_t kNever = INT64_MAX;
  const std::array<std::int64_t, 4> phases = {measure_begin_, stop_, stop_ + kDrainPatienceNs,
                                              kNever};
  return std::min({phases[static_cast<std::size_t>(phase_)], faults_.next(), regions_.next_trim()});
}

void LeanRun::start() {
  for (std::uint32_t client = 0; client < clients_.count(); ++client) {
    queue_.push(clients_.next_start(client, 0), {RunKind::kBegin, 0, 0, client});
  }
}

// Phases begin before anything else of their instant.
void LeanRun::enter_phases(std::int64_t due) {
  if (phase_ == 0 && due >= measure_begin_) {
    phase_ = 1;
    ledger_.begin_measure();
  }
  if (phase_ == 1 && due >= stop_) {
    phase_ = 2;
    drained_at_ = stop_;
    ledger_.end_measure();
  }
  if (phase_ == 2 && due >= stop_ + kDrainPatienceNs) {
    phase_ = 3;
    last_call();
  }
}

void LeanRun::handle(const LeanEvent& event) {
  switch (event.kind) {
    case RunKind::kApply:
      return regions_.apply(event);
    case RunKind::kSubscribe:
      return regions_.subscribed(event);
    case RunKind::kBegin:
      return begin(event.subject);
    case RunKind::kTravel:
      return travelled(event.subject);
    case RunKind::kRequest:
      return at_region(event.subject);
    case RunKind::kReply:
      return reply(event.subject);
    case RunKind::kBack:
      return come_back(event.subject);
    case RunKind::kThought:
      return send(event.subject);
    case RunKind::kRetry:
      // The last call may have been before it.
      if (tasks_[event.subject].waits) retry(event.subject);
      return;
    case RunKind::kTimeout:
      return timed_out(event.subject);
  }
}

void LeanRun::begin(std::uint32_t client) {
  const std::int64_t now = queue_.now();
  if (now >= stop_) return;
  const std::uint32_t index = take_place();
  const LeanDraw draw = clients_.draw(client);
  Task& task = tasks_[index];
  task = Task{};
  task.client = client;
  task.key = draw.key;
  task.session = draw.session;
  task.number = draw.number;
  task.plain_read = draw.plain_read;
  task.target = target_of(client, draw);
  task.intended = now;
  task.id = ++last_task_;
  ++open_tasks_;
  if (!own_last_.empty()) task.own_last = own_last(task);
  task.measured = now >= measure_begin_;
  if (task.measured && !task.plain_read) ++out_.attempted;
  start_attempt(index);
  if (clients_.open_loop()) {
    queue_.push(clients_.next_start(client, now), {RunKind::kBegin, 0, 0, client});
  }
}

std::uint32_t LeanRun::take_place() {
  if (free_tasks_.empty()) {
    free_tasks_.push_back(static_cast<std::uint32_t>(tasks_.size()));
    tasks_.emplace_back();
    pauses_.emplace_back();
  }
  const std::uint32_t index = free_tasks_.back();
  free_tasks_.pop_back();
  return index;
}

std::uint32_t LeanRun::target_of(std::uint32_t client, const LeanDraw& draw) const {
  if (!homes_.empty()) return homes_[draw.key];
  const bool roams = scenario_.workload.sessions == SessionKind::kRoaming;
  return roams ? draw.roams_to : clients_.region(client);
}

// Whoever waits tries at once, for the last time: client by client, the oldest task first.
void LeanRun::last_call() {
  std::vector<std::uint32_t> waiting;
  for (std::uint32_t index = 0; index < tasks_.size(); ++index) {
    if (tasks_[index].waits) waiting.push_back(index);
  }
  std::sort(waiting.begin(), waiting.end(), [this](std::uint32_t a, std::uint32_t b) {
    return std::pair(tasks_[a].client, tasks_[a].id) < std::pair(tasks_[b].client, tasks_[b].id);
  });
  queue_.advance_to(stop_ + kDrainPatienceNs);
  for (const std::uint32_t index : waiting) retry(index);
}

void LeanRun::drop_base(Task& task) {
  const VersionId base = std::exchange(task.base, kNoVersion);
  if (base != kNoVersion) ledger_.unpin(base);
}

Result<LeanOutcome> simulate_lean(const Scenario& scenario, const StrategySpec& strategy,
                                  const LeanOptions& options) {
  if (const auto possible = can_run_lean(scenario, strategy); !possible) return propagate(possible);
  return LeanRun(scenario, strategy, options).run();
}

}  // namespace lastwrite
