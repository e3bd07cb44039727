#include "region/api/table_operations.h"

#include <boost/json.hpp>

#include "region/api/json_fields.h"
#include "region/api/table_answer.h"
#include "region/api/table_request.h"
#include "region/engine/create_table.h"
#include "region/engine/delete_table.h"

namespace lastwrite {
namespace json = boost::json;
namespace {

// Runs `operation`, which gives a description, and answers with it as `member`.
void run_on_table(ApiContext& context, absl::AnyInvocable<Result<TableDescription>()> operation,
                  std::string_view member, ApiReply reply) {
  run<TableView>(
      context,
      [&engine = context.engine, operation = std::move(operation)]() mutable -> Result<TableView> {
        const auto table = operation();
        if (!table) return propagate(table);
        return view_of(engine, *table);
      },
      [member](const TableView& view) -> ApiAnswer { return render_table(view, member); },
      std::move(reply));
}

struct Names {
  std::vector<TableName> names;
  bool more = false;
};

Names page_of(Engine& engine, const std::string& after, std::size_t limit) {
  Names page;
  for (TableName& name : engine.catalog().names()) {
    if (name.text <= after) continue;
    if (page.names.size() == limit) {
      page.more = true;
      break;
    }
    page.names.push_back(std::move(name));
  }
  return page;
}

}  // namespace

void create_table_api(const json::object& body, ApiContext& context, ApiReply reply) {
  auto input = create_table_input(body);
  if (!input) return refuse(reply, input.error());
  input->global = context.global_tables;
  run_on_table(
      context,
      [&engine = context.engine, input = *std::move(input)] { return create_table(engine, input); },
      "TableDescription", std::move(reply));
}

void describe_table_api(const json::object& body, ApiContext& context, ApiReply reply) {
  JsonFields in(body);
  const TableName table = in.table();
  if (const auto read = in.finish(); !read) return refuse(reply, read.error());
  run_on_table(
      context,
      [&engine = context.engine, table]() -> Result<TableDescription> {
        const auto found = engine.catalog().find(table);
        if (!found) return propagate(found);
        return **found;
      },
      "Table", std::move(reply));
}

void update_table_api(const json::object& body, ApiContext& context, ApiReply reply) {
  auto input = update_table_input(body);
  if (!input) return refuse(reply, input.error());
  run_on_table(
      context,
      [&engine = context.engine, input = *std::move(input)] { return update_table(engine, input); },
      "TableDescription", std::move(reply));
}

void delete_table_api(const json::object& body, ApiContext& context, ApiReply reply) {
  JsonFields in(body);
  const TableName table = in.table();
  if (const auto read = in.finish(); !read) return refuse(reply, read.error());
  run_on_table(
      context,
      [&engine = context.engine, table,
       everywhere = context.global_tables]() -> Result<TableDescription> {
        const auto deleted = delete_table(
            engine, table, everywhere ? DeleteScope::kEveryReplica : DeleteScope::kReplica);
        if (!deleted) return propagate(deleted);
        return **engine.catalog().find(table);
      },
      "TableDescription", std::move(reply));
}

void list_tables_api(const json::object& body, ApiContext& context, ApiReply reply) {
  JsonFields in(body);
  const std::string after = in.text("ExclusiveStartTableName").value_or("");
  const auto limit = static_cast<std::size_t>(in.integer("Limit", 1, 100).value_or(100));
  if (const auto read = in.finish(); !read) return refuse(reply, read.error());
  run<Names>(
      context,
      [&engine = context.engine, after, limit]() -> Result<Names> {
        return page_of(engine, after, limit);
      },
      [](const Names& page) -> ApiAnswer {
        json::object answer;
        json::array& names = answer["TableNames"].emplace_array();
        for (const TableName& name : page.names) names.emplace_back(name.text);
        if (page.more) answer["LastEvaluatedTableName"] = page.names.back().text;
        return json::serialize(answer);
      },
      std::move(reply));
}

}  // namespace lastwrite
