#include "region/api/json_fields.h"

#include <algorithm>

#include <boost/json.hpp>

#include "region/api/json_shape.h"
#include "region/api/json_value.h"
#include "region/expression/parse_condition.h"
#include "region/expression/parse_projection.h"
#include "region/expression/parse_update.h"
#include "region/value/item_size.h"

namespace lastwrite {
namespace json = boost::json;
namespace {

// "tableName", as the messages spell the member.
std::string lower_first(std::string_view name) {
  std::string out(name);
  if (!out.empty() && out[0] >= 'A' && out[0] <= 'Z')
    out[0] = static_cast<char>(out[0] - 'A' + 'a');
  return out;
}

Error constraint(std::string_view path, std::string_view value, std::string_view constraint) {
  return {ErrorCode::kValidation, fmt::format("1 validation error detected: Value {} at '{}' "
                                              "failed to satisfy constraint: {}",
                                              value, path, constraint)};
}

std::string quoted(std::string_view value) {
  return fmt::format("'{}'", value);
}

bool is_placeholder(std::string_view key, char first) {
  return key.size() > 1 && key[0] == first && std::all_of(key.begin() + 1, key.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                  c == '_';
         });
}

// The developer guide's limits of expression parameters: 255 bytes for one placeholder, 2 MB for
// all that they stand for. The words are DynamoDB Local's.
constexpr std::size_t kPlaceholderBytesMax = 255;
constexpr std::size_t kSubstitutedBytesMax = 2 * 1024 * 1024;

Result<void> check_sizes(const Placeholders::Names& names, const Placeholders::Values& values) {
  const auto too_long = [](const auto& one) { return one.first.size() > kPlaceholderBytesMax; };
  if (std::any_of(names.begin(), names.end(), too_long) ||
      std::any_of(values.begin(), values.end(), too_long))
    return fail(ErrorCode::kValidation,
                "The expression attribute map contains a key that is too long");
  std::size_t of_names = 0;
  std::size_t of_values = 0;
  for (const auto& [placeholder, name] : names) of_names += placeholder.size() + name.size();
  for (const auto& [placeholder, value] : values)
    of_values += placeholder.size() + value_size_bytes(value);
  if (of_names > kSubstitutedBytesMax)
    return fail(ErrorCode::kValidation, "ExpressionAttributeNames exceeds max size");
  if (of_values > kSubstitutedBytesMax)
    return fail(ErrorCode::kValidation, "ExpressionAttributeValues exceeds max size");
  if (of_names + of_values > kSubstitutedBytesMax)
    return fail(ErrorCode::kValidation,
                "Combined size of ExpressionAttributeNames and ExpressionAttributeValues exceeds "
                "max size");
  return {};
}

}  // namespace

const json::value* JsonFields::find(std::string_view name) const {
  const json::value* value = error_ ? nullptr : body_.if_contains(name);
  return value == nullptr || value->is_null() ? nullptr : value;
}

bool JsonFields::has(std::string_view name) const {
  return find(name) != nullptr;
}

template <typename T, typename Read>
std::optional<T> JsonFields::read_as(std::string_view name, Read read) {
  const json::value* value = find(name);
  if (value == nullptr) return std::nullopt;
  auto result = read(*value);
  if (result) return T(*std::move(result));
  note(result.error());
  return std::nullopt;
}

std::optional<std::string> JsonFields::text(std::string_view name) {
  return read_as<std::string>(name, string_of);
}

std::string JsonFields::required_text(std::string_view name) {
  auto value = text(name);
  if (!value && ok()) {
    note(ErrorCode::kValidation,
         fmt::format("The parameter '{}' is required but was not present in the request", name));
  }
  return value.value_or("");
}

std::string JsonFields::not_null_text(std::string_view name) {
  auto value = text(name);
  if (!value && ok()) note_constraint(name, "null", "Member must not be null");
  return value.value_or("");
}

std::string JsonFields::path_of(std::string_view name) const {
  return path_ + lower_first(name);
}

void JsonFields::note_constraint(std::string_view name, std::string_view value,
                                 std::string_view must) {
  note(constraint(path_of(name), value, must));
}

