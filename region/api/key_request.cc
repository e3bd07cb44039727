#include "region/api/key_request.h"

#include <algorithm>

#include <boost/json.hpp>

#include "region/api/json_fields.h"

namespace lastwrite {
namespace json = boost::json;
namespace {

constexpr std::string_view kInvalidKeys = "One or more parameter values were invalid: ";

std::string required_choice(JsonFields& in, std::string_view name,
                            std::initializer_list<std::string_view> choices) {
  std::string value = in.choice(name, choices);
  if (value.empty() && in.ok()) in.note_constraint(name, "null", "Member must not be null");
  return value;
}

struct KeyElement {
  std::string name;
  bool hash = false;
};

std::vector<KeyElement> read_elements(JsonFields& in) {
  std::vector<KeyElement> elements;
  const json::array* array = in.array("KeySchema");
  if (array == nullptr) {
    in.note_constraint("KeySchema", "null", "Member must not be null");
  } else if (array->empty()) {
    in.note_constraint("KeySchema", "'[]'", "Member must have length greater than or equal to 1");
  }
  in.each("KeySchema", [&](JsonFields& fields) {
    const std::string name = fields.not_null_text("AttributeName");
    elements.push_back({name, required_choice(fields, "KeyType", {"", "HASH", "RANGE"}) == "HASH"});
  });
  return elements;
}

void check_defined(JsonFields& in, const std::vector<KeyElement>& elements,
                   const AttributeTypes& types) {
  std::vector<std::string> names;
  bool all = true;
  for (const KeyElement& one : elements) {
    names.push_back(one.name);
    all = all && types.contains(one.name);
  }
  if (all) return;
  if (names.size() > types.size())
    return in.note(ErrorCode::kValidation,
                   "Invalid KeySchema: Some index key attribute have no definition");
  in.note(ErrorCode::kValidation,
          fmt::format("{}Some index key attributes are not defined in AttributeDefinitions. Keys: "
                      "[{}], AttributeDefinitions: [{}]",
                      kInvalidKeys, fmt::join(names, ", "), fmt::join(defined_names(types), ", ")));
}

// With `parts` of 1 the key is of one or two attributes, as in tables and local indexes.
void check_order(JsonFields& in, const std::vector<KeyElement>& elements, std::size_t parts) {
  const auto note = [&](std::string message) {
    in.note(ErrorCode::kValidation, std::move(message));
  };
  if (elements.empty()) return;
  if (!elements[0].hash)
    return note("Invalid KeySchema: The first KeySchemaElement is not a HASH key type");
  const auto hashes = static_cast<std::size_t>(
      std::count_if(elements.begin(), elements.end(), [](const auto& one) { return one.hash; }));
  if (parts == 1 && elements.size() > 2) {
    return in.note_constraint("KeySchema", fmt::format("'[{} elements]'", elements.size()),
                              "Member must have length less than or equal to 2");
  }
  if (parts == 1 && hashes > 1)
    return note("Invalid KeySchema: The second KeySchemaElement is not a RANGE key type");
  const auto range =
      std::find_if(elements.begin(), elements.end(), [](const auto& one) { return !one.hash; });
  if (std::any_of(range, elements.end(), [](const auto& one) { return one.hash; })) {
    return note(
        fmt::format("{}All HASH key attributes must precede RANGE key attributes in the "
                    "KeySchema",
                    kInvalidKeys));
  }
  for (const auto& [kind, count] :
       {std::pair("HASH", hashes), std::pair("RANGE", elements.size() - hashes)}) {
    if (count <= parts) continue;
    return note(
        fmt::format("{}The KeySchema exceeds the maximum allowed number of {} key "
                    "attributes",
                    kInvalidKeys, kind));
  }
}

}  // namespace

AttributeTypes read_types(JsonFields& in) {
  AttributeTypes types;
  in.each("AttributeDefinitions", [&](JsonFields& fields) {
    const std::string name = fields.not_null_text("AttributeName");
    const std::string type = required_choice(fields, "AttributeType", {"", "B", "N", "S"});
    const KeyType known =
        type == "N" ? KeyType::kNumber : (type == "B" ? KeyType::kBinary : KeyType::kString);
    if (!types.emplace(name, known).second)
      fields.note(ErrorCode::kValidation, fmt::format("Attribute Name is duplicated: {}", name));
  });
  return types;
}

std::vector<std::string> defined_names(const AttributeTypes& types) {
  std::vector<std::string> names;
  for (const auto& [name, type] : types) names.push_back(name);
  return names;
}

RequestedKeys read_keys(JsonFields& in, const AttributeTypes& types, std::size_t parts) {
  RequestedKeys keys;
  const std::vector<KeyElement> elements = read_elements(in);
  check_defined(in, elements, types);
  check_order(in, elements, parts);
  if (!in.ok()) return keys;
  for (const KeyElement& one : elements)
    (one.hash ? keys.partition : keys.sort).push_back({one.name, types.at(one.name)});
  return keys;
}

}  // namespace lastwrite
