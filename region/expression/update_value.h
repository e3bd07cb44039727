// What SET gives an attribute: a value of the request, what stands elsewhere in the item, or
// something computed from both.
//
//   UpdateValue next = UpdateValue::sum(attribute("count"), AttributeValue(Number(1)));
//   Result<AttributeValue> value = resolve(next, item);       // as the item was before the update
//
// Threading: values.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "region/base/result.h"
#include "region/expression/path.h"

namespace lastwrite {

struct UpdateValue;

/// What stands at `path`, or else the fallback.
struct IfNotExists {
  Path path;
  std::vector<UpdateValue> fallback;  // exactly one
  friend bool operator==(const IfNotExists&, const IfNotExists&) = default;
};
/// One list and behind it another.
struct ListAppend {
  std::vector<UpdateValue> lists;  // exactly two
  friend bool operator==(const ListAppend&, const ListAppend&) = default;
};
struct Arithmetic {
  bool subtract = false;
  std::vector<UpdateValue> numbers;  // exactly two
  friend bool operator==(const Arithmetic&, const Arithmetic&) = default;
};

struct UpdateValue {
  std::variant<AttributeValue, Path, IfNotExists, ListAppend, Arithmetic> node;

  // NOLINTNEXTLINE(google-explicit-constructor): a value is the usual case
  UpdateValue(AttributeValue value) : node(std::move(value)) {}
  template <typename T>
  // NOLINTNEXTLINE(google-explicit-constructor): as of AttributeValue
  requires AttributeType<std::remove_cvref_t<T>> UpdateValue(T&& value)
      : node(AttributeValue(std::forward<T>(value))) {}
  UpdateValue(const char* text)  // NOLINT(google-explicit-constructor): as of AttributeValue
      : node(AttributeValue(text)) {}
  UpdateValue(Path path)  // NOLINT(google-explicit-constructor): `SET a = b` reads as data
      : node(std::move(path)) {}
  explicit UpdateValue(IfNotExists value) : node(std::move(value)) {}
  explicit UpdateValue(ListAppend value) : node(std::move(value)) {}
  explicit UpdateValue(Arithmetic value) : node(std::move(value)) {}

  static UpdateValue sum(UpdateValue a, UpdateValue b);
  static UpdateValue difference(UpdateValue a, UpdateValue b);

  /// Every path that it reads.
  std::vector<Path> paths() const;
  friend bool operator==(const UpdateValue&, const UpdateValue&) = default;
};

/// kValidation: a path that the item does not have, or an operand of another type than + - and
/// list_append need.
Result<AttributeValue> resolve(const UpdateValue& value, const Item& item);

}  // namespace lastwrite
