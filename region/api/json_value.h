// Attribute values and items as DynamoDB's JSON: {"S": "x"}, {"N": "1"}, {"SS": ["a"]}, …
//
//   Result<Item> item = item_from_json(object);          // {"id": {"S": "x"}}
//   boost::json::value json = to_json(*item);
//
// Errors: kSerialization where the JSON has another shape than the model, kValidation, with
// DynamoDB's words, where the value itself is wrong. Threading: pure functions.
#pragma once

#include <cstddef>
#include <string_view>

#include "region/base/result.h"
#include "region/value/attribute_value.h"

namespace boost::json {
class object;
class value;
}  // namespace boost::json

namespace lastwrite {

/// Developer guide, "Naming rules": one byte to 64 KB. kValidation, in DynamoDB Local's words.
inline constexpr std::size_t kAttributeNameBytesMax = 65'535;
Result<void> check_attribute_name(std::string_view name);

Result<AttributeValue> attribute_value_from_json(const boost::json::value& json);
Result<Item> item_from_json(const boost::json::value& json);

boost::json::value to_json(const AttributeValue& value);
boost::json::object to_json(const Item& item);

}  // namespace lastwrite
