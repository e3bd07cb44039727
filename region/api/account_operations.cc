#include "region/api/account_operations.h"

#include <boost/json.hpp>

#include "region/api/json_fields.h"
#include "region/api/tags_request.h"
#include "region/engine/change_table.h"

namespace lastwrite {
namespace json = boost::json;
namespace {

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

// Tags are this region's own (facts §1.6): they are told to nobody.
Result<Tags> change_tags(Engine& engine, const TableName& name,
                         absl::AnyInvocable<void(Tags&)> change) {
  const auto found = engine.catalog().find(name);
  if (!found) return propagate(found);
  TableDescription table = **found;
  change(table.tags);
  if (table.tags.size() > kTagsMax) {
    return fail(ErrorCode::kValidation, "{}", kTooManyTags);
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
  if (added.empty())
    in.note(ErrorCode::kValidation, "Atleast one Tag needs to be provided as Input.");
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
  if (keys.empty())
    in.note(ErrorCode::kValidation, "Atleast one Tag Key needs to be provided as Input.");
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
