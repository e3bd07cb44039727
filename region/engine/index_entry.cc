#include "region/engine/index_entry.h"

#include "region/value/key_bytes.h"

namespace lastwrite {
namespace {

std::string_view bytes_of(const AttributeValue& value) {
  const auto* text = value.get_if<String>();
  return text != nullptr ? std::string_view(*text)
                         : std::string_view(value.get_if<Binary>()->bytes);
}

// False where the item has no such part.
bool append_part(const KeyAttribute& attribute, std::size_t bytes_max, const Item& item,
                 std::string& out) {
  const auto found = item.find(attribute.name);
  if (found == item.end()) return false;
  const AttributeValue& value = found->second;
  if (index_key_misfit(attribute, bytes_max, value) != IndexKeyMisfit::kNone) return false;
  if (const auto* number = value.get_if<Number>()) {
    append_number(out, *number);
  } else {
    append_terminated(out, bytes_of(value));
  }
  return true;
}

bool take_part(const KeyAttribute& attribute, std::string_view& bytes, Item& out) {
  if (attribute.type == KeyType::kNumber) {
    Number number;
    if (!take_number(bytes, number)) return false;
    out.insert_or_assign(attribute.name, number);
    return true;
  }
  std::string value;
  if (!take_terminated(bytes, value) || value.empty()) return false;
  if (attribute.type == KeyType::kString) {
    out.insert_or_assign(attribute.name, String(std::move(value)));
  } else {
    out.insert_or_assign(attribute.name, Binary{std::move(value)});
  }
  return true;
}

bool take_parts(const std::vector<KeyAttribute>& attributes, std::string_view& bytes, Item& out) {
  for (const KeyAttribute& attribute : attributes) {
    if (!take_part(attribute, bytes, out)) return false;
  }
  return true;
}

}  // namespace

std::string_view key_type_name(KeyType type) {
  return type == KeyType::kString ? "S" : (type == KeyType::kNumber ? "N" : "B");
}

TableName index_table(const TableName& table, const IndexDescription& index) {
  return TableName(table.text + ":" + index.name);
}

IndexKeyMisfit index_key_misfit(const KeyAttribute& attribute, std::size_t bytes_max,
                                const AttributeValue& value) {
  if (value.type_name() != key_type_name(attribute.type)) return IndexKeyMisfit::kOtherType;
  if (attribute.type == KeyType::kNumber) return IndexKeyMisfit::kNone;
  const std::string_view bytes = bytes_of(value);
  if (bytes.empty()) return IndexKeyMisfit::kEmpty;
  return bytes.size() > bytes_max ? IndexKeyMisfit::kTooLong : IndexKeyMisfit::kNone;
}

std::optional<ItemKey> index_entry(const IndexDescription& index, const ItemKey& key,
                                   const Item& item) {
  ItemKey entry;
  for (const KeyAttribute& attribute : index.partition) {
    if (!append_part(attribute, kIndexPartitionBytesMax, item, entry.bytes)) return std::nullopt;
  }
  for (const KeyAttribute& attribute : index.sort) {
    if (!append_part(attribute, kIndexSortBytesMax, item, entry.bytes)) return std::nullopt;
  }
  entry.bytes += key.bytes;
  return entry;
}

Result<IndexEntry> read_index_entry(const IndexDescription& index, const ItemKey& entry) {
  IndexEntry out;
  std::string_view rest = entry.bytes;
  if (!take_parts(index.partition, rest, out.attributes) ||
      !take_parts(index.sort, rest, out.attributes))
    return fail(ErrorCode::kCorrupt, "stored bytes are no entry of index {}", index.name);
  out.key.bytes = rest;
  return out;
}

}  // namespace lastwrite
