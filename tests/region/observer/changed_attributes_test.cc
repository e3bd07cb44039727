#include "region/observer/changed_attributes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lastwrite {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const KeySchema kChangedSchema{.partition = {"orderId", KeyType::kString},
                               .sort = KeyAttribute{"line", KeyType::kNumber}};

std::vector<std::string> changed(const std::optional<Item>& found,
                                 const std::optional<Item>& written) {
  ChangeRecord record;
  record.item = written;
  const std::string key = "17/1";
  const std::optional<Stamp> previous;
  return changed_attributes(
      {record, key, previous, true, false, false, found ? &*found : nullptr, &kChangedSchema});
}

const Item kFound{{"orderId", "17"}, {"line", Number(1)}, {"city", "Rome"}, {"count", Number(3)}};

TEST(ChangedAttributes, AreThoseAddedRemovedOrGivenAnotherValue) {
  Item written = kFound;
  written.insert_or_assign("count", Number(4));
  written.insert_or_assign("zip", "00100");
  written.erase("city");
  EXPECT_THAT(changed(kFound, written), ElementsAre("city", "count", "zip"));
}

TEST(ChangedAttributes, OfTheSameItemAreNone) {
  EXPECT_THAT(changed(kFound, kFound), IsEmpty());
}

TEST(ChangedAttributes, NeverNameTheKey) {
  EXPECT_THAT(changed(std::nullopt, kFound), ElementsAre("city", "count"));
  EXPECT_THAT(changed(kFound, std::nullopt), ElementsAre("city", "count"));
}

}  // namespace
}  // namespace lastwrite
