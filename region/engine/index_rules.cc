#include "region/engine/index_rules.h"

#include <algorithm>
#include <set>

#include "region/engine/index_entry.h"

namespace lastwrite {
namespace {

constexpr std::string_view kInvalid = "One or more parameter values were invalid: ";
constexpr std::size_t kGlobalMax = 20;
constexpr std::size_t kLocalMax = 5;
constexpr std::size_t kKeyAttributesMax = 4;
constexpr std::size_t kIncludedMax = 100;  // in all indexes of a table

template <typename... Args>
Failure invalid(fmt::format_string<Args...> format, Args&&... args) {
  return fail(ErrorCode::kValidation, "{}{}", kInvalid,
              fmt::format(format, std::forward<Args>(args)...));
}

Result<void> check_name(const std::string& name) {
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '.' || c == '-';
  };
  if (name.size() >= 3 && name.size() <= 255 && std::all_of(name.begin(), name.end(), allowed))
    return {};
  return invalid("an IndexName has 3 to 255 of the characters a-z, A-Z, 0-9, _, . and -: '{}'",
                 name);
}

Result<void> check_local_key(const TableDescription& table, const IndexDescription& index) {
  if (!table.key_schema.sort) {
    return invalid(
        "Table KeySchema does not have a range key, which is required when specifying a "
        "LocalSecondaryIndex");
  }
  const KeyAttribute& partition = table.key_schema.partition;
  if (index.partition.size() != 1 || index.partition[0] != partition) {
    return invalid(
        "Index KeySchema does not have the same leading hash key as table KeySchema for index: "
        "{}. index hash key: {}, table hash key: {}",
        index.name, index.partition.empty() ? "" : index.partition[0].name, partition.name);
  }
  if (index.sort.size() != 1)
    return invalid("Index KeySchema does not have a range key for index: {}", index.name);
  return {};
}

Result<void> check_key(const TableDescription& table, const IndexDescription& index) {
  if (index.partition.empty() || index.partition.size() > kKeyAttributesMax ||
      index.sort.size() > kKeyAttributesMax) {
    return invalid("the KeySchema of index {} has 1 to {} HASH and at most {} RANGE attributes",
                   index.name, kKeyAttributesMax, kKeyAttributesMax);
  }
  std::set<std::string> names;
  for (const auto* attributes : {&index.partition, &index.sort}) {
    for (const KeyAttribute& one : *attributes) {
      if (one.name.empty() || one.name.size() > 255)
        return invalid("a key attribute's name has 1 to 255 bytes");
      if (!names.insert(one.name).second)
        return invalid(
            "Both the Hash Key and the Range Key element in the KeySchema have the same name");
    }
  }
  if (!index.global) return check_local_key(table, index);
  return {};
}

Result<void> check_projection(const IndexDescription& index) {
  const IndexProjection& projection = index.projection;
  const bool includes = projection.kind == IndexProjection::Kind::kInclude;
  if (includes && projection.include.empty())
    return invalid("ProjectionType is INCLUDE, but NonKeyAttributes is not specified");
  if (!includes && !projection.include.empty()) {
    return invalid("ProjectionType is {}, but NonKeyAttributes is specified",
                   projection.kind == IndexProjection::Kind::kAll ? "ALL" : "KEYS_ONLY");
  }
  const std::set<std::string> names(projection.include.begin(), projection.include.end());
  if (names.size() != projection.include.size())
    return invalid("Duplicate attribute in NonKeyAttributes of index: {}", index.name);
  return {};
}

Result<void> check_counts(const TableDescription& table) {
  std::size_t global = 0, included = 0;
  for (const IndexDescription& index : table.indexes) {
    global += index.global ? 1 : 0;
    included += index.projection.include.size();
  }
  if (global > kGlobalMax)
    return invalid("GlobalSecondaryIndex count exceeds the per-table limit of {}", kGlobalMax);
  if (table.indexes.size() - global > kLocalMax)
    return invalid("Number of LocalSecondaryIndexes exceeds per-table limit of {}", kLocalMax);
  if (included > kIncludedMax) {
    return invalid("Total number of NonKeyAttributes in all indexes exceeds the limit of {}",
                   kIncludedMax);
  }
  return {};
}

// An attribute of an index's key.
struct IndexKey {
  const IndexDescription& index;
  const KeyAttribute& attribute;
  bool sort;