std::optional<bool> JsonFields::flag(std::string_view name) {
  return read_as<bool>(name, bool_of);
}

std::optional<std::int64_t> JsonFields::integer(std::string_view name, std::int64_t min,
                                                std::int64_t max) {
  const auto value = read_as<std::int64_t>(name, integer_of);
  if (!value) return value;
  if (*value < min) {
    note_constraint(name, quoted(std::to_string(*value)),
                    fmt::format("Member must have value greater than or equal to {}", min));
  } else if (*value > max) {
    note_constraint(name, quoted(std::to_string(*value)),
                    fmt::format("Member must have value less than or equal to {}", max));
  }
  return value;
}

std::string JsonFields::choice(std::string_view name,
                               std::initializer_list<std::string_view> choices) {
  const auto value = text(name);
  if (!value) return std::string(*choices.begin());
  std::vector<std::string_view> valid(choices);  // "" stands for absence alone
  std::erase(valid, "");
  if (std::find(valid.begin(), valid.end(), *value) == valid.end()) {
    note_constraint(name, quoted(*value),
                    fmt::format("Member must satisfy enum value set: [{}]",
                                fmt::join(valid.begin(), valid.end(), ", ")));
  }
  return *value;
}

const json::object* JsonFields::object(std::string_view name) {
  return read_as<const json::object*>(name, object_of).value_or(nullptr);
}

const json::array* JsonFields::array(std::string_view name) {
  return read_as<const json::array*>(name, array_of).value_or(nullptr);
}

std::vector<std::string> JsonFields::texts(std::string_view name) {
  std::vector<std::string> out;
  const json::array* all = array(name);
  if (all == nullptr) return out;
  for (const json::value& one : *all) {
    const auto text = string_of(one);
    if (!text) {
      note(text.error());
      return {};
    }
    out.emplace_back(*text);
  }
  return out;
}

void JsonFields::each(std::string_view name, const std::function<void(JsonFields&)>& read) {
  const json::array* all = array(name);
  if (all == nullptr) return;
  for (std::size_t i = 0; i < all->size(); ++i) {
    const auto object = object_of((*all)[i]);
    if (!object) return note(object.error());
    JsonFields fields(**object, fmt::format("{}.{}.member.", path_of(name), i + 1));
    read(fields);
    if (const auto finished = fields.finish(); !finished) note(finished.error());
  }
}

void JsonFields::member(std::string_view name, const std::function<void(JsonFields&)>& read) {
  const json::object* value = object(name);
  if (value == nullptr) return;
  JsonFields fields(*value, path_of(name) + ".");
  read(fields);
  if (const auto finished = fields.finish(); !finished) note(finished.error());
}

TableName JsonFields::table() {
  const std::string text = required_text("TableName");
  if (!ok()) return {};
  auto table = table_of(text);
  if (table) return *std::move(table);
  note(table.error());
  return {};
}

std::optional<Item> JsonFields::optional_item(std::string_view name) {
  return read_as<Item>(name, item_from_json);
}

Item JsonFields::item(std::string_view name) {
  auto value = optional_item(name);
  if (!value && ok()) {
    note(ErrorCode::kValidation,
         fmt::format("The parameter '{}' is required but was not present in the request", name));
  }
  return value ? *std::move(value) : Item{};
}

Placeholders::Names JsonFields::names() {
  Placeholders::Names out;
  const json::object* given = object("ExpressionAttributeNames");
  if (given == nullptr) return out;
  if (given->empty()) note(ErrorCode::kValidation, "ExpressionAttributeNames must not be empty");
  for (const auto& [key, value] : *given) {
    const auto name = string_of(value);
    if (!name) {
      note(name.error());
    } else if (!is_placeholder(key, '#')) {
      note(ErrorCode::kValidation,
           fmt::format("ExpressionAttributeNames contains invalid key: Syntax error; key: \"{}\"",
                       std::string_view(key)));
    } else if (const auto named = check_attribute_name(*name); !named) {
      note(named.error());
    } else {
      out.emplace(std::string(key), std::string(*name));
    }
  }
  return out;
}

