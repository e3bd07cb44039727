#include "region/api/table_operations.h"

#include <algorithm>

#include <boost/json.hpp>

#include "region/api/json_fields.h"
#include "region/api/json_shape.h"

namespace lastwrite {
namespace json = boost::json;
namespace {

constexpr std::string_view kAccount = "000000000000";
constexpr std::string_view kInvalid = "One or more parameter values were invalid: ";

std::string_view type_text(KeyType type) {
  return type == KeyType::kString ? "S" : (type == KeyType::kNumber ? "N" : "B");
}

// --- CreateTable: the key schema, and the types of its attributes --------------------------------

struct KeyElement {
  std::string name;
  std::string type;  // HASH or RANGE
};

std::map<std::string, KeyType> read_definitions(JsonFields& in) {
  std::map<std::string, KeyType> types;
  const json::array* definitions = in.array("AttributeDefinitions");
  if (definitions == nullptr) return types;
  for (const json::value& one : *definitions) {
    const auto object = object_of(one);
    if (!object) {
      in.note(object.error());
      return types;
    }
    JsonFields fields(**object);
    const std::string name = fields.required_text("AttributeName");
    const std::string type = fields.choice("AttributeType", {"", "S", "N", "B"});
    if (const auto read = fields.finish(); !read) in.note(read.error());
    types[name] =
        type == "N" ? KeyType::kNumber : (type == "B" ? KeyType::kBinary : KeyType::kString);
  }
  return types;
}

std::vector<KeyElement> read_elements(JsonFields& in) {
  std::vector<KeyElement> elements;
  const json::array* schema = in.array("KeySchema");
  if (schema == nullptr) {
    in.note(ErrorCode::kValidation,
            "The parameter 'KeySchema' is required but was not present in the request");
    return elements;
  }
  for (const json::value& one : *schema) {
    const auto object = object_of(one);
    if (!object) {
      in.note(object.error());
      return elements;
    }
    JsonFields fields(**object);
    elements.push_back(
        {fields.required_text("AttributeName"), fields.choice("KeyType", {"", "HASH", "RANGE"})});
    if (const auto read = fields.finish(); !read) in.note(read.error());
  }
  return elements;
}

Result<KeySchema> schema_of(const std::vector<KeyElement>& elements,
                            const std::map<std::string, KeyType>& types) {
  if (elements.empty() || elements.size() > 2 || elements[0].type != "HASH" ||
      (elements.size() == 2 && elements[1].type != "RANGE")) {
    return fail(ErrorCode::kValidation,
                "Invalid KeySchema: The first KeySchemaElement is not a HASH key type, or the "
                "second not a RANGE key type");
  }
  std::vector<KeyAttribute> attributes;
  for (const KeyElement& element : elements) {
    const auto type = types.find(element.name);
    if (type == types.end()) {
      return fail(ErrorCode::kValidation,
                  "{}Some index key attributes are not defined in AttributeDefinitions. Keys: "
                  "[{}]",
                  kInvalid, element.name);
    }
    attributes.push_back({element.name, type->second});
  }
  if (types.size() > attributes.size()) {
    return fail(ErrorCode::kValidation,
                "{}Number of attributes in KeySchema does not exactly match number of attributes "
                "defined in AttributeDefinitions",
                kInvalid);
  }
  KeySchema schema{attributes[0], std::nullopt};
  if (attributes.size() == 2) schema.sort = attributes[1];
  return schema;
}

// What a table may have in DynamoDB and not here is refused, never left out in silence.
void refuse_what_is_not_kept(JsonFields& in) {
  for (const std::string_view member :
       {"GlobalSecondaryIndexes", "LocalSecondaryIndexes", "StreamSpecification"}) {
    if (in.has(member))
      in.note(ErrorCode::kValidation, fmt::format("{} is not supported yet by Lastwrite", member));
  }
}

// --- DescribeTable -------------------------------------------------------------------------------

json::object described(const TableDescription& table, const RegionName& region) {
  json::array definitions, schema;
  const auto add = [&](const KeyAttribute& attribute, std::string_view kind) {
    definitions.push_back(json::object{{"AttributeName", attribute.name},
                                       {"AttributeType", type_text(attribute.type)}});
    schema.push_back(json::object{{"AttributeName", attribute.name}, {"KeyType", kind}});
  };
  add(table.key_schema.partition, "HASH");
  if (table.key_schema.sort) add(*table.key_schema.sort, "RANGE");
  constexpr double kNanosecondsPerSecond = 1e9;
  return {
      {"TableName", table.table.text},
      {"TableStatus", "ACTIVE"},
      {"TableArn", fmt::format("arn:aws:dynamodb:{}:{}:table/{}", region, kAccount, table.table)},
      {"CreationDateTime", static_cast<double>(table.created.ns) / kNanosecondsPerSecond},
      {"AttributeDefinitions", std::move(definitions)},
      {"KeySchema", std::move(schema)},
      {"BillingModeSummary", json::object{{"BillingMode", "PAY_PER_REQUEST"}}},
      {"ProvisionedThroughput",
       json::object{
           {"NumberOfDecreasesToday", 0}, {"ReadCapacityUnits", 0}, {"WriteCapacityUnits", 0}}}};
}

ApiAnswer render_table(const TableDescription& table, const RegionName& region,
                       std::string_view member) {
  json::object answer;
  answer[member] = described(table, region);
  return json::serialize(answer);
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

Result<CreateTableInput> create_table_input(const json::object& body) {
  JsonFields in(body);
  CreateTableInput input;
  input.table = in.table();
  const auto types = read_definitions(in);
  const auto elements = read_elements(in);
  in.choice("BillingMode", {"PROVISIONED", "PAY_PER_REQUEST"});
  refuse_what_is_not_kept(in);
  if (const auto read = in.finish(); !read) return propagate(read);
  const auto schema = schema_of(elements, types);
  if (!schema) return propagate(schema);
  input.key_schema = *schema;
  return input;
}

Result<CreateTableInput> create_table_input(std::string_view text) {
  boost::system::error_code error;
  const json::value body = json::parse({text.data(), text.size()}, error);
  if (error) return fail(ErrorCode::kSerialization, "it is no JSON: {}", error.message());
  if (!body.is_object()) return fail(ErrorCode::kSerialization, "it is no JSON object");
  return create_table_input(body.get_object());
}

void create_table_api(const json::object& body, ApiContext& context, ApiReply reply) {
  auto input = create_table_input(body);
  if (!input) return refuse(reply, input.error());
  run<TableDescription>(
      context,
      [&engine = context.engine, input = *std::move(input)] {
        return engine.catalog().create(engine.store().facts(), input, engine.clock().wall_now());
      },
      [region = context.engine.region()](const TableDescription& table) {
        return render_table(table, region, "TableDescription");
      },
      std::move(reply));
}

void describe_table_api(const json::object& body, ApiContext& context, ApiReply reply) {
  JsonFields in(body);
  const TableName table = in.table();
  if (const auto read = in.finish(); !read) return refuse(reply, read.error());
  run<TableDescription>(
      context,
      [&engine = context.engine, table]() -> Result<TableDescription> {
        const auto found = engine.catalog().find(table);
        if (!found) return propagate(found);
        return **found;
      },
      [region = context.engine.region()](const TableDescription& described) {
        return render_table(described, region, "Table");
      },
      std::move(reply));
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
