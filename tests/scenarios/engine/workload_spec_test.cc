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
  ScheduledTask plain, removing, pair;
  removing.removes = true;
  pair.also = 2;
  workload = {};
  workload.schedule = {plain};
  EXPECT_FALSE(deletes(workload) || transacts(workload));
  workload.schedule = {removing, pair};
  EXPECT_TRUE(deletes(workload) && transacts(workload));
}

}  // namespace
}  // namespace lastwrite
