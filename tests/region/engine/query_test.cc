// Query and Scan: which items a page holds, in which order, and where it ends.
#include "region/engine/query.h"

#include <algorithm>

#include <gmock/gmock.h>

#include "region/engine/delete_item.h"
#include "region/engine/put_item.h"
#include "region/engine/scan.h"
#include "region/expression/parse_condition.h"
#include "tests/region/engine/engine_test.h"

namespace lastwrite {
namespace {

const TableName kEvents("Events");
const KeySchema kSchema{.partition = {"id", KeyType::kString},
                        .sort = KeyAttribute{"seq", KeyType::kNumber}};

class Pages : public EngineTest {
 protected:
  void SetUp() override {
    EngineTest::SetUp();
    ASSERT_TRUE(engine_->catalog().create(store().facts(), {kEvents, kSchema}));
  }
  void put(const std::string& id, int seq, std::size_t padding = 0) {
    ASSERT_TRUE(put_item(*engine_, {kEvents, Item{{"id", id},
                                                  {"seq", Number(seq)},
                                                  {"even", seq % 2 == 0},
                                                  {"pad", std::string(padding, 'x')}}}));
  }
  void remove(const std::string& id, int seq) {
    ASSERT_TRUE(delete_item(*engine_, {kEvents, Item{{"id", id}, {"seq", Number(seq)}}}));
  }
  static Condition parsed(const std::string& text) {
    Placeholders given({}, {{":x", "x"}, {":a", Number(3)}, {":b", Number(6)}, {":yes", true}});
    return parse_condition("KeyConditionExpression", text, given).value();
  }
  Result<PageOutput> ask(const std::string& key, PageInput page = {}, bool forward = true) {
    return query(*engine_, {kEvents, parsed(key), forward, std::move(page)});
  }
  static std::vector<int> numbers(const PageOutput& page) {
    std::vector<int> out;
    for (const Item& item : page.items) {
      std::int64_t value = 0;
      item.at("seq").get_if<Number>()->to_int64(value);
      out.push_back(static_cast<int>(value));
    }
    return out;
  }
};

INSTANTIATE_TEST_SUITE_P(On, Pages, testing::ValuesIn(kEveryStoreKind),
                         [](const auto& tested) { return tested.param.name; });

TEST_P(Pages, AQueryGivesOnePartitionInTheOrderOfItsSortKeys) {
  for (const int seq : {10, -5, 2, 0}) put("x", seq);
  put("xy", 1);
  put("w", 1);
  EXPECT_THAT(numbers(ask("id = :x").value()), testing::ElementsAre(-5, 0, 2, 10));
  EXPECT_THAT(numbers(ask("id = :x", {}, false).value()), testing::ElementsAre(10, 2, 0, -5));
}

TEST_P(Pages, EveryRangeTakesItsSortKeys) {
  for (int seq = 1; seq <= 8; ++seq) put("x", seq);
  EXPECT_THAT(numbers(ask("id = :x AND seq = :a").value()), testing::ElementsAre(3));
  EXPECT_THAT(numbers(ask("id = :x AND seq < :a").value()), testing::ElementsAre(1, 2));
  EXPECT_THAT(numbers(ask("id = :x AND seq <= :a").value()), testing::ElementsAre(1, 2, 3));
  EXPECT_THAT(numbers(ask("id = :x AND seq > :b").value()), testing::ElementsAre(7, 8));
  EXPECT_THAT(numbers(ask("id = :x AND seq >= :b").value()), testing::ElementsAre(6, 7, 8));
  EXPECT_THAT(numbers(ask("id = :x AND seq BETWEEN :a AND :b").value()),
              testing::ElementsAre(3, 4, 5, 6));
}

TEST_P(Pages, DeletedItemsAreNotThere) {
  for (int seq = 1; seq <= 4; ++seq) put("x", seq);
  remove("x", 2);
  const auto page = ask("id = :x");
  EXPECT_THAT(numbers(*page), testing::ElementsAre(1, 3, 4));
  EXPECT_EQ(page->scanned, 3U);
}

TEST_P(Pages, ALimitCountsWhatIsLookedAtBeforeTheFilter) {
  for (int seq = 1; seq <= 8; ++seq) put("x", seq);
  PageInput page{.limit = 3, .filter = parsed("even = :yes")};
  const auto first = ask("id = :x", page);
  ASSERT_TRUE(first) << first.error().message;
  EXPECT_THAT(numbers(*first), testing::ElementsAre(2));
  EXPECT_EQ(first->scanned, 3U);
  ASSERT_TRUE(first->last_key);
  EXPECT_EQ(*first->last_key, (Item{{"id", "x"}, {"seq", Number(3)}}));
  page.start_after = first->last_key;
  EXPECT_THAT(numbers(ask("id = :x", page).value()), testing::ElementsAre(4, 6));
}

TEST_P(Pages, PagesGoOnWhereTheLastOneEndedInEitherDirection) {
  for (int seq = 1; seq <= 200; ++seq) put("x", seq);
  for (const bool forward : {true, false}) {
    std::vector<int> all;
    PageInput page{.limit = 7};
    do {
      const auto one = ask("id = :x", page, forward).value();
      for (const int number : numbers(one)) all.push_back(number);
      page.start_after = one.last_key;
    } while (page.start_after);
    ASSERT_EQ(all.size(), 200U);
    EXPECT_TRUE(forward ? std::is_sorted(all.begin(), all.end())
                        : std::is_sorted(all.rbegin(), all.rend()));
  }
}

TEST_P(Pages, APageEndsAfterAMegabyte) {
  for (int seq = 1; seq <= 5; ++seq) put("x", seq, 300'000);
  const auto page = ask("id = :x");
  EXPECT_THAT(numbers(*page), testing::ElementsAre(1, 2, 3, 4));
  EXPECT_TRUE(page->last_key);
}

TEST_P(Pages, AScanGivesEveryItemOnceWhateverTheSegments) {
  for (int seq = 1; seq <= 50; ++seq) put("p" + std::to_string(seq % 9), seq);
  for (const std::uint32_t segments : {1U, 2U, 5U}) {
    std::vector<int> all;
    for (std::uint32_t segment = 0; segment < segments; ++segment) {
      PageInput page{.limit = 4};
      do {
        const auto one = scan(*engine_, {kEvents, segment, segments, page}).value();
        for (const int number : numbers(one)) all.push_back(number);
        page.start_after = one.last_key;
      } while (page.start_after);
    }
    std::sort(all.begin(), all.end());
    ASSERT_EQ(all.size(), 50U) << segments;
    EXPECT_EQ(std::unique(all.begin(), all.end()), all.end());
  }
}

TEST_P(Pages, AWrongStartingKeyIsAValidationError) {
  const auto page = ask("id = :x", {.start_after = Item{{"id", "x"}}});
  ASSERT_FALSE(page);
  EXPECT_EQ(page.error().code, ErrorCode::kValidation);
}

}  // namespace
}  // namespace lastwrite
