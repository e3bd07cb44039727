#include "scenarios/engine/workload_spec.h"

#include <algorithm>

namespace lastwrite {

std::string_view operation_name(OperationKind operation) {
  switch (operation) {
    case OperationKind::kIncrement:
      return "increment";
    case OperationKind::kPut:
      return "put";
    case OperationKind::kAppend:
      break;
  }
  return "append";
}

bool deletes(const WorkloadSpec& workload) {
  return workload.deletes_ppm != 0 ||
         std::any_of(workload.schedule.begin(), workload.schedule.end(),
                     [](const ScheduledTask& task) { return task.removes; });
}

bool transacts(const WorkloadSpec& workload) {
  return workload.transactions_ppm != 0 ||
         std::any_of(workload.schedule.begin(), workload.schedule.end(),
                     [](const ScheduledTask& task) { return task.also.has_value(); });
}

bool expires(const WorkloadSpec& workload) {
  return workload.time_to_live.count() != 0;
}

}  // namespace lastwrite
