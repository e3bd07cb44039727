#include "region/api/tags_request.h"

#include <boost/json.hpp>

#include "region/api/json_fields.h"
#include "region/api/json_shape.h"

namespace lastwrite {
namespace json = boost::json;
namespace {

constexpr std::size_t kKeyMax = 128;
constexpr std::size_t kValueMax = 256;

void add_tag(Tags& tags, JsonFields& in) {
  const std::string key = in.text("Key").value_or("");
  const auto value = in.text("Value");
  if (!in.ok()) return;
  if (key.empty() || key.size() > kKeyMax) {
    in.note(ErrorCode::kValidation, fmt::format("The Tag Key provided is invalid, Key: {}", key));
  } else if (key.starts_with("aws:")) {
    in.note(ErrorCode::kValidation,
            fmt::format("Tag Key cannot be prefixed with aws:, Key: {}", key));
  } else if (!value || value->size() > kValueMax) {
    in.note(ErrorCode::kValidation,
            fmt::format("The Tag Value provided is invalid, Value: {}", value.value_or("null")));
  } else if (!tags.emplace(key, *value).second) {
    in.note(ErrorCode::kValidation,
            fmt::format("Duplicate Tag Keys provided as input: Duplicate Tag Key found {}", key));
  }
}

}  // namespace

Tags read_tags(JsonFields& in) {
  Tags tags;
  const json::array* array = in.array("Tags");
  if (array == nullptr) return tags;
  for (const json::value& one : *array) {
    const auto object = object_of(one);
    if (!object) {
      in.note(object.error());
      return tags;
    }
    JsonFields fields(**object);
    add_tag(tags, fields);
    if (const auto read = fields.finish(); !read) in.note(read.error());
  }
  if (tags.size() > kTagsMax) in.note(ErrorCode::kValidation, std::string(kTooManyTags));
  return tags;
}

}  // namespace lastwrite
