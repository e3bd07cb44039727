// What transactions cost, over the API.
#include "region/api/transact_operations.h"

#include "tests/region/api/api_fixture.h"

namespace lastwrite {
namespace {

using TransactOperations = ApiFixture;

TEST_F(TransactOperations, WritesAndChecksCostTwiceWhatTheyWouldAlone) {
  const std::string big(2'000, 'x');  // with its names just under 2 KB: two units
  const Json told = answer(
      "TransactWriteItems",
      R"({"ReturnConsumedCapacity":"TOTAL","TransactItems":[)"
      R"({"Put":{"TableName":"Orders","Item":{"id":{"S":"a"},"body":{"S":")" +
          big +
          R"("} } } },{"ConditionCheck":{"TableName":"Orders","Key":{"id":{"S":"b"} },)"
          R"("ConditionExpression":"attribute_not_exists(id)"
}
}]
})");
  EXPECT_EQ(told.at("ConsumedCapacity").at(0).at("TableName"), "Orders");
EXPECT_EQ(told.at("ConsumedCapacity").at(0).at("CapacityUnits"), 6.0);
const Json read =
    answer("TransactGetItems", R"({"ReturnConsumedCapacity":"TOTAL","TransactItems":[)"
                               R"({"Get":{"TableName":"Orders","Key":{"id":{"S":"a"} } } }]})");
EXPECT_EQ(read.at("ConsumedCapacity").at(0).at("CapacityUnits"), 2.0);
}

TEST_F(TransactOperations, NothingIsToldWhereNobodyAsks) {
  const Json told =
      answer("TransactWriteItems", R"({"TransactItems":[{"Put":{"TableName":"Orders",)"
                                   R"("Item":{"id":{"S":"a"} } } }]})");
  EXPECT_FALSE(told.contains("ConsumedCapacity"));
}

}  // namespace
}  // namespace lastwrite
