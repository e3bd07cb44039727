// Runs one task: attempts of read (where the strategy wants one) → think → write, with every
// request in the trace, until the write is acknowledged, its outcome is unknown, or nothing more
// may help.
//
//   failed condition, throttled       another attempt after a backoff, reading anew
//   no answer to a *read*             likewise: a read changes nothing
//   no answer to a *write*            the task ends: it may have happened, and doing it again could
//   do it twice other errors                      the task ends
//
// A plain read is a task of one get, tried again like any other read.
//
// Threading: one loop. Calls `done` once, never inside start(). May end while a request is open.
#pragma once

#include <functional>

#include "region/base/scheduler.h"
#include "scenarios/engine/lifetime.h"
#include "scenarios/engine/workload_spec.h"
#include "scenarios/experiment/client_network.h"
#include "scenarios/experiment/recorder.h"
#include "scenarios/strategy/strategy.h"

namespace lastwrite {

/// What all tasks of a run share.
struct TaskEnvironment {
  Scheduler& scheduler;
  Recorder& recorder;
  ClientNetwork& network;
  const Strategy& strategy;
  const WorkloadSpec& workload;
  const RetrySpec& retry;
  std::uint64_t last_operation = 0;
  std::uint64_t last_task = 0;
  std::uint32_t last_session = 0;
};

struct TaskPlan {
  std::uint64_t task = 0;
  std::uint32_t session = 0;
  TrueTime intended;
  Attempt attempt;          // the first
  bool plain_read = false;  // the task is one get, and no write follows
  Random think;             // streams of the task's client
  Random backoff;
};

class TaskRunner {
 public:
  /// `acknowledged`: the write was answered with success.
  using Done = std::function<void(bool acknowledged)>;

  TaskRunner(TaskEnvironment& environment, TaskPlan plan, Done done);

  void start();
  /// No attempt after the next one: a waiting backoff ends now, a failure is final.
  void last_call();

  const Attempt& attempt() const { return plan_.attempt; }
  /// The counter that the last write carried; 0 where there is none.
  std::int64_t written_count() const { return written_count_; }

 private:
  void next_attempt();
  void read();
  void on_read(OperationId operation, Result<GetItemOutput> result);
  void think(GetItemOutput held);
  void write(const GetItemOutput& held);
  void on_write(OperationId operation, const Result<WriteOutput>& result);
  void retry_later();
  bool may_retry() const;
  InvokeRecord record_of(OperationId operation, std::string_view kind) const;
  OperationId next_operation();
  RegionClient& target();

  TaskEnvironment& environment_;
  TaskPlan plan_;
  Done done_;
  bool last_call_ = false;
  TimerId backoff_ = TimerId::kNone;
  std::int64_t written_count_ = 0;
  Lifetime lifetime_;
};

}  // namespace lastwrite