  std::size_t bytes_max() const { return sort ? kIndexSortBytesMax : kIndexPartitionBytesMax; }
};

Failure empty_value(const IndexKey& key, bool update) {
  const std::string_view type = key.attribute.type == KeyType::kString ? "string" : "binary";
  if (update) {
    return fail(ErrorCode::kValidation,
                "One or more parameter values are not valid. The update expression attempted to "
                "update a secondary index key to a value that is not supported. The AttributeValue "
                "for a key attribute cannot contain an empty {} value.",
                type);
  }
  return fail(ErrorCode::kValidation,
              "One or more parameter values are not valid. A value specified for a secondary index "
              "key is not supported. The AttributeValue for a key attribute cannot contain an "
              "empty {} value. IndexName: {}, IndexKey: {}",
              type, key.index.name, key.attribute.name);
}

Failure too_long(const IndexKey& key) {
  if (key.sort) {
    return invalid("Aggregated size of all range keys has exceeded the size limit of {} bytes",
                   key.bytes_max());
  }
  return invalid("Size of hashkey has exceeded the maximum size limit of {} bytes",
                 key.bytes_max());
}

Result<void> check_value(const IndexKey& key, const AttributeValue& value, bool update) {
  switch (index_key_misfit(key.attribute, key.bytes_max(), value)) {
    case IndexKeyMisfit::kNone:
      break;
    case IndexKeyMisfit::kOtherType:
      return invalid("Type mismatch for Index Key {} Expected: {} Actual: {} IndexName: {}",
                     key.attribute.name, key_type_name(key.attribute.type), value.type_name(),
                     key.index.name);
    case IndexKeyMisfit::kTooLong:
      return too_long(key);
    case IndexKeyMisfit::kEmpty:
      return empty_value(key, update);
  }
  return {};
}

bool unchanged(const std::string& name, const AttributeValue& value, const Item* updated_from) {
  if (updated_from == nullptr) return false;
  const auto before = updated_from->find(name);
  return before != updated_from->end() && before->second == value;
}

Result<void> check_attributes(const IndexDescription& index, bool sort, const Item& item,
                              const Item* updated_from) {
  for (const KeyAttribute& attribute : sort ? index.sort : index.partition) {
    const auto found = item.find(attribute.name);
    if (found == item.end() || unchanged(attribute.name, found->second, updated_from)) continue;
    const auto checked =
        check_value({index, attribute, sort}, found->second, updated_from != nullptr);
    if (!checked) return checked;
  }
  return {};
}

}  // namespace

Result<void> check_indexes(const TableDescription& table) {
  std::set<std::string> names;
  for (const IndexDescription& index : table.indexes) {
    if (const auto checked = check_name(index.name); !checked) return checked;
    if (!names.insert(index.name).second) return invalid("Duplicate index name: {}", index.name);
    if (const auto checked = check_key(table, index); !checked) return checked;
    if (const auto checked = check_projection(index); !checked) return checked;
  }
  return check_counts(table);
}

Result<void> check_index_keys(const TableDescription& table, const Item& item,
                              const Item* updated_from) {
  for (const IndexDescription& index : table.indexes) {
    if (index.status == TableStatus::kDeleting) continue;
    for (const bool sort : {false, true}) {
      if (const auto checked = check_attributes(index, sort, item, updated_from); !checked)
        return checked;
    }
  }
  return {};
}

}  // namespace lastwrite
