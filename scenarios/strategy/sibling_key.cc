#include "scenarios/strategy/sibling_key.h"

#include "region/base/check.h"
#include "scenarios/engine/strategy_spec.h"

namespace lastwrite {
namespace {

const KeyAttribute& attribute_with_room(const KeySchema& schema) {
  LW_CHECK(has_room_for_siblings(schema), "a key of numbers has no room for text");
  const bool in_sort = schema.sort && schema.sort->type != KeyType::kNumber;
  return in_sort ? *schema.sort : schema.partition;
}

}  // namespace

Item sibling_key(const KeySchema& schema, Item key, std::string_view before,
                 std::string_view after) {
  AttributeValue& value = key.at(attribute_with_room(schema).name);
  if (const String* text = value.get_if<String>()) {
    value = fmt::format("{}{}{}", before, *text, after);
  } else {
    value = Binary{fmt::format("{}{}{}", before, value.get_if<Binary>()->bytes, after)};
  }
  return key;
}

}  // namespace lastwrite
