// What a task is, and what all tasks of a run share. Threading: one loop.
#pragma once

#include <optional>

#include "region/base/clock.h"
#include "region/base/random.h"
#include "region/base/scheduler.h"
#include "region/value/key_schema.h"
#include "scenarios/engine/workload_spec.h"
#include "scenarios/experiment/client_network.h"
#include "scenarios/experiment/key_mutexes.h"
#include "scenarios/experiment/recorder.h"
#include "scenarios/strategy/strategy.h"

namespace lastwrite {

struct TaskEnvironment {
  Scheduler& scheduler;
  const Clock& clock;
  Recorder& recorder;
  ClientNetwork& network;
  KeyMutexes& mutexes;
  const Strategy& strategy;
  const KeySchema& schema;
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
  Attempt attempt;                          // the one under way
  bool plain_read = false;                  // the task is one get, and no write follows
  bool removes = false;                     // the write is a delete
  std::optional<Duration> think_time = {};  // nullopt: drawn as the workload says
  Random think;                             // streams of the task's client
  Random backoff;
};

}  // namespace lastwrite
