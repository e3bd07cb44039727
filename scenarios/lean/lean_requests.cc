// A task's attempts and requests (scenarios/experiment/attempt_runner.cc), and how a request gets
// to a region and back, or does not (scenarios/engine/shaped_client.cc).
//
// A client waits for an answer until its timeout. That is told beforehand, as soon as it is certain
// (the request or its answer is lost, or will come too late), so that no event is spent on requests
// that end well. What is given up may still be under way; then the place among the tasks is left to
// it, until it has done what it does:
//
//   1. a client in eu-west-1 sends a write to us-east-1, which is slow   place 7
//   2. the timeout: the task ends, its session goes on                    place 7 is abandoned
//   3. us-east-1 accepts the write, and nobody hears of it                place 7 is free
#include <utility>

#include "scenarios/lean/lean_run.h"
#include "scenarios/strategy/backoff.h"

namespace lastwrite {
namespace {

using Kind = LeanEvent::Kind;

bool is_conditional(StrategyKind kind) {
  return kind == StrategyKind::kVersionCheck || kind == StrategyKind::kVersionCheckEtag ||
         kind == StrategyKind::kHomeRegion;
}

}  // namespace

void LeanRun::start_attempt(std::uint32_t index) {
  Task& task = tasks_[index];
  task.reading = reads_ || task.plain_read;
  task.waits = false;
  send(index);
}

void LeanRun::send(std::uint32_t index) {
  Task& task = tasks_[index];
  task.operation = ++last_operation_;
  task.sent = queue_.now();
  task.request = {};
  if (!task.reading && task.measured) ++out_.requests;
  const LeanNetwork::Way way = way_of(task);
  if (way.client_region == way.region) return queue_.push_hop({Kind::kRequest, 0, 0, index});
  task.request.timeout_order = queue_.reserve();
  const std::optional<Duration> takes = network_.request(way);
  if (!takes) return lose(index);
  if (*takes + 2 * kLocalHop >= scenario_.request_timeout) expect_timeout(index);
  queue_.push(queue_.now() + takes->count(), {Kind::kTravel, 0, 0, index});
}

void LeanRun::travelled(std::uint32_t index) {
  const LeanNetwork::Way way = way_of(tasks_[index]);
  if (network_.is_cut(way.client_region, way.region)) return lose(index);
  queue_.push_hop({Kind::kRequest, 0, 0, index});
}

void LeanRun::at_region(std::uint32_t index) {
  Task& task = tasks_[index];
  task.request.reached = true;
  if (!task.reading) {
    write_at_region(index);
  } else if (!task.request.abandoned) {
    read_at_region(task);
  }
  queue_.push_hop({Kind::kReply, 0, 0, index});
}

void LeanRun::read_at_region(Task& task) {
  drop_base(task);
  task.base = regions_.held(task.key, task.target);
  if (task.base != kNoVersion) ledger_.pin(task.base);
}

void LeanRun::write_at_region(std::uint32_t index) {
  Task& task = tasks_[index];
  const VersionId held = regions_.held(task.key, task.target);
  task.request.failed = !condition_holds(task, held);
  if (!task.request.failed) accept(index, held);
  if (!task.request.abandoned) return;
  forget(index);
  never_heard(task);
}

// What a write was kept for, once its client had given it up.
void LeanRun::forget(std::uint32_t index) {
  if (tasks_[index].request.keeps_past) past_.erase(index);
  drop_base(tasks_[index]);
}

void LeanRun::accept(std::uint32_t index, VersionId held) {
  Task& task = tasks_[index];
  if (task.request.abandoned && is_drained() && !still_awaited()) {
    trouble_ = {ErrorCode::kUsage, "a request that outlasts the run needs the full simulation"};
  }
  LeanWrite write = request_of(task, held);
  if (task.request.abandoned && task.request.keeps_past) write.past = &past_.at(index);
  const VersionId made = regions_.accept(write);
  if (write.in_doubt) task.request.doubt = made;
  task.request.stillborn = made == kNoVersion;
}

// The full simulation ends once every region has everything: it still runs if, ever since the last
// task ended, something has been under way.
bool LeanRun::still_awaited() const {
  return ledger_.busy() && ledger_.busy_since().ns < drained_at_;
}

bool LeanRun::condition_holds(const Task& task, VersionId held) const {
  if (!is_conditional(strategy_.kind)) return true;
  if (held == kNoVersion || task.base == kNoVersion) return held == task.base;
  if (strategy_.kind == StrategyKind::kVersionCheckEtag) return held == task.base;
  return regions_.item(held).version == regions_.item(task.base).version;
}

LeanWrite LeanRun::request_of(const Task& task, VersionId held) {
  LeanWrite write;
  write.item = task.key;
  write.region = task.target;
  write.session = task.session;
  write.operation = task.operation;
  write.base = task.base;
  write.read_first = reads_;
  write.atomic = strategy_.kind == StrategyKind::kAtomicAdd;
  write.conditional = is_conditional(strategy_.kind);
  write.measured = task.measured;
  write.in_doubt = clients_.region(task.client) != task.target;
  write.increment = increments_ ? 1 : 0;
  const VersionId from = write.atomic ? held : task.base;
  if (from != kNoVersion) write.value = regions_.item(from);
  if (!own_last_.empty()) write.value.count = task.own_last;
  write.value.count = increments_ ? write.value.count + 1 : 0;
  ++write.value.version;
  return write;
}

void LeanRun::reply(std::uint32_t index) {
  const Task& task = tasks_[index];
  const LeanNetwork::Way way = way_of(task);
  if (way.client_region == way.region) return answered(index);
  const std::optional<Duration> takes = network_.reply(way);
  const std::int64_t due = queue_.now() + takes.value_or(Duration(0)).count();
  const bool in_time = due - task.sent < scenario_.request_timeout.count();
  if (!takes || !in_time) return lose(index);
  queue_.push(due, {Kind::kBack, 0, 0, index});
}

void LeanRun::come_back(std::uint32_t index) {
  const LeanNetwork::Way way = way_of(tasks_[index]);
  if (network_.is_cut(way.region, way.client_region)) return lose(index);
  answered(index);
}

// Nothing of the request is under way any more, or nothing that its client will wait for.
void LeanRun::lose(std::uint32_t index) {
  if (tasks_[index].request.abandoned) {
    forget(index);
    return free_tasks_.push_back(index);
  }
  tasks_[index].request.lost = true;
  expect_timeout(index);
}

void LeanRun::expect_timeout(std::uint32_t index) {
  Task& task = tasks_[index];
  if (std::exchange(task.request.times_out, true)) return;
  queue_.push_reserved(task.sent + scenario_.request_timeout.count(), task.request.timeout_order,
                       {Kind::kTimeout, 0, 0, index});
}

// A write may have happened: doing it again could do it twice. A read is tried again.
void LeanRun::timed_out(std::uint32_t index) {
  Task& task = tasks_[index];
  if (task.reading && may_retry(task)) {
    drop_base(task);
    return try_later(task.request.lost ? index : leave_behind(index));
  }
  if (task.measured) count_unanswered(task);
  if (!task.reading) never_heard(task);
  end(index);
}

void LeanRun::count_unanswered(const Task& task) {
  ++out_.gave_up;
  if (!task.reading) ++out_.unknown;
  if (task.plain_read) ++out_.attempted;  // it did not end with what it read
}

void LeanRun::never_heard(Task& task) {
  if (task.request.stillborn) {
    trouble_ = {ErrorCode::kUsage,
                "a stillborn write that nobody hears of needs the full simulation"};
  }
  const VersionId doubt = std::exchange(task.request.doubt, kNoVersion);
  if (doubt != kNoVersion) ledger_.unheard(doubt);
}

// The task goes on in another place; this one belongs to the request that is under way.
std::uint32_t LeanRun::leave_behind(std::uint32_t index) {
  const std::uint32_t fresh = take_place();
  tasks_[fresh] = tasks_[index];
  pauses_[fresh] = std::exchange(pauses_[index], {});
  tasks_[index].request.abandoned = true;
  return fresh;
}

void LeanRun::answered(std::uint32_t index) {
  Task& task = tasks_[index];
  if (!task.reading) return write_answered(index);
  if (task.base != kNoVersion) ledger_.read(task.session, task.base);
  if (task.plain_read) return end(index);
  think(index);
}

void LeanRun::think(std::uint32_t index) {
  Task& task = tasks_[index];
  task.reading = false;
  const Distribution& pause = scenario_.workload.think_time;
  std::optional<Random>& stream = pauses_[index].think;
  if (!stream) stream = clients_.think_stream(task.client, task.number);
  const Duration length = pause.sample(*stream);
  if (length.count() == 0) return send(index);
  queue_.push(queue_.now() + length.count(), {Kind::kThought, 0, 0, index});
}

void LeanRun::write_answered(std::uint32_t index) {
  Task& task = tasks_[index];
  if (!task.request.failed) {
    const VersionId doubt = std::exchange(task.request.doubt, kNoVersion);
    if (doubt != kNoVersion) ledger_.heard(doubt);
    if (!own_last_.empty()) own_last(task) = task.own_last + 1;
    if (task.measured) out_.latencies.add(Duration(queue_.now() - task.intended));
    return end(index);
  }
  if (task.measured) ++out_.condition_failures;
  if (may_retry(task)) return try_later(index);
  if (task.measured) ++out_.gave_up;
  end(index);
}

bool LeanRun::may_retry(const Task& task) const {
  return phase_ < 3 && task.attempt < scenario_.retry.attempts;
}

void LeanRun::try_later(std::uint32_t index) {
  Task& task = tasks_[index];
  std::optional<Random>& stream = pauses_[index].backoff;
  if (!stream) stream = clients_.backoff_stream(task.client, task.number);
  const Duration wait = backoff(scenario_.retry, task.attempt, *stream);
  task.waits = true;
  queue_.push(queue_.now() + wait.count(), {Kind::kRetry, 0, 0, index});
}

void LeanRun::retry(std::uint32_t index) {
  ++tasks_[index].attempt;
  start_attempt(index);
}

void LeanRun::end(std::uint32_t index) {
  Task& task = tasks_[index];
  Request& request = task.request;
  const std::uint32_t client = task.client;
  request.abandoned = request.times_out && !request.lost;
  request.keeps_past = request.abandoned && !task.reading && !request.reached;
  if (request.keeps_past) {
    past_[index] = ledger_.abandon(task.session);
  } else {
    drop_base(task);
  }
  pauses_[index] = {};
  clients_.end(client, task.session);
  if (!request.abandoned) free_tasks_.push_back(index);
  if (--open_tasks_ == 0 && phase_ >= 2) drained_at_ = queue_.now();
  if (!clients_.open_loop() && queue_.now() < stop_) {
    queue_.push(clients_.next_start(client, queue_.now()), {Kind::kBegin, 0, 0, client});
  }
}

}  // namespace lastwrite
