// DynamoDB's ten attribute types and the item.
//
//   Item order{{"orderId", String{"ord-001"}}, {"amount", *Number::parse("99.99")}};
//
// Threading: values. Sets hold their elements sorted and unique; builders reject empty and
// duplicate sets with kValidation (developer guide, "Data types").
#pragma once

#include <concepts>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "region/value/number.h"

namespace lastwrite {

class AttributeValue;

using String = std::string;
/// Raw bytes.
struct Binary {
  std::string bytes;
  friend auto operator<=>(const Binary&, const Binary&) = default;
};
struct Null {
  friend auto operator<=>(const Null&, const Null&) = default;
};
using StringSet = std::set<String>;
using NumberSet = std::set<Number>;
using BinarySet = std::set<Binary>;
using List = std::vector<AttributeValue>;
/// Attributes by name, in byte order of the names.
using Map = std::map<std::string, AttributeValue, std::less<>>;

/// A type that an attribute value may have. Compared by name: asking whether the variant could be
/// made from T would ask the same of AttributeValue again, inside containers such as Map.
template <typename T>
concept AttributeType = std::same_as<T, String> || std::same_as<T, Number> ||
    std::same_as<T, Binary> || std::same_as<T, bool> || std::same_as<T, Null> ||
    std::same_as<T, StringSet> || std::same_as<T, NumberSet> || std::same_as<T, BinarySet> ||
    std::same_as<T, List> || std::same_as<T, Map>;

class AttributeValue {
 public:
  using Variant =
      std::variant<String, Number, Binary, bool, Null, StringSet, NumberSet, BinarySet, List, Map>;

  AttributeValue() : value_(Null{}) {}
  template <typename T>
  // NOLINTNEXTLINE(google-explicit-constructor): literals of items read as data
  requires AttributeType<std::remove_cvref_t<T>> AttributeValue(T&& value)
      : value_(std::in_place_type<std::remove_cvref_t<T>>, std::forward<T>(value)) {}
  AttributeValue(const char* text) : value_(String(text)) {}  // NOLINT(google-explicit-constructor)

  template <typename T>
  const T* get_if() const {
    return std::get_if<T>(&value_);
  }
  template <typename T>
  T* get_if() {
    return std::get_if<T>(&value_);
  }
  const Variant& variant() const { return value_; }

  /// "S", "N", "B", "BOOL", "NULL", "SS", "NS", "BS", "L" or "M".
  std::string_view type_name() const;

  friend bool operator==(const AttributeValue& a, const AttributeValue& b) {
    return a.value_ == b.value_;
  }

 private:
  Variant value_;
};

/// An item: its attributes by name.
using Item = Map;

}  // namespace lastwrite
