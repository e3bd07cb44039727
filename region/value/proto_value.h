// Items, values and key schemas to and from their messages (proto/value.proto).
//
//   v1::Item message;
//   to_proto(item, &message);
//   Result<Item> same = item_from_proto(message);
//
// Equal items give equal messages: attributes and set elements are in order. Reading checks what
// the domain types promise; kValidation with DynamoDB's words: a value without type, an empty or
// duplicate set, a number that is none, an attribute twice, lists and maps nested more than 32
// deep. Threading: pure functions. Does not convert stamps (region/version does).
#pragma once

#include "region/base/result.h"
#include "region/value/attribute_value.h"
#include "region/value/key_schema.h"

namespace lastwrite {

namespace v1 {
class AttributeValue;
class Item;
class KeySchema;
}  // namespace v1

/// Writes into an empty message. Strings and names must be UTF-8, or readers will refuse the
/// message.
void to_proto(const AttributeValue& value, v1::AttributeValue* out);
void to_proto(const Item& item, v1::Item* out);
void to_proto(const KeySchema& schema, v1::KeySchema* out);

Result<AttributeValue> attribute_value_from_proto(const v1::AttributeValue& message);
Result<Item> item_from_proto(const v1::Item& message);
Result<KeySchema> key_schema_from_proto(const v1::KeySchema& message);

}  // namespace lastwrite
