#include "region/api/json_value.h"

#include <absl/strings/escaping.h>
#include <boost/json.hpp>

#include "region/api/json_shape.h"
#include "region/value/item_size.h"

namespace lastwrite {
namespace json = boost::json;
namespace {

constexpr std::string_view kInvalid = "One or more parameter values were invalid: ";

Result<AttributeValue> read_value(const json::value& in, int level);

Result<Binary> binary_from(const json::value& in) {
  const auto text = string_of(in);
  if (!text) return propagate(text);
  Binary out;
  // absl takes blanks and missing padding, which DynamoDB does not.
  const bool whole = text->size() % 4 == 0 && text->find_first_of(" \t\r\n-_") == text->npos;
  if (!whole || !absl::Base64Unescape({text->data(), text->size()}, &out.bytes))
    return fail(ErrorCode::kSerialization, "The value is no Base64 text of whole groups of four");
  return out;
}

Result<Number> number_from(const json::value& in) {
  const auto text = string_of(in);
  if (!text) return propagate(text);
  return Number::parse(*text);
}

Result<String> text_from(const json::value& in) {
  const auto text = string_of(in);
  if (!text) return propagate(text);
  return String(*text);
}

template <typename Element>
Result<AttributeValue> read_set(const json::value& in, std::string_view empty,
                                Result<Element> (*element_from)(const json::value&)) {
  const auto list = array_of(in);
  if (!list) return propagate(list);
  if ((*list)->empty()) return fail(ErrorCode::kValidation, "{}{}", kInvalid, empty);
  std::set<Element> set;
  for (const json::value& one : **list) {
    auto element = element_from(one);
    if (!element) return propagate(element);
    if (!set.insert(*std::move(element)).second) {
      return fail(ErrorCode::kValidation, "{}Input collection {} contains duplicates.", kInvalid,
                  json::serialize(in));
    }
  }
  return AttributeValue(std::move(set));
}

Result<Item> read_map(const json::value& in, int level) {
  const auto object = object_of(in);
  if (!object) return propagate(object);
  Item item;
  for (const auto& [name, value] : **object) {
    if (const auto named = check_attribute_name(name); !named) return propagate(named);
    auto one = read_value(value, level);
    if (!one) return propagate(one);
    item.insert_or_assign(std::string(name), *std::move(one));
  }
  return item;
}

Result<AttributeValue> read_list(const json::value& in, int level) {
  const auto array = array_of(in);
  if (!array) return propagate(array);
  List list;
  list.reserve((*array)->size());
  for (const json::value& one : **array) {
    auto value = read_value(one, level);
    if (!value) return value;
    list.push_back(*std::move(value));
  }
  return AttributeValue(std::move(list));
}

Result<AttributeValue> read_document(std::string_view type, const json::value& in, int level) {
  if (level == kNestingLevelsMax) {
    return fail(ErrorCode::kValidation,
                "Nesting Levels have exceeded supported limits: Attributes have nested levels "
                "beyond supported limit");
  }
  if (type == "L") return read_list(in, level + 1);
  auto map = read_map(in, level + 1);
  if (!map) return propagate(map);
  return AttributeValue(*std::move(map));
}

template <typename T>
Result<AttributeValue> as_value(Result<T> read) {
  if (!read) return propagate(read);
  return AttributeValue(*std::move(read));
}

Result<AttributeValue> read_null(const json::value& in) {
  const auto null = bool_of(in);
  if (!null) return propagate(null);
  if (!*null)
    return fail(ErrorCode::kValidation, "{}Null attribute value types must have the value of true",
                kInvalid);
  return AttributeValue(Null{});
}

// `level` counts the lists and maps around the value.
Result<AttributeValue> read_typed(std::string_view type, const json::value& in, int level) {
  if (type == "S") return as_value(text_from(in));
  if (type == "N") return as_value(number_from(in));
  if (type == "B") return as_value(binary_from(in));
  if (type == "BOOL") return as_value(bool_of(in));
  if (type == "NULL") return read_null(in);
  if (type == "SS") return read_set<String>(in, "An string set  may not be empty", text_from);
  if (type == "NS") return read_set<Number>(in, "An number set  may not be empty", number_from);
  if (type == "BS") return read_set<Binary>(in, "Binary sets should not be empty", binary_from);
  if (type == "L" || type == "M") return read_document(type, in, level);
  return fail(ErrorCode::kValidation,
              "Supplied AttributeValue is empty, must contain exactly one of the supported "
              "datatypes");
}

// A member that is null is taken as not there, as everywhere in the service's JSON.
Result<AttributeValue> read_value(const json::value& in, int level) {
  if (in.is_null()) return read_typed("", in, level);
  const auto object = object_of(in);
  if (!object) return propagate(object);
  const json::key_value_pair* only = nullptr;
  for (const json::key_value_pair& member : **object) {
    if (member.value().is_null()) continue;
    if (only != nullptr) {
      return fail(ErrorCode::kValidation,
                  "Supplied AttributeValue has more than one datatypes set, must contain exactly "
                  "one of the supported datatypes");
    }
    only = &member;
  }
  if (only == nullptr) return read_typed("", in, level);
  return read_typed(only->key(), only->value(), level);
}

// --- to JSON -------------------------------------------------------------------------------------

json::string base64(const Binary& binary) {
  std::string out;
  absl::Base64Escape(binary.bytes, &out);
  return json::string(out);
}

struct Writer {
  json::object& out;

  void operator()(const String& text) const { out["S"] = text; }
  void operator()(const Number& number) const { out["N"] = number.to_text(); }
  void operator()(const Binary& binary) const { out["B"] = base64(binary); }
  void operator()(bool value) const { out["BOOL"] = value; }
  void operator()(const Null&) const { out["NULL"] = true; }
  void operator()(const StringSet& set) const {
    json::array& array = out["SS"].emplace_array();
    for (const String& text : set) array.emplace_back(text);
  }
  void operator()(const NumberSet& set) const {
    json::array& array = out["NS"].emplace_array();
    for (const Number& number : set) array.emplace_back(number.to_text());
  }
  void operator()(const BinarySet& set) const {
    json::array& array = out["BS"].emplace_array();
    for (const Binary& binary : set) array.emplace_back(base64(binary));
  }
  void operator()(const List& list) const {
    json::array& array = out["L"].emplace_array();
    for (const AttributeValue& value : list) array.push_back(to_json(value));
  }
  void operator()(const Map& map) const { out["M"] = to_json(map); }
};

}  // namespace

Result<void> check_attribute_name(std::string_view name) {
  if (name.empty()) return fail(ErrorCode::kValidation, "Empty attribute name");
  if (name.size() > kAttributeNameBytesMax)
    return fail(ErrorCode::kValidation,
                "Attribute name is too large, must be less than 65536 bytes");
  return {};
}

Result<AttributeValue> attribute_value_from_json(const json::value& in) {
  return read_value(in, 0);
}

Result<Item> item_from_json(const json::value& in) {
  return read_map(in, 0);
}

json::value to_json(const AttributeValue& value) {
  json::object out;
  std::visit(Writer{out}, value.variant());
  return out;
}

json::object to_json(const Item& item) {
  json::object out;
  out.reserve(item.size());
  for (const auto& [name, value] : item) out.emplace(name, to_json(value));
  return out;
}

}  // namespace lastwrite
