// The primary key of a table: a partition key and, optionally, a sort key, each of type S, N or B;
// and the canonical bytes of a key, which are equal if and only if the keys are, and order as the
// sort keys do.
//
//   KeySchema schema{.partition = {"orderId", KeyType::kString}};
//   Result<ItemKey> key = schema.key_of(item);       // kValidation when an attribute is missing or
//   of another type
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "region/base/result.h"
#include "region/value/attribute_value.h"

namespace lastwrite {

enum class KeyType : std::uint8_t { kString, kNumber, kBinary };

struct KeyAttribute {
  std::string name;
  KeyType type = KeyType::kString;
  friend bool operator==(const KeyAttribute&, const KeyAttribute&) = default;
};

/// A primary key in canonical bytes. Layout: region/value/README.md.
struct ItemKey {
  std::string bytes;
  friend auto operator<=>(const ItemKey&, const ItemKey&) = default;
};

struct KeySchema {
  KeyAttribute partition;
  std::optional<KeyAttribute> sort;
  friend bool operator==(const KeySchema&, const KeySchema&) = default;

  /// The key of a whole item. kValidation: missing, wrong type, empty or over 2048/1024 bytes.
  Result<ItemKey> key_of(const Item& item) const;
  /// The key from a key map, which must hold the key attributes and nothing else.
  Result<ItemKey> key_from(const Item& key) const;
  /// Canonical bytes back to attributes. kCorrupt when they are not a key of this schema.
  Result<Item> attributes_of(const ItemKey& key) const;
};

/// A key for people and traces: "ord-001" or "ord-001/42".
std::string key_text(const KeySchema& schema, const ItemKey& key);

}  // namespace lastwrite
