#include "proto/value.pb.h"
#include "region/value/item_size.h"
#include "region/value/proto_value.h"

namespace lastwrite {
namespace {

// `level` counts the lists and maps around the value read: 0 for a top-level attribute.
Result<AttributeValue> read_value(const v1::AttributeValue& message, int level);
Result<Item> read_item(const v1::Item& message, int level);

Result<String> element_from(const String& text, String*) {
  return text;
}
Result<Number> element_from(const String& text, Number*) {
  return Number::parse(text);
}
Result<Binary> element_from(const String& bytes, Binary*) {
  return Binary{bytes};
}

template <typename Element, typename Messages>
Result<AttributeValue> read_set(const Messages& messages, std::string_view kind) {
  if (messages.empty()) {
    return fail(ErrorCode::kValidation,
                "One or more parameter values were invalid: An {} set  may not be empty", kind);
  }
  std::set<Element> set;
  for (const auto& message : messages) {
    auto element = element_from(message, static_cast<Element*>(nullptr));
    if (!element) return propagate(element);
    if (!set.insert(std::move(*element)).second) {
      return fail(
          ErrorCode::kValidation,
          "One or more parameter values were invalid: Input collection of a {} set contains "
          "duplicates",
          kind);
    }
  }
  return AttributeValue(std::move(set));
}

Result<AttributeValue> read_list(const v1::AttributeList& message, int level) {
  List list;
  list.reserve(static_cast<std::size_t>(message.values_size()));
  for (const auto& element : message.values()) {
    auto value = read_value(element, level);
    if (!value) return value;
    list.push_back(std::move(*value));
  }
  return AttributeValue(std::move(list));
}

Result<AttributeValue> read_document(const v1::AttributeValue& message, int level) {
  if (level == kNestingLevelsMax) {
    return fail(ErrorCode::kValidation,
                "Nesting Levels have exceeded supported limits: at most {} lists and maps may be "
                "nested",
                kNestingLevelsMax);
  }
  if (message.has_l()) return read_list(message.l(), level + 1);
  auto map = read_item(message.m(), level + 1);
  if (!map) return propagate(map);
  return AttributeValue(std::move(*map));
}

Result<AttributeValue> read_number(const std::string& text) {
  const auto number = Number::parse(text);
  if (!number) return propagate(number);
  return AttributeValue(*number);
}

Result<AttributeValue> read_value(const v1::AttributeValue& message, int level) {
  switch (message.value_case()) {
    case v1::AttributeValue::kS:
      return AttributeValue(String(message.s()));
    case v1::AttributeValue::kN:
      return read_number(message.n());
    case v1::AttributeValue::kB:
      return AttributeValue(Binary{message.b()});
    case v1::AttributeValue::kBoolean:
      return AttributeValue(bool{message.boolean()});
    case v1::AttributeValue::kNull:
      return AttributeValue(Null{});
    case v1::AttributeValue::kSs:
      return read_set<String>(message.ss().values(), "string");
    case v1::AttributeValue::kNs:
      return read_set<Number>(message.ns().values(), "number");
    case v1::AttributeValue::kBs:
      return read_set<Binary>(message.bs().values(), "binary");
    case v1::AttributeValue::kL:
    case v1::AttributeValue::kM:
      return read_document(message, level);
    case v1::AttributeValue::VALUE_NOT_SET:
      break;
  }
  return fail(
      ErrorCode::kValidation,
      "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes");
}

Result<Item> read_item(const v1::Item& message, int level) {
  Item item;
  for (const auto& attribute : message.attributes()) {
    auto value = read_value(attribute.value(), level);
    if (!value) return propagate(value);
    // Writers sort the attributes, so the end is where each belongs.
    const std::size_t before = item.size();
    item.emplace_hint(item.end(), attribute.name(), std::move(*value));
    if (item.size() == before)
      return fail(ErrorCode::kValidation, "The attribute {} is given twice", attribute.name());
  }
  return item;
}

Result<KeyAttribute> read_key_attribute(const v1::KeyAttribute& message) {
  if (message.name().empty() || message.name().size() > 255)
    return fail(ErrorCode::kValidation, "A key attribute's name must have 1 to 255 bytes");
  if (message.type() == "S") return KeyAttribute{message.name(), KeyType::kString};
  if (message.type() == "N") return KeyAttribute{message.name(), KeyType::kNumber};
  if (message.type() == "B") return KeyAttribute{message.name(), KeyType::kBinary};
  return fail(ErrorCode::kValidation, "The key attribute {} must be of type S, N or B, not \"{}\"",
              message.name(), message.type());
}

}  // namespace

Result<AttributeValue> attribute_value_from_proto(const v1::AttributeValue& message) {
  return read_value(message, 0);
}

Result<Item> item_from_proto(const v1::Item& message) {
  return read_item(message, 0);
}

Result<KeySchema> key_schema_from_proto(const v1::KeySchema& message) {
  const auto partition = read_key_attribute(message.partition());
  if (!partition) return propagate(partition);
  KeySchema schema{*partition, std::nullopt};
  if (!message.has_sort()) return schema;
  const auto sort = read_key_attribute(message.sort());
  if (!sort) return propagate(sort);
  if (sort->name == partition->name) {
    return fail(ErrorCode::kValidation,
                "Both the Hash Key and the Range Key element in the KeySchema have the same name");
  }
  schema.sort = *sort;
  return schema;
}

}  // namespace lastwrite
