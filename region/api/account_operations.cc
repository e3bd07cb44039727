#include "region/api/account_operations.h"

#include <boost/json.hpp>

#include "region/api/json_fields.h"
#include "region/api/json_shape.h"
#include "region/engine/change_table.h"

namespace lastwrite {
namespace json = boost::json;
namespace {

constexpr std::size_t kTagsMax = 50;
constexpr std::size_t kTagKeyMax = 128;
constexpr std::size_t kTagValueMax = 256;

using Tags = std::map<std::string, std::string>;

void answer_with(ApiReply& reply, json::object answer) {
  reply([text = json::serialize(answer)]() -> ApiAnswer { return text; });
}

TableName resource(JsonFields& in) {
  const std::string arn = in.required_text("ResourceArn");
  if (!in.ok()) return TableName();
  const auto table = table_of(arn);
  if (table && arn.starts_with("arn:")) return *table;
  in.note(ErrorCode::kValidation, fmt::format("Invalid TableArn: Invalid ResourceArn provided as "
                                              "input {}",
                                              arn));
  return TableName();
}

Tags read_tags(JsonFields& in) {
  Tags tags;
  const json::array* array = in.array("Tags");
  if (array == nullptr) {
    in.note(ErrorCode::kValidation,
            "1 validation error detected: Value null at 'tags' failed to satisfy constraint: "
            "Member must not be null");
    return tags;
  }
  for (const json::value& one : *array) {
    const auto object = object_of(one);
    if (!object) {
      in.note(object.error());
      return tags;
    }
    JsonFields fields(**object);
    const std::string key = fields.required_text("Key");
    const std::string value = fields.required_text("Value");
    if (fields.ok() && (key.empty() || key.size() > kTagKeyMax || value.size() > kTagValueMax)) {
      fields.note(ErrorCode::kValidation,
                  "One or more parameter values were invalid: a tag's key has 1 to 128 characters, "
                  "its value at most 256");
    }
    if (const auto read = fields.finish(); !read) in.note(read.error());
    tags[key] = value;
  }
  return tags;
}

// Tags are this region's own (facts §1.6): they are told to nobody.
Result<Tags> change_tags(Engine& engine, const TableName& name,
                         absl::AnyInvocable<void(Tags&)> change) {
  const auto found = engine.catalog().find(name);
  if (!found) return propagate(found);
  TableDescription table = **found;
  change(table.tags);
  if (table.tags.size() > kTagsMax) {
    return fail(ErrorCode::kValidation,
                "One or more parameter values were invalid: Too many tags: a table has at most 50");
  }
  if (table.tags == (*found)->tags) return table.tags;
  if (const auto kept = keep_table(engine, table); !kept) return propagate(kept);
  return table.tags;
}

}  // namespace

void tag_resource_api(const json::object& body, ApiContext& context, ApiReply reply) {
  JsonFields in(body);
  const TableName table = resource(in);
  Tags added = read_tags(in);
  if (const auto read = in.finish(); !read) return refuse(reply, read.error());
  run<Tags>(
      context,
      [&engine = context.engine, table, added = std::move(added)] {
        return change_tags(engine, table, [&](Tags& tags) {
          for (const auto& [key, value] : added) tags.insert_or_assign(key, value);
        });
      },
      [](const Tags&) -> ApiAnswer { return ""; }, std::move(reply));
}

void untag_resource_api(const json::object& body, ApiContext& context, ApiReply reply) {
  JsonFields in(body);
  const TableName table = resource(in);
  std::vector<std::string> keys = in.texts("TagKeys");
  if (const auto read = in.finish(); !read) return refuse(reply, read.error());
  run<Tags>(
      context,
      [&engine = context.engine, table, keys = std::move(keys)] {
        return change_tags(engine, table, [&](Tags& tags) {
          for (const std::string& key : keys) tags.erase(key);
        });
      },
      [](const Tags&) -> ApiAnswer { return ""; }, std::move(reply));
}

void list_tags_of_resource_api(const json::object& body, ApiContext& context, ApiReply reply) {
  JsonFields in(body);
  const TableName table = resource(in);
  if (const auto read = in.finish(); !read) return refuse(reply, read.error());
  run<Tags>(
      context,
      [&engine = context.engine, table]() -> Result<Tags> {
        const auto found = engine.catalog().find(table);
        if (!found) return propagate(found);
        return (*found)->tags;
      },
      [](const Tags& tags) -> ApiAnswer {
        json::object answer;
        json::array& list = answer["Tags"].emplace_array();
        for (const auto& [key, value] : tags)
          list.push_back(json::object{{"Key", key}, {"Value", value}});
        return json::serialize(answer);
      },
      std::move(reply));
}

// The quotas that an account has at first (developer guide, "Service quotas").
void describe_limits_api(const json::object&, ApiContext&, ApiReply reply) {
  constexpr int kAccountUnits = 80'000;
  constexpr int kTableUnits = 40'000;
  answer_with(reply, {{"AccountMaxReadCapacityUnits", kAccountUnits},
                      {"AccountMaxWriteCapacityUnits", kAccountUnits},
                      {"TableMaxReadCapacityUnits", kTableUnits},
                      {"TableMaxWriteCapacityUnits", kTableUnits}});
}

void describe_endpoints_api(const json::object&, ApiContext& context, ApiReply reply) {
  constexpr int kMinutes = 1440;
  json::array endpoints{
      json::object{{"Address", fmt::format("dynamodb.{}.amazonaws.com", context.engine.region())},
                   {"CachePeriodInMinutes", kMinutes}}};
  answer_with(reply, {{"Endpoints", std::move(endpoints)}});
}

void create_global_table_api(const json::object&, ApiContext&, ApiReply reply) {
  refuse(reply, {ErrorCode::kValidation,
                 "Creation of global tables version 2017.11.29 is not supported. We recommend "
                 "using global tables version 2019.11.21: UpdateTable with ReplicaUpdates"});
}

void unknown_global_table_api(const json::object& body, ApiContext&, ApiReply reply) {
  JsonFields in(body);
  const std::string name = in.required_text("GlobalTableName");
  if (const auto read = in.finish(); !read) return refuse(reply, read.error());
  refuse(reply, {ErrorCode::kGlobalTableNotFound,
                 fmt::format("Global table not found: Global table with name: '{}' does not exist.",
                             name)});
}

void list_global_tables_api(const json::object&, ApiContext&, ApiReply reply) {
  answer_with(reply, {{"GlobalTables", json::array()}});
}

}  // namespace lastwrite
