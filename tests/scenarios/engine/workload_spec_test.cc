#include "scenarios/engine/workload_spec.h"

#include <gtest/gtest.h>

namespace lastwrite {
namespace {

TEST(WorkloadSpec, OperationsAreNamedAsInScenarioFiles) {
  EXPECT_EQ(operation_name(OperationKind::kIncrement), "increment");
  EXPECT_EQ(operation_name(OperationKind::kPut), "put");
  EXPECT_EQ(operation_name(OperationKind::kAppend), "append");
}

TEST(WorkloadSpec, DeletesAndTransactionsAreDrawnOrScheduled) {
  WorkloadSpec workload;
  EXPECT_FALSE(deletes(workload));
  EXPECT_FALSE(transacts(workload));
  workload.deletes_ppm = 1;
  workload.transactions_ppm = 1;
  EXPECT_TRUE(deletes(workload));
  EXPECT_TRUE(transacts(workload));
  workload = {.schedule = {{.key = 1}}};
  EXPECT_FALSE(deletes(workload) || transacts(workload));
  workload.schedule = {{.key = 1, .removes = true}, {.key = 1, .also = 2}};
  EXPECT_TRUE(deletes(workload) && transacts(workload));
}

}  // namespace
}  // namespace lastwrite
