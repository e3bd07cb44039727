#include "region/engine/catalog.h"

#include "tests/region/engine/engine_test.h"

namespace lastwrite {
namespace {

using CatalogTest = EngineTest;
INSTANTIATE_TEST_SUITE_P(On, CatalogTest, testing::ValuesIn(kEveryStoreKind),
                         [](const auto& tested) { return tested.param.name; });

TEST_P(CatalogTest, ATableIsCreatedOnce) {
  const auto again = engine_->catalog().create(store().facts(), {kOrders, kOrdersSchema});
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, ErrorCode::kResourceInUse);
  EXPECT_THAT(again.error().message, testing::HasSubstr("Orders"));
}

TEST_P(CatalogTest, ATableThatIsNoneIsAValidationError) {
  const auto refused = [&](const std::string& name, const KeySchema& schema) {
    const auto created = engine_->catalog().create(store().facts(), {TableName(name), schema});
    return !created && created.error().code == ErrorCode::kValidation;
  };
  EXPECT_TRUE(refused("ab", kOrdersSchema));
  EXPECT_TRUE(refused("bad name", kOrdersSchema));
  EXPECT_TRUE(refused("Good", {{"", KeyType::kString}, {}}));
  EXPECT_TRUE(refused("Good", {{std::string(256, 'x'), KeyType::kString}, {}}));
  EXPECT_TRUE(refused("Good", {{"id", KeyType::kString}, KeyAttribute{"", KeyType::kNumber}}));
  EXPECT_TRUE(refused("Good", {{"id", KeyType::kString}, KeyAttribute{"id", KeyType::kNumber}}));
  EXPECT_EQ(engine_->catalog().names(), std::vector<TableName>{kOrders});
}

}  // namespace
}  // namespace lastwrite
