// Reading by an index: which items, what of them, in which order, and what is refused.
#include "region/engine/index_source.h"

#include <gmock/gmock.h>

#include "region/engine/query.h"
#include "region/engine/scan.h"
#include "region/expression/parse_condition.h"
#include "tests/region/engine/engine_test.h"

namespace lastwrite {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const TableName kSales("Sales");

std::vector<IndexDescription> indexes() {
  IndexDescription by_customer{.name = "by-customer",
                               .partition = {{"customer", KeyType::kString}},
                               .sort = {{"sold", KeyType::kNumber}}};
  IndexDescription keys = by_customer;
  keys.name = "keys-only";
  keys.projection.kind = IndexProjection::Kind::kKeysOnly;
  IndexDescription by_date{.name = "by-date",
                           .global = false,
                           .partition = {{"shop", KeyType::kString}},
                           .sort = {{"sold", KeyType::kNumber}},
                           .projection = {IndexProjection::Kind::kInclude, {"total"}}};
  IndexDescription wide{.name = "wide",
                        .partition = {{"customer", KeyType::kString}, {"kind", KeyType::kString}},
                        .sort = {{"sold", KeyType::kNumber}, {"seq", KeyType::kString}}};
  return {by_customer, keys, by_date, wide};
}

class IndexReads : public EngineTest {
 protected:
  void SetUp() override {
    EngineTest::SetUp();
    CreateTableInput input{
        kSales,
        {.partition = {"shop", KeyType::kString}, .sort = KeyAttribute{"seq", KeyType::kString}}};
    input.indexes = indexes();
    const auto created = engine_->catalog().create(store().facts(), input);
    ASSERT_TRUE(created) << created.error().message;
  }
  void sell(const std::string& shop, const std::string& seq, Item more) {
    more["shop"] = shop;
    more["seq"] = seq;
    const auto put = put_item(*engine_, {kSales, std::move(more)});
    ASSERT_TRUE(put) << put.error().message;
  }
  void sell(const std::string& seq, const std::string& customer, int date) {
    sell("s", seq, {{"customer", customer}, {"sold", Number(date)}, {"note", "n" + seq}});
  }
  static Condition parsed(const std::string& text) {
    Placeholders given({}, {{":ann", "ann"},
                            {":s", "s"},
                            {":k", "k"},
                            {":n1", "n1"},
                            {":d2", Number(2)},
                            {":d3", Number(3)}});
    return parse_condition("KeyConditionExpression", text, given).value();
  }
  Result<PageOutput> ask(const std::string& index, const std::string& key, PageInput page = {},
                         bool forward = true) {
    page.index = index;
    return query(*engine_, {kSales, parsed(key), forward, std::move(page)});
  }
  static std::vector<std::string> seqs(const Result<PageOutput>& page) {
    std::vector<std::string> out;
    EXPECT_TRUE(page) << page.error().message;
    if (!page) return out;
    for (const Item& item : page->items) out.push_back(*item.at("seq").get_if<String>());
    return out;
  }
  std::string refusal(const std::string& index, PageInput page) {
    const auto out = ask(index, "customer = :ann", std::move(page));
    return out ? "" : out.error().message;
  }
};

INSTANTIATE_TEST_SUITE_P(On, IndexReads, testing::ValuesIn(kEveryStoreKind),
                         [](const auto& tested) { return tested.param.name; });

TEST_P(IndexReads, AQueryGivesItemsInTheOrderOfTheIndex) {
  sell("1", "ann", 20);
  sell("2", "ann", 3);
  sell("3", "bob", 1);
  sell("4", "ann", 3);
  sell("5", "anna", 1);
  EXPECT_THAT(seqs(ask("by-customer", "customer = :ann")), ElementsAre("2", "4", "1"));
  EXPECT_THAT(seqs(ask("by-customer", "customer = :ann", {}, false)), ElementsAre("1", "4", "2"));
  EXPECT_THAT(seqs(ask("by-customer", "customer = :ann AND sold = :d3")), ElementsAre("2", "4"));
  EXPECT_THAT(seqs(ask("by-date", "shop = :s AND sold < :d3")), ElementsAre("3", "5"));
}

TEST_P(IndexReads, EveryRangeTakesItsSortKeys) {
  for (int date = 1; date <= 4; ++date) sell(std::to_string(date), "ann", date);
  const auto by_date = [&](const std::string& range) {
    return seqs(ask("by-customer", "customer = :ann AND sold " + range));
  };
  EXPECT_THAT(by_date("= :d2"), ElementsAre("2"));
  EXPECT_THAT(by_date("< :d2"), ElementsAre("1"));
  EXPECT_THAT(by_date("<= :d2"), ElementsAre("1", "2"));
  EXPECT_THAT(by_date("> :d2"), ElementsAre("3", "4"));
  EXPECT_THAT(by_date(">= :d2"), ElementsAre("2", "3", "4"));
  EXPECT_THAT(by_date("BETWEEN :d2 AND :d3"), ElementsAre("2", "3"));
}

TEST_P(IndexReads, AnItemWithoutAKeyAttributeIsNotThere) {
  sell("s", "1", {{"customer", "ann"}});
  sell("s", "2", {{"sold", Number(1)}});
  sell("3", "ann", 1);
  EXPECT_THAT(seqs(ask("by-customer", "customer = :ann")), ElementsAre("3"));
  EXPECT_THAT(seqs(scan(*engine_, {kSales, 0, 1, {.index = "by-customer"}})), ElementsAre("3"));
}

TEST_P(IndexReads, AnUpdateMovesAndADeleteRemoves) {
  sell("1", "ann", 1);
  sell("2", "ann", 2);
  const Item first{{"shop", "s"}, {"seq", "1"}};
  ASSERT_TRUE(update_item(
      *engine_,
      {kSales, first, Update{{SetAction{attribute("sold"), AttributeValue(Number(3))}}}}));
  EXPECT_THAT(seqs(ask("by-customer", "customer = :ann")), ElementsAre("2", "1"));
  ASSERT_TRUE(
      update_item(*engine_, {kSales, first, Update{{RemoveAction{attribute("customer")}}}}));
  EXPECT_THAT(seqs(ask("by-customer", "customer = :ann")), ElementsAre("2"));
  EXPECT_THAT(seqs(ask("by-date", "shop = :s")), ElementsAre("2", "1"));
  ASSERT_TRUE(delete_item(*engine_, {kSales, first}));
  EXPECT_THAT(seqs(ask("by-date", "shop = :s")), ElementsAre("2"));
}

TEST_P(IndexReads, AnIndexGivesWhatItProjects) {
  sell("s", "1", {{"customer", "ann"}, {"sold", Number(2)}, {"total", Number(5)}, {"note", "x"}});
  const Item keys{{"shop", "s"}, {"seq", "1"}, {"customer", "ann"}, {"sold", Number(2)}};
  EXPECT_THAT(ask("keys-only", "customer = :ann")->items, ElementsAre(keys));
  const Item included{{"shop", "s"}, {"seq", "1"}, {"sold", Number(2)}, {"total", Number(5)}};
  EXPECT_THAT(ask("by-date", "shop = :s")->items, ElementsAre(included));
  EXPECT_EQ(ask("by-customer", "customer = :ann")->items.at(0).size(), 6U);
}

TEST_P(IndexReads, ALocalIndexFetchesFromTheTableWhatItDoesNotProject) {
  sell("1", "ann", 2);
  const auto all = ask("by-date", "shop = :s", {.select = Select::kAll});
  ASSERT_TRUE(all);
  EXPECT_EQ(all->items.at(0).size(), 5U);
  EXPECT_EQ(all->fetched.size(), 1U);
  const auto note = ask("by-date", "shop = :s", {.projection = {{attribute("note")}}});
  EXPECT_THAT(note->items, ElementsAre(Item{{"note", "n1"}}));
  EXPECT_THAT(seqs(ask("by-date", "shop = :s", {.filter = parsed("note = :n1")})),
              ElementsAre("1"));
  EXPECT_THAT(ask("by-date", "shop = :s", {.projection = {{attribute("total")}}})->fetched,
              IsEmpty());
}

TEST_P(IndexReads, AGlobalIndexRefusesWhatItCannotGive) {
  EXPECT_EQ(refusal("by-customer", {.consistent = true}),
            "Consistent reads are not supported on global secondary indexes");
  EXPECT_EQ(refusal("keys-only", {.select = Select::kAll}),
            "One or more parameter values were invalid: Select type ALL_ATTRIBUTES is not "
            "supported for global secondary index keys-only because its projection type is not "
            "ALL");
  EXPECT_EQ(refusal("keys-only", {.projection = {{attribute("note"), attribute("sold")}}}),
            "One or more parameter values were invalid: Global secondary index keys-only does not "
            "project [note]");
  EXPECT_THAT(refusal("keys-only", {.filter = parsed("note = :n1")}),
              HasSubstr("does not project [note]"));
  EXPECT_EQ(refusal("by-customer", {.select = Select::kAll}), "");
  EXPECT_EQ(refusal("none", {}), "The table does not have the specified index: none");
  EXPECT_EQ(refusal("by-customer", {.filter = parsed("sold = :d2")}),
            "Filter Expression can only contain non-primary key attributes: Primary key "
            "attribute: sold");
}

TEST_P(IndexReads, AKeyOfSeveralAttributesIsGivenFromTheLeft) {
  for (int i = 1; i <= 3; ++i) {
    sell("s", std::to_string(i), {{"customer", "ann"}, {"kind", "k"}, {"sold", Number(i / 2)}});
  }
  sell("s", "4", {{"customer", "ann"}, {"kind", "other"}, {"sold", Number(9)}});
  const std::string partition = "customer = :ann AND kind = :k";
  EXPECT_THAT(seqs(ask("wide", partition)), ElementsAre("1", "2", "3"));
  EXPECT_THAT(seqs(ask("wide", partition + " AND sold < :d2")), ElementsAre("1", "2", "3"));
  EXPECT_THAT(seqs(ask("wide", partition + " AND sold = :d2 AND seq > :k")), IsEmpty());
  EXPECT_FALSE(ask("wide", "customer = :ann"));
  EXPECT_FALSE(ask("wide", partition + " AND seq = :k")) << "without the date";
  EXPECT_FALSE(ask("wide", partition + " AND sold < :d2 AND seq = :k")) << "after a range";
}

TEST_P(IndexReads, PagesGoOnWhereTheLastOneEndedInEitherDirection) {
  for (int i = 0; i < 150; ++i) sell(std::to_string(i), "ann", i % 7);
  for (const bool forward : {true, false}) {
    const auto whole = seqs(ask("by-customer", "customer = :ann", {}, forward));
    ASSERT_EQ(whole.size(), 150U);
    std::vector<std::string> all;
    PageInput page{.limit = 4};
    do {
      const auto one = ask("by-customer", "customer = :ann", page, forward);
      for (const std::string& seq : seqs(one)) all.push_back(seq);
      page.start_after = one->last_key;
      ASSERT_TRUE(!page.start_after || page.start_after->size() == 4U);
    } while (page.start_after);
    EXPECT_EQ(all, whole);
  }
}

TEST_P(IndexReads, AScanByAnIndexGivesEveryEntryOnceWhateverTheSegments) {
  for (int i = 0; i < 60; ++i) sell(std::to_string(i), "c" + std::to_string(i % 5), i);
  std::vector<std::string> all;
  for (std::uint32_t segment = 0; segment < 3; ++segment) {
    for (const auto& seq : seqs(scan(*engine_, {kSales, segment, 3, {.index = "keys-only"}})))
      all.push_back(seq);
  }
  EXPECT_EQ(all.size(), 60U);
}

TEST_P(IndexReads, AStartingKeyHoldsTheKeysOfBothAndLiesInTheRange) {
  sell("1", "ann", 1);
  const auto start = [&](Item key) {
    return refusal("by-customer", {.start_after = std::move(key)});
  };
  Item key{{"shop", "s"}, {"seq", "1"}, {"customer", "ann"}};
  EXPECT_THAT(start(key), HasSubstr("starting key is invalid"));
  key["sold"] = Number(0);
  EXPECT_EQ(start(key), "");
  key["customer"] = "bob";
  EXPECT_THAT(start(key), HasSubstr("outside query boundaries"));
  key["note"] = "x";
  EXPECT_THAT(start(key), HasSubstr("starting key is invalid"));
}

}  // namespace
}  // namespace lastwrite
