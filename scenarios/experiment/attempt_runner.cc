#include "scenarios/experiment/attempt_runner.h"

#include <algorithm>
#include <utility>

#include "region/base/check.h"
#include "scenarios/strategy/delete_instead.h"
#include "scenarios/strategy/item_layout.h"
#include "scenarios/strategy/time_to_live.h"

namespace lastwrite {
namespace {

std::int64_t count_in(const WriteRequest& request) {
  const auto* put = std::get_if<PutItemInput>(&request);
  return put == nullptr ? 0 : integer_of(put->item, "count").value_or(0);
}

std::string_view kind_of(const WriteRequest& request) {
  constexpr std::string_view kKinds[] = {"put", "update", "delete"};
  return kKinds[request.index()];
}

bool has_read(std::span<const Step> steps) {
  return std::find(steps.begin(), steps.end(), Step::kRead) != steps.end();
}

}  // namespace

AttemptRunner::AttemptRunner(TaskEnvironment& environment, TaskPlan& plan, Done done)
    : environment_(environment), plan_(plan), done_(std::move(done)) {}

void AttemptRunner::begin() {
  step_ = 0;
  held_ = {};
  next_step();
}

// Giving up ends the task, and the caller may be walking over all tasks: in a turn of its own.
void AttemptRunner::last_call() {
  last_call_ = true;
  if (waiting_ != OperationId::kNone) {
    environment_.scheduler.post(lifetime_.guard([this] { give_up_mutex(); }));
  }
}

void AttemptRunner::next_step() {
  if (at_end()) return finish(Ending::kOver);
  switch (steps()[step_++]) {
    case Step::kMutex:
      return enter_mutex();
    case Step::kLease:
      return take_lease();
    case Step::kRead:
      return read();
    case Step::kThink:
      return think();
    case Step::kWrite:
      return write();
  }
}

void AttemptRunner::enter_mutex() {
  prepare_request();
  waiting_ = plan_.attempt.operation;
  InvokeRecord record = record_of("lock", plan_.attempt.key_text);
  record.bookkeeping = true;
  environment_.recorder.invoke(record);
  mutex_.emplace(environment_.mutexes, plan_.attempt.key_text, [this] { on_turn(); });
  if (mutex_->has_turn()) return on_turn();
  if (last_call_) last_call();
}

void AttemptRunner::on_turn() {
  environment_.recorder.completed(std::exchange(waiting_, OperationId::kNone), std::nullopt, false);
  next_step();
}

void AttemptRunner::give_up_mutex() {
  if (waiting_ == OperationId::kNone) return;
  environment_.recorder.gave_up(std::exchange(waiting_, OperationId::kNone), "lock not free");
  finish(Ending::kOver);
}

void AttemptRunner::take_lease() {
  prepare_request();
  const std::optional<Lease> lease = environment_.strategy.lease(plan_.attempt);
  LW_CHECK(lease.has_value(), "a strategy with the step kLease has no lease");
  InvokeRecord record = record_of("put", item_text(lease->take.item));
  record.bookkeeping = true;
  environment_.recorder.invoke(record);
  auto reply = [this, operation = plan_.attempt.operation](const Result<WriteOutput>& result) {
    leased_ = result || !traits(result.error().code).definite;
    if (!result) return fail_step(operation, result.error(), traits(result.error().code).retryable);
    environment_.recorder.completed(operation, result->version, false);
    next_step();
  };
  send(lease->take, lifetime_.guard(std::move(reply)));
}

void AttemptRunner::read() {
  prepare_request();
  const Item key = environment_.strategy.item_key(plan_.attempt);
  environment_.recorder.invoke(record_of("get", item_text(key)));
  auto reply = [this, operation = plan_.attempt.operation](Result<GetItemOutput> result) {
    if (!result) return fail_step(operation, result.error(), traits(result.error().code).retryable);
    environment_.recorder.read(operation, *result, at_end());
    held_ = *std::move(result);
    next_step();
  };
  target().get_item({.table = plan_.attempt.table, .key = key}, lifetime_.guard(std::move(reply)));
}

void AttemptRunner::think() {
  const Duration pause =
      plan_.think_time.value_or(environment_.workload.think_time.sample(plan_.think));
  if (pause.count() == 0) return next_step();
  environment_.scheduler.call_after(pause, lifetime_.guard([this] { next_step(); }));
}

void AttemptRunner::write() {
  if (plan_.attempt.also) return write_both();
  prepare_request();
  const Item key = environment_.strategy.item_key(plan_.attempt);
  WriteRequest request = write_of(plan_.attempt, held_);
  if (plan_.removes) request = delete_instead(request, key);
  written_count_ = count_in(request);
  InvokeRecord record = record_of(kind_of(request), item_text(key));
  record.derived = has_read(steps());
  record.base = held_.version;
  record.increment = plan_.attempt.increment.value_or(0);
  record.token = plan_.attempt.token;
  environment_.recorder.invoke(record);
  send(request,
       lifetime_.guard([this, operation = plan_.attempt.operation](
                           const Result<WriteOutput>& result) { on_write(operation, result); }));
}

WriteRequest AttemptRunner::write_of(const Attempt& attempt, const GetItemOutput& held) const {
  WriteRequest request = environment_.strategy.write(attempt, held);
  const WorkloadSpec& workload = environment_.workload;
  if (expires(workload)) expire_at(request, plan_.attempt.now + workload.time_to_live);
  return request;
}

// One transaction, told as two writes of one attempt: each item has a version of its own.
void AttemptRunner::write_both() {
  Attempt second = plan_.attempt;
  second.key = plan_.attempt.also->key;
  second.key_text = plan_.attempt.also->key_text;
  TransactPutsInput request;
  std::array<OperationId, 2> operations{};
  for (std::size_t i = 0; i < operations.size(); ++i) {
    prepare_request();
    operations[i] = plan_.attempt.operation;
    Attempt& one = i == 0 ? plan_.attempt : second;
    one.operation = operations[i];
    request.puts.push_back(std::get<PutItemInput>(write_of(one, {})));
    InvokeRecord record = record_of("put", one.key_text);
    record.logical_key = one.key_text;
    record.token = one.token;
    environment_.recorder.invoke(record);
  }
  target().transact_puts(
      request, lifetime_.guard([this, operations](const Result<std::vector<WriteOutput>>& results) {
        on_both(operations, results);
      }));
}

void AttemptRunner::on_both(const std::array<OperationId, 2>& operations,
                            const Result<std::vector<WriteOutput>>& results) {
  if (!results) {
    const ErrorTraits& known = traits(results.error().code);
    environment_.recorder.failed(operations[0], results.error(), false);
    return fail_step(operations[1], results.error(), known.definite && known.retryable);
  }
  LW_CHECK(results->size() == operations.size(), "{} answers to two puts", results->size());
  environment_.recorder.completed(operations[0], (*results)[0].version, false);
  environment_.recorder.completed(operations[1], (*results)[1].version, true);
  finish(Ending::kAcknowledged);
}

void AttemptRunner::on_write(OperationId operation, const Result<WriteOutput>& result) {
  if (!result) {
    const ErrorTraits& known = traits(result.error().code);
    return fail_step(operation, result.error(), known.definite && known.retryable);
  }
  environment_.recorder.completed(operation, result->version, true);
  finish(Ending::kAcknowledged);
}

// `useful`: another attempt may do better. So it may after every failed condition.
void AttemptRunner::fail_step(OperationId operation, const Error& error, bool useful) {
  const bool again = (useful || error.code == ErrorCode::kConditionalCheckFailed) && may_retry();
  environment_.recorder.failed(operation, error, !again);
  finish(again ? Ending::kAgain : Ending::kOver);
}

void AttemptRunner::finish(Ending ending) {
  ending_ = ending;
  if (std::exchange(leased_, false)) return release();
  mutex_.reset();
  done_(ending_);
}

// What comes of it changes nothing for the task: a lease that is not given back runs out.
void AttemptRunner::release() {
  prepare_request();
  const DeleteItemInput request = environment_.strategy.lease(plan_.attempt)->release;
  InvokeRecord record = record_of("delete", item_text(request.key));
  record.bookkeeping = true;
  environment_.recorder.invoke(record);
  auto reply = [this, operation = plan_.attempt.operation](const Result<WriteOutput>& result) {
    if (result) {
      environment_.recorder.completed(operation, result->version, false);
    } else {
      environment_.recorder.failed(operation, result.error(), false);
    }
    finish(ending_);
  };
  send(request, lifetime_.guard(std::move(reply)));
}

std::span<const Step> AttemptRunner::steps() const {
  return plan_.plain_read ? std::span<const Step>(kReadOnly) : environment_.strategy.steps();
}

bool AttemptRunner::at_end() const {
  return step_ == steps().size();
}

bool AttemptRunner::may_retry() const {
  return !last_call_ && plan_.attempt.number < environment_.retry.attempts;
}

void AttemptRunner::prepare_request() {
  plan_.attempt.operation = OperationId{++environment_.last_operation};
  plan_.attempt.now = environment_.clock.wall_now();
}

void AttemptRunner::send(const WriteRequest& request, Reply<WriteOutput> reply) {
  if (const auto* put = std::get_if<PutItemInput>(&request)) {
    target().put_item(*put, std::move(reply));
  } else if (const auto* update = std::get_if<UpdateItemInput>(&request)) {
    target().update_item(*update, std::move(reply));
  } else {
    target().delete_item(std::get<DeleteItemInput>(request), std::move(reply));
  }
}

InvokeRecord AttemptRunner::record_of(std::string_view kind, std::string key) const {
  InvokeRecord record;
  record.operation = plan_.attempt.operation;
  record.task = plan_.task;
  record.attempt = plan_.attempt.number;
  record.session = plan_.session;
  record.client_region = plan_.attempt.client_region;
  record.target_region = environment_.strategy.target(plan_.attempt);
  record.kind = kind;
  record.key = std::move(key);
  record.logical_key = plan_.attempt.key_text;
  record.intended = plan_.intended;
  return record;
}

// The key of `item` (or of a key alone) as traces have it.
std::string AttemptRunner::item_text(const Item& item) const {
  if (item == plan_.attempt.key) return plan_.attempt.key_text;
  const Result<ItemKey> key = environment_.schema.key_of(item);
  LW_CHECK(key.has_value(), "a strategy made a bad key: {}", key.error().message);
  return key_text(environment_.schema, *key);
}

RegionClient& AttemptRunner::target() {
  return environment_.network.way(plan_.attempt.client_region,
                                  environment_.strategy.target(plan_.attempt));
}

}  // namespace lastwrite
