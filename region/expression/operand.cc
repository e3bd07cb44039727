#include "region/expression/operand.h"

#include <cstdint>

namespace lastwrite {
namespace {

std::optional<std::size_t> size_of(const AttributeValue& value) {
  if (const auto* text = value.get_if<String>()) return text->size();
  if (const auto* binary = value.get_if<Binary>()) return binary->bytes.size();
  if (const auto* strings = value.get_if<StringSet>()) return strings->size();
  if (const auto* numbers = value.get_if<NumberSet>()) return numbers->size();
  if (const auto* binaries = value.get_if<BinarySet>()) return binaries->size();
  if (const auto* list = value.get_if<List>()) return list->size();
  if (const auto* map = value.get_if<Map>()) return map->size();
  return std::nullopt;
}

struct Finder {
  const Item* item;
  AttributeValue& held;

  const AttributeValue* operator()(const Path& path) const {
    return item == nullptr ? nullptr : find(*item, path);
  }
  const AttributeValue* operator()(const AttributeValue& value) const { return &value; }
  const AttributeValue* operator()(const SizeOf& size) const {
    const AttributeValue* measured = (*this)(size.path);
    const auto count = measured == nullptr ? std::nullopt : size_of(*measured);
    if (!count) return nullptr;
    held = Number(static_cast<std::int64_t>(*count));
    return &held;
  }
};

}  // namespace

const AttributeValue* value_of(const Operand& operand, const Item* item, AttributeValue& held) {
  return std::visit(Finder{item, held}, operand);
}

}  // namespace lastwrite
