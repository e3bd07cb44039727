#include "region/value/key_schema.h"

#include "region/value/key_bytes.h"

namespace lastwrite {
namespace {

enum class Place : std::uint8_t { kPartition, kSort };

constexpr std::size_t kPartitionBytesMax = 2048;
constexpr std::size_t kSortBytesMax = 1024;

std::string_view type_text(KeyType type) {
  switch (type) {
    case KeyType::kString:
      return "S";
    case KeyType::kNumber:
      return "N";
    case KeyType::kBinary:
      return "B";
  }
  return "?";
}

Result<void> check_size(const KeyAttribute& attribute, Place place, std::string_view value) {
  if (value.empty()) {
    return fail(
        ErrorCode::kValidation,
        "One or more parameter values are not valid. The AttributeValue for a key attribute "
        "cannot contain an empty {} value. Key: {}",
        attribute.type == KeyType::kString ? "string" : "binary", attribute.name);
  }
  if (place == Place::kPartition && value.size() > kPartitionBytesMax) {
    return fail(
        ErrorCode::kValidation,
        "One or more parameter values were invalid: Size of hashkey has exceeded the maximum "
        "size limit of {} bytes",
        kPartitionBytesMax);
  }
  if (place == Place::kSort && value.size() > kSortBytesMax) {
    return fail(ErrorCode::kValidation,
                "One or more parameter values were invalid: Aggregated size of all range keys has "
                "exceeded the size limit of {} bytes",
                kSortBytesMax);
  }
  return {};
}

Result<void> append_bytes(const KeyAttribute& attribute, Place place, std::string_view value,
                          std::string& out) {
  const auto checked = check_size(attribute, place, value);
  if (!checked) return propagate(checked);
  if (place == Place::kPartition) {
    append_terminated(out, value);
  } else {
    out += value;
  }
  return {};
}

/// Requires: `value` is of the attribute's type.
Result<void> append_part(const KeyAttribute& attribute, Place place, const AttributeValue& value,
                         std::string& out) {
  if (const auto* number = value.get_if<Number>()) {
    append_number(out, *number);
    return {};
  }
  const auto* text = value.get_if<String>();
  return append_bytes(attribute, place, text != nullptr ? *text : value.get_if<Binary>()->bytes,
                      out);
}

Result<void> append_attribute(const KeyAttribute& attribute, Place place, const Item& item,
                              std::string& out) {
  const auto found = item.find(attribute.name);
  if (found == item.end()) {
    return fail(ErrorCode::kValidation,
                "One or more parameter values were invalid: Missing the key {} in the item",
                attribute.name);
  }
  if (found->second.type_name() != type_text(attribute.type)) {
    return fail(ErrorCode::kValidation,
                "One or more parameter values were invalid: Type mismatch for key {} expected: {} "
                "actual: {}",
                attribute.name, type_text(attribute.type), found->second.type_name());
  }
  return append_part(attribute, place, found->second, out);
}

bool take_part(const KeyAttribute& attribute, Place place, std::string_view& bytes, Item& out) {
  if (attribute.type == KeyType::kNumber) {
    Number number;
    if (!take_number(bytes, number)) return false;
    out[attribute.name] = number;
    return true;
  }
  std::string value;
  if (place == Place::kPartition) {
    if (!take_terminated(bytes, value)) return false;
  } else {
    value = bytes;
    bytes = {};
  }
  if (value.empty()) return false;
  if (attribute.type == KeyType::kString) {
    out[attribute.name] = String(std::move(value));
  } else {
    out[attribute.name] = Binary{std::move(value)};
  }
  return true;
}

bool matches(const KeyAttribute& attribute, const Item& key) {
  const auto found = key.find(attribute.name);
  return found != key.end() && found->second.type_name() == type_text(attribute.type);
}

}  // namespace

Result<ItemKey> KeySchema::key_of(const Item& item) const {
  ItemKey key;
  auto appended = append_attribute(partition, Place::kPartition, item, key.bytes);
  if (appended && sort) appended = append_attribute(*sort, Place::kSort, item, key.bytes);
  if (!appended) return propagate(appended);
  return key;
}

Result<ItemKey> KeySchema::key_from(const Item& key) const {
  const std::size_t expected = sort ? 2 : 1;
  if (key.size() != expected || !matches(partition, key) || (sort && !matches(*sort, key))) {
    return fail(ErrorCode::kValidation, "The provided key element does not match the schema");
  }
  return key_of(key);
}

Result<Item> KeySchema::attributes_of(const ItemKey& key) const {
  Item attributes;
  std::string_view rest = key.bytes;
  const bool read = take_part(partition, Place::kPartition, rest, attributes) &&
                    (!sort || take_part(*sort, Place::kSort, rest, attributes)) && rest.empty();
  if (!read) return fail(ErrorCode::kCorrupt, "stored bytes are not a key of this table's schema");
  return attributes;
}

}  // namespace lastwrite
