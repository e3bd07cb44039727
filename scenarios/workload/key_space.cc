#include "scenarios/workload/key_space.h"

#include "region/base/check.h"

namespace lastwrite {
namespace {

AttributeValue key_value(KeyType type, std::uint64_t number, const std::string& text) {
  switch (type) {
    case KeyType::kString:
      return text;
    case KeyType::kNumber:
      return Number(static_cast<std::int64_t>(number));
    case KeyType::kBinary:
      return Binary{text};
  }
  LW_CHECK(false, "key type {}", static_cast<int>(type));
}

}  // namespace

Item KeySpace::key(std::uint64_t number) const {
  Item key{{schema_.partition.name,
            key_value(schema_.partition.type, number, fmt::format("key-{:06}", number))}};
  if (schema_.sort) key.emplace(schema_.sort->name, key_value(schema_.sort->type, 0, "0"));
  return key;
}

std::string KeySpace::text(std::uint64_t number) const {
  const Result<ItemKey> bytes = schema_.key_from(key(number));
  LW_CHECK(bytes.has_value(), "key {}: {}", number, bytes.error().message);
  return key_text(schema_, *bytes);
}

}  // namespace lastwrite
