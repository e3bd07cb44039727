#include "region/value/item_size.h"

#include <algorithm>

namespace lastwrite {
namespace {

constexpr std::size_t kDocumentBytes = 3;
constexpr std::size_t kElementBytes = 1;

struct SizeOf {
  std::size_t operator()(const String& text) const { return text.size(); }
  std::size_t operator()(const Number& number) const {
    const auto digits = static_cast<std::size_t>(number.digits());
    return (digits + 1) / 2 + 1 + (number.coefficient() < 0 ? 1 : 0);
  }
  std::size_t operator()(const Binary& binary) const { return binary.bytes.size(); }
  std::size_t operator()(bool) const { return 1; }
  std::size_t operator()(const Null&) const { return 1; }
  template <typename Element>
  std::size_t operator()(const std::set<Element>& set) const {
    std::size_t bytes = 0;
    for (const Element& element : set) bytes += (*this)(element);
    return bytes;
  }
  std::size_t operator()(const List& list) const {
    std::size_t bytes = kDocumentBytes + list.size() * kElementBytes;
    for (const AttributeValue& element : list) bytes += value_size_bytes(element);
    return bytes;
  }
  std::size_t operator()(const Map& map) const {
    return kDocumentBytes + map.size() * kElementBytes + item_size_bytes(map);
  }
};

int levels_of(const AttributeValue& value) {
  int levels = 0;
  if (const auto* list = value.get_if<List>()) {
    for (const AttributeValue& element : *list) levels = std::max(levels, levels_of(element));
    return levels + 1;
  }
  if (const auto* map = value.get_if<Map>()) return nesting_levels(*map) + 1;
  return levels;
}

}  // namespace

std::size_t item_size_bytes(const Item& item) {
  std::size_t bytes = 0;
  for (const auto& [name, value] : item) bytes += name.size() + value_size_bytes(value);
  return bytes;
}

std::size_t value_size_bytes(const AttributeValue& value) {
  return std::visit(SizeOf{}, value.variant());
}

int nesting_levels(const Item& item) {
  int levels = 0;
  for (const auto& [name, value] : item) levels = std::max(levels, levels_of(value));
  return levels;
}

Result<void> check_item(const Item& item) {
  if (nesting_levels(item) > kNestingLevelsMax)
    return fail(ErrorCode::kValidation,
                "Nesting Levels have exceeded supported limits: at most {} "
                "lists and maps may be nested",
                kNestingLevelsMax);
  if (item_size_bytes(item) > kItemBytesMax)
    return fail(ErrorCode::kItemTooLarge, "Item size has exceeded the maximum allowed size");
  return {};
}

}  // namespace lastwrite
