#include "region/value/attribute_value.h"

#include <array>

namespace lastwrite {

std::string_view AttributeValue::type_name() const {
  // In the order of Variant.
  static constexpr std::array<std::string_view, std::variant_size_v<Variant>> kNames = {
      "S", "N", "B", "BOOL", "NULL", "SS", "NS", "BS", "L", "M"};
  return kNames[value_.index()];
}

}  // namespace lastwrite
