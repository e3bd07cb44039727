#include "scenarios/experiment/task_runner.h"

#include <utility>

#include "scenarios/strategy/backoff.h"
#include "scenarios/strategy/item_layout.h"

namespace lastwrite {
namespace {

std::int64_t count_in(const WriteRequest& request) {
  const auto* put = std::get_if<PutItemInput>(&request);
  return put == nullptr ? 0 : integer_of(put->item, "count").value_or(0);
}

}  // namespace

TaskRunner::TaskRunner(TaskEnvironment& environment, TaskPlan plan, Done done)
    : environment_(environment), plan_(std::move(plan)), done_(std::move(done)) {}

void TaskRunner::start() {
  next_attempt();
}

void TaskRunner::last_call() {
  last_call_ = true;
  if (!environment_.scheduler.cancel(std::exchange(backoff_, TimerId::kNone))) return;
  ++plan_.attempt.number;
  next_attempt();
}

void TaskRunner::next_attempt() {
  if (plan_.plain_read || environment_.strategy.reads_first()) {
    read();
  } else {
    write(GetItemOutput{});
  }
}

void TaskRunner::read() {
  const OperationId operation = next_operation();
  environment_.recorder.invoke(record_of(operation, "get"));
  target().get_item({.table = plan_.attempt.table, .key = plan_.attempt.key},
                    lifetime_.guard([this, operation](Result<GetItemOutput> result) {
                      on_read(operation, std::move(result));
                    }));
}

void TaskRunner::on_read(OperationId operation, Result<GetItemOutput> result) {
  if (result) {
    environment_.recorder.completed(operation, result->version, plan_.plain_read);
    if (plan_.plain_read) return done_(false);
    return think(*std::move(result));
  }
  const bool again = traits(result.error().code).retryable && may_retry();
  environment_.recorder.failed(operation, result.error(), !again);
  if (again) return retry_later();
  done_(false);
}

void TaskRunner::think(GetItemOutput held) {
  const Duration pause = environment_.workload.think_time.sample(plan_.think);
  if (pause.count() == 0) return write(held);
  environment_.scheduler.call_after(
      pause, lifetime_.guard([this, held = std::move(held)] { write(held); }));
}

void TaskRunner::write(const GetItemOutput& held) {
  const OperationId operation = next_operation();
  plan_.attempt.operation = operation;
  const WriteRequest request = environment_.strategy.write(plan_.attempt, held);
  written_count_ = count_in(request);
  const auto* put = std::get_if<PutItemInput>(&request);
  InvokeRecord record = record_of(operation, put != nullptr ? "put" : "update");
  record.derived = environment_.strategy.reads_first();
  record.base = held.version;
  record.increment = plan_.attempt.increment.value_or(0);
  record.token = plan_.attempt.token;
  environment_.recorder.invoke(record);
  auto reply = lifetime_.guard(
      [this, operation](const Result<WriteOutput>& result) { on_write(operation, result); });
  if (put != nullptr) return target().put_item(*put, std::move(reply));
  target().update_item(std::get<UpdateItemInput>(request), std::move(reply));
}

void TaskRunner::on_write(OperationId operation, const Result<WriteOutput>& result) {
  if (result) {
    environment_.recorder.completed(operation, result->version, true);
    return done_(true);
  }
  const ErrorCode code = result.error().code;
  const bool useful = code == ErrorCode::kConditionalCheckFailed ||
                      (traits(code).definite && traits(code).retryable);
  const bool again = useful && may_retry();
  environment_.recorder.failed(operation, result.error(), !again);
  if (again) return retry_later();
  done_(false);
}

void TaskRunner::retry_later() {
  const Duration wait = backoff(environment_.retry, plan_.attempt.number, plan_.backoff);
  backoff_ = environment_.scheduler.call_after(wait, lifetime_.guard([this] {
    backoff_ = TimerId::kNone;
    ++plan_.attempt.number;
    next_attempt();
  }));
}

bool TaskRunner::may_retry() const {
  return !last_call_ && plan_.attempt.number < environment_.retry.attempts;
}

InvokeRecord TaskRunner::record_of(OperationId operation, std::string_view kind) const {
  InvokeRecord record;
  record.operation = operation;
  record.task = plan_.task;
  record.attempt = plan_.attempt.number;
  record.session = plan_.session;
  record.client_region = plan_.attempt.client_region;
  record.target_region = environment_.strategy.target(plan_.attempt);
  record.kind = kind;
  record.key = plan_.attempt.key_text;
  record.intended = plan_.intended;
  return record;
}

OperationId TaskRunner::next_operation() {
  return OperationId{++environment_.last_operation};
}

RegionClient& TaskRunner::target() {
  return environment_.network.way(plan_.attempt.client_region,
                                  environment_.strategy.target(plan_.attempt));
}

}  // namespace lastwrite
