#include "region/api/json_shape.h"

#include <cmath>

#include <boost/json.hpp>

namespace lastwrite {
namespace json = boost::json;
namespace {

// What stands there, in the words of the real service's parser.
std::string_view name_of(const json::value& in) {
  switch (in.kind()) {
    case json::kind::bool_:
      return in.get_bool() ? "TRUE_VALUE" : "FALSE_VALUE";
    case json::kind::int64:
    case json::kind::uint64:
      return "NUMBER_VALUE";
    case json::kind::double_:
      return "DECIMAL_VALUE";
    case json::kind::string:
      return "STRING_VALUE";
    default:
      return "NULL_VALUE";
  }
}

Failure wrong(const json::value& in, std::string_view wanted) {
  if (in.is_array() && wanted != "List")
    return fail(ErrorCode::kSerialization, "Unrecognized collection type class {}", wanted);
  if (in.is_object() || in.is_array())
    return fail(ErrorCode::kSerialization,
                "Start of structure or map found where not expected. (wanted: {})", wanted);
  return fail(ErrorCode::kSerialization, "{} cannot be converted to {}", name_of(in), wanted);
}

}  // namespace

Result<std::string_view> string_of(const json::value& in) {
  const json::string* text = in.if_string();
  if (text == nullptr) return wrong(in, "String");
  return std::string_view(text->data(), text->size());
}

Result<bool> bool_of(const json::value& in) {
  const bool* flag = in.if_bool();
  if (flag == nullptr) return wrong(in, "Boolean");
  return *flag;
}

Result<std::int64_t> integer_of(const json::value& in) {
  if (const auto* whole = in.if_int64()) return *whole;
  constexpr double kExact = 9007199254740992.0;  // 2^53
  const auto* decimal = in.if_double();
  if (decimal != nullptr && std::abs(*decimal) <= kExact)
    return static_cast<std::int64_t>(*decimal);
  return wrong(in, "Integer");
}

Result<const json::array*> array_of(const json::value& in) {
  const json::array* array = in.if_array();
  if (array == nullptr) return wrong(in, "List");
  return array;
}

Result<const json::object*> object_of(const json::value& in) {
  const json::object* object = in.if_object();
  if (object == nullptr) return wrong(in, "Map");
  return object;
}

}  // namespace lastwrite
