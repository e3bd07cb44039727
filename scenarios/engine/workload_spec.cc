#include "scenarios/engine/workload_spec.h"

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

}  // namespace lastwrite
