#include "scenarios/engine/workload_spec.h"

#include <gtest/gtest.h>

namespace lastwrite {
namespace {

TEST(WorkloadSpec, OperationsAreNamedAsInScenarioFiles) {
  EXPECT_EQ(operation_name(OperationKind::kIncrement), "increment");
  EXPECT_EQ(operation_name(OperationKind::kPut), "put");
  EXPECT_EQ(operation_name(OperationKind::kAppend), "append");
}

}  // namespace
}  // namespace lastwrite
