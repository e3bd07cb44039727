#include "scenarios/strategy/version_check.h"

#include "scenarios/strategy/item_layout.h"

namespace lastwrite {

WriteRequest VersionCheck::write(const Attempt& attempt, const GetItemOutput& held) const {
  const std::optional<std::int64_t> version = integer_of(held.item, "version");
  Item item = next_item(attempt, held);
  item.insert_or_assign("version", Number(version.value_or(0) + 1));
  PutItemInput put = plain_put(attempt, std::move(item));
  put.condition =
      version ? Condition::compare(attribute("version"), Comparator::kEqual, Number(*version))
              : Condition::not_exists(attribute("version"));
  return put;
}

}  // namespace lastwrite
