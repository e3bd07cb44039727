#include "scenarios/experiment/client.h"

#include <utility>

namespace lastwrite {

struct Client::OpenTask {
  OpenTask(TaskEnvironment& environment, TaskPlan plan, TaskRunner::Done done)
      : session(plan.session), runner(environment, std::move(plan), std::move(done)) {}

  std::uint32_t session;
  TaskRunner runner;
};

Client::Client(ClientSetting setting, TaskEnvironment& environment, const Random& root,
               std::function<void()> on_idle)
    : setting_(std::move(setting)),
      environment_(environment),
      keys_random_(root.fork("keys/" + setting_.name)),
      pause_random_(root.fork("pause/" + setting_.name)),
      task_random_(root.fork("tasks/" + setting_.name)),
      reads_random_(root.fork("reads/" + setting_.name)),
      deletes_random_(root.fork("deletes/" + setting_.name)),
      transactions_random_(root.fork("transactions/" + setting_.name)),
      roam_random_(root.fork("roam/" + setting_.name)),
      on_idle_(std::move(on_idle)) {
  const ArrivalSpec& rule = environment.workload.arrivals;
  if (rule.kind != ArrivalSpec::Kind::kClosed) {
    arrivals_.emplace(rule, root.fork("arrivals/" + setting_.name));
  }
}

Client::~Client() = default;

void Client::start() {
  started_ = setting_.clock.now();
  next_ = started_;
  scheduled() ? schedule_next() : draw_next();
}

void Client::stop() {
  stopped_ = true;
}

void Client::last_call() {
  for (const auto& [task, open] : open_) open->runner.last_call();
}

void Client::schedule_next() {
  if (next_scheduled_ == setting_.schedule.size()) return;
  const ScheduledTask& task = setting_.schedule[next_scheduled_++];
  const TrueTime at = started_ + task.at;
  environment_.scheduler.call_after(at - setting_.clock.now(), lifetime_.guard([this, at, &task] {
    if (stopped_) return;
    begin_task(at, task);
    schedule_next();
  }));
}

void Client::draw_next() {
  const Duration pause = environment_.workload.arrivals.pause.sample(pause_random_);
  next_ = arrivals_ ? next_ + arrivals_->next_gap() : setting_.clock.now() + pause;
  environment_.scheduler.call_after(next_ - setting_.clock.now(), lifetime_.guard([this] {
    if (stopped_) return;
    begin_task(next_, draw_task());
    if (arrivals_) draw_next();
  }));
}

ScheduledTask Client::draw_task() {
  ScheduledTask drawn{.region = setting_.region, .key = setting_.keys.next(keys_random_)};
  drawn.read = reads_random_.chance_ppm(environment_.workload.reads_ppm);
  drawn.removes = deletes_random_.chance_ppm(environment_.workload.deletes_ppm) && !drawn.read;
  if (transactions_random_.chance_ppm(environment_.workload.transactions_ppm)) {
    const std::uint64_t other = setting_.keys.next(transactions_random_);
    const std::uint64_t count = environment_.workload.keys.count;
    if (!drawn.read && !drawn.removes)
      drawn.also = other == drawn.key ? (other + 1) % count : other;
  }
  if (environment_.workload.sessions == SessionKind::kRoaming) {
    drawn.to = setting_.regions[roam_random_.below(setting_.regions.size())];
  }
  return drawn;
}

void Client::begin_task(TrueTime intended, const ScheduledTask& what) {
  const std::uint64_t task = ++environment_.last_task;
  Attempt attempt = first_attempt(what);
  const Random own = task_random_.fork(attempt.token);
  const std::uint32_t attributes = environment_.workload.attributes;
  if (attributes != 0 && environment_.workload.operation == OperationKind::kPut) {
    const std::uint64_t drawn = 1 + own.fork("field").below(attributes);
    attempt.field = fmt::format("field{}", what.attribute != 0 ? what.attribute : drawn);
  }
  TaskPlan plan{.task = task,
                .session = take_session(),
                .intended = intended,
                .attempt = std::move(attempt),
                .plain_read = what.read,
                .removes = what.removes,
                .think_time = what.think,
                .think = own.fork("think"),
                .backoff = own.fork("backoff")};
  auto open =
      std::make_unique<OpenTask>(environment_, std::move(plan),
                                 [this, task](bool acknowledged) { end_task(task, acknowledged); });
  OpenTask& opened = *open;
  open_.emplace(task, std::move(open));
  opened.runner.start();
}

Attempt Client::first_attempt(const ScheduledTask& what) {
  Attempt attempt{.table = setting_.table,
                  .key = setting_.key_space.key(what.key),
                  .key_text = setting_.key_space.text(what.key),
                  .client_region = setting_.region,
                  .token = fmt::format("{}#{}", setting_.name, ++tasks_begun_)};
  if (environment_.workload.operation == OperationKind::kIncrement) attempt.increment = 1;
  attempt.appends = environment_.workload.operation == OperationKind::kAppend;
  const auto last = own_last_.find(attempt.key_text);
  if (last != own_last_.end()) attempt.own_last = last->second;
  attempt.padding = environment_.workload.value_size;
  if (what.also) {
    attempt.also = AlsoPut{setting_.key_space.key(*what.also), setting_.key_space.text(*what.also)};
  }
  attempt.roams_to = what.to;
  return attempt;
}

void Client::end_task(std::uint64_t task, bool acknowledged) {
  const auto found = open_.find(task);
  OpenTask& open = *found->second;
  if (acknowledged) own_last_[open.runner.attempt().key_text] = open.runner.written_count();
  free_sessions_.push_back(open.session);
  // The runner is on the stack: it ends in a turn of its own.
  environment_.scheduler.post([dead = std::shared_ptr<OpenTask>(std::move(found->second))] {});
  open_.erase(found);
  if (!arrivals_ && !scheduled() && !stopped_) draw_next();
  if (idle()) on_idle_();
}

std::uint32_t Client::take_session() {
  if (free_sessions_.empty()) return ++environment_.last_session;
  const std::uint32_t session = free_sessions_.back();
  free_sessions_.pop_back();
  return session;
}

}  // namespace lastwrite
