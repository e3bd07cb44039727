#include "scenarios/strategy/version_check_etag.h"

#include "scenarios/strategy/item_layout.h"

namespace lastwrite {
namespace {

const String* etag_of(const std::optional<Item>& item) {
  if (!item) return nullptr;
  const auto found = item->find("etag");
  return found == item->end() ? nullptr : found->second.get_if<String>();
}

}  // namespace

WriteRequest VersionCheckEtag::write(const Attempt& attempt, const GetItemOutput& held) const {
  Item item = next_item(attempt, held);
  item.insert_or_assign("etag", String(fmt::format("{}.{}", attempt.token, attempt.number)));
  PutItemInput put = plain_put(attempt, std::move(item));
  const String* etag = etag_of(held.item);
  put.condition = etag != nullptr ? Condition::compare(attribute("etag"), Comparator::kEqual, *etag)
                                  : Condition::not_exists(attribute("etag"));
  return put;
}

}  // namespace lastwrite
