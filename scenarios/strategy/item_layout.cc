#include "scenarios/strategy/item_layout.h"

#include <utility>

namespace lastwrite {

Item new_item(const Attempt& attempt, std::int64_t count) {
  Item item = attempt.key;
  if (attempt.field) item.insert_or_assign(*attempt.field, String(attempt.token));
  if (attempt.increment) item.insert_or_assign("count", Number(count));
  item.insert_or_assign("token", String(attempt.token));
  if (attempt.appends) item.insert_or_assign("tokens", StringSet{{attempt.token}});
  item.insert_or_assign("writer", String(attempt.client_region.text));
  if (attempt.padding > 0) item.insert_or_assign("payload", String(attempt.padding, 'x'));
  return item;
}

Item next_item(const Attempt& attempt, const GetItemOutput& held) {
  const std::int64_t before = integer_of(held.item, "count").value_or(0);
  Item item = new_item(attempt, count_after(attempt, before));
  if (attempt.field && held.item) item.insert(held.item->begin(), held.item->end());
  if (!attempt.appends) return item;
  StringSet tokens = tokens_of(held.item);
  tokens.insert(attempt.token);
  item.insert_or_assign("tokens", std::move(tokens));
  return item;
}

StringSet tokens_of(const std::optional<Item>& item) {
  if (!item) return {};
  const auto found = item->find("tokens");
  const StringSet* tokens = found == item->end() ? nullptr : found->second.get_if<StringSet>();
  return tokens == nullptr ? StringSet{} : *tokens;
}

std::int64_t count_after(const Attempt& attempt, std::int64_t before) {
  return attempt.increment ? before + *attempt.increment : 0;
}

std::optional<std::int64_t> integer_of(const std::optional<Item>& item,
                                       std::string_view attribute) {
  if (!item) return std::nullopt;
  const auto found = item->find(attribute);
  if (found == item->end()) return std::nullopt;
  const Number* number = found->second.get_if<Number>();
  std::int64_t value = 0;
  if (number == nullptr || !number->to_int64(value)) return std::nullopt;
  return value;
}

UpdateItemInput set_field(const Attempt& attempt, Item key) {
  Update update;
  update.actions.emplace_back(SetAction{attribute(*attempt.field), String(attempt.token)});
  return {.table = attempt.table,
          .key = std::move(key),
          .update = std::move(update),
          .condition = std::nullopt,
          .operation = attempt.operation};
}

PutItemInput plain_put(const Attempt& attempt, Item item) {
  return {.table = attempt.table,
          .item = std::move(item),
          .condition = std::nullopt,
          .operation = attempt.operation};
}

}  // namespace lastwrite
