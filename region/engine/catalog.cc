#include "region/engine/catalog.h"

#include "proto/value.pb.h"
#include "region/value/proto_value.h"

namespace lastwrite {
namespace {

constexpr char kPrefix[] = "table/";

Result<void> check_definition(const CreateTableInput& input) {
  const Result<TableName> name = parse_table_name(input.table.text);
  if (!name) return propagate(name);
  const KeySchema& schema = input.key_schema;
  const auto bad = [](const std::string& attribute) {
    return attribute.empty() || attribute.size() > 255;
  };
  if (bad(schema.partition.name) || (schema.sort && bad(schema.sort->name))) {
    return fail(ErrorCode::kValidation, "A key attribute's name must have 1 to 255 bytes");
  }
  if (schema.sort && schema.sort->name == schema.partition.name) {
    return fail(ErrorCode::kValidation,
                "Both the Hash Key and the Range Key element in the KeySchema have the same name");
  }
  return {};
}

}  // namespace

Result<void> Catalog::load(FactStore& facts) {
  tables_.clear();
  const auto rows = facts.list(kPrefix);
  if (!rows) return propagate(rows);
  for (const auto& [name, bytes] : *rows) {
    v1::KeySchema message;
    v1::TableDefinition definition;
    if (!message.ParseFromString(bytes) || !definition.ParseFromString(bytes)) {
      return fail(ErrorCode::kCorrupt, "the definition of {} is damaged", name);
    }
    Result<KeySchema> schema = key_schema_from_proto(message);
    if (!schema)
      return fail(ErrorCode::kCorrupt, "the definition of {}: {}", name, schema.error().message);
    const TableName table(name.substr(sizeof(kPrefix) - 1));
    tables_.emplace(table, TableDescription{table, *schema, WallTime{definition.created_ns()}});
  }
  return {};
}

Result<TableDescription> Catalog::create(FactStore& facts, const CreateTableInput& input,
                                         WallTime created) {
  if (const auto checked = check_definition(input); !checked) return propagate(checked);
  if (tables_.contains(input.table)) {
    return fail(ErrorCode::kResourceInUse, "Table already exists: {}", input.table);
  }
  v1::KeySchema message;
  to_proto(input.key_schema, &message);
  v1::TableDefinition definition;  // of which KeySchema is the beginning
  definition.ParseFromString(message.SerializeAsString());
  definition.set_created_ns(created.ns);
  const auto stored = facts.put(kPrefix + input.table.text, definition.SerializeAsString());
  if (!stored) return propagate(stored);
  TableDescription description{input.table, input.key_schema, created};
  tables_.emplace(input.table, description);
  return description;
}

Result<const TableDescription*> Catalog::find(const TableName& table) const {
  const auto found = tables_.find(table);
  if (found == tables_.end()) {
    return fail(ErrorCode::kResourceNotFound, "Requested resource not found: Table: {} not found",
                table);
  }
  return &found->second;
}

std::vector<TableName> Catalog::names() const {
  std::vector<TableName> names;
  for (const auto& [name, description] : tables_) names.push_back(name);
  return names;
}

}  // namespace lastwrite