Placeholders::Values JsonFields::values() {
  Placeholders::Values out;
  const json::object* given = object("ExpressionAttributeValues");
  if (given == nullptr) return out;
  if (given->empty()) note(ErrorCode::kValidation, "ExpressionAttributeValues must not be empty");
  for (const auto& [key, value] : *given) {
    auto read = attribute_value_from_json(value);
    if (!is_placeholder(key, ':')) {
      note(ErrorCode::kValidation,
           fmt::format("ExpressionAttributeValues contains invalid key: Syntax error; key: \"{}\"",
                       std::string_view(key)));
    } else if (!read) {
      const bool valid_json = read.error().code != ErrorCode::kSerialization;
      note(read.error().code,
           valid_json
               ? fmt::format("ExpressionAttributeValues contains invalid value: {} for key {}",
                             read.error().message, std::string_view(key))
               : read.error().message);
    } else {
      out.emplace(std::string(key), *std::move(read));
    }
  }
  return out;
}

Placeholders& JsonFields::placeholders() {
  if (!placeholders_) {
    Placeholders::Names names = this->names();
    Placeholders::Values values = this->values();
    if (const auto sized = check_sizes(names, values); !sized) note(sized.error());
    placeholders_.emplace(std::move(names), std::move(values));
  }
  return *placeholders_;
}

std::optional<Condition> JsonFields::condition(std::string_view name) {
  Placeholders& given = placeholders();
  return read_as<Condition>(name, [&](const json::value& in) -> Result<Condition> {
    const auto text = string_of(in);
    if (!text) return propagate(text);
    return parse_condition(name, *text, given);
  });
}

std::optional<Update> JsonFields::update(std::string_view name) {
  Placeholders& given = placeholders();
  return read_as<Update>(name, [&](const json::value& in) -> Result<Update> {
    const auto text = string_of(in);
    if (!text) return propagate(text);
    return parse_update(*text, given);
  });
}

std::optional<std::vector<Path>> JsonFields::projection(std::string_view name) {
  Placeholders& given = placeholders();
  return read_as<std::vector<Path>>(name, [&](const json::value& in) -> Result<std::vector<Path>> {
    const auto text = string_of(in);
    if (!text) return propagate(text);
    return parse_projection(*text, given);
  });
}

void JsonFields::placeholders_need(std::initializer_list<std::string_view> expressions,
                                   std::string_view projection) {
  const auto given = [this](std::string_view name) { return has(name); };
  if (std::any_of(expressions.begin(), expressions.end(), given)) return;
  constexpr std::string_view kOnly = " can only be specified when using expressions";
  if (has("ExpressionAttributeNames") && !has(projection))
    note(ErrorCode::kValidation, fmt::format("ExpressionAttributeNames{}", kOnly));
  if (has("ExpressionAttributeValues") && expressions.size() > 0) {
    note(ErrorCode::kValidation,
         fmt::format("ExpressionAttributeValues{}: {} {} null", kOnly,
                     fmt::join(expressions.begin(), expressions.end(), " and "),
                     expressions.size() == 1 ? "is" : "are"));
  }
}

void JsonFields::note(const Error& error) {
  if (!error_) error_ = error;
}

void JsonFields::note(ErrorCode code, std::string message) {
  note(Error{code, std::move(message)});
}

Result<void> JsonFields::finish() {
  placeholders();
  if (!error_) {
    if (const auto used = placeholders_->check_all_used(); !used) note(used.error());
  }
  if (error_) return Failure(*error_);
  return {};
}

Result<TableName> table_of(std::string_view name_or_arn) {
  constexpr std::string_view kTable = ":table/";
  const auto at = name_or_arn.find(kTable);
  if (name_or_arn.starts_with("arn:") && at != name_or_arn.npos)
    name_or_arn = name_or_arn.substr(at + kTable.size());
  if (name_or_arn.size() < 3 || name_or_arn.size() > 255)
    return fail(ErrorCode::kValidation,
                "TableName must be at least 3 characters long and at most 255 characters long");
  auto table = parse_table_name(name_or_arn);
  if (table) return table;
  return Failure(constraint("tableName", quoted(name_or_arn),
                            "Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+"));
}

}  // namespace lastwrite
