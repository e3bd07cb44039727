#include "region/engine/catalog.h"

#include <algorithm>

#include "region/engine/index_rules.h"
#include "region/engine/table_codec.h"

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

bool unfinished(const TableDescription& table) {
  return std::any_of(table.indexes.begin(), table.indexes.end(), [](const IndexDescription& one) {
    return one.status == TableStatus::kCreating || one.status == TableStatus::kDeleting;
  });
}

}  // namespace

Result<void> Catalog::load(FactStore& facts) {
  tables_.clear();
  const auto rows = facts.list(kPrefix);
  if (!rows) return propagate(rows);
  for (const auto& [name, bytes] : *rows) {
    const TableName table(name.substr(sizeof(kPrefix) - 1));
    Result<TableDescription> description = decode_table(table, bytes);
    if (!description) return propagate(description);
    tables_.emplace(table, *std::move(description));
  }
  note_unfinished();
  return {};
}

Result<TableDescription> Catalog::create(FactStore& facts, const CreateTableInput& input,
                                         WallTime created) {
  if (const auto checked = check_definition(input); !checked) return propagate(checked);
  if (tables_.contains(input.table)) {
    return fail(ErrorCode::kResourceInUse, "Table already exists: {}", input.table);
  }
  TableDescription description{input.table, input.key_schema, created};
  description.global = input.global;
  description.indexes = input.indexes;
  if (input.stream) description.stream = StreamSettings{*input.stream, created};
  description.provisioned = input.provisioned;
  description.deletion_protection = input.deletion_protection;
  description.tags = input.tags;
  if (const auto checked = check_indexes(description); !checked) return propagate(checked);
  if (const auto kept = put(facts, description); !kept) return propagate(kept);
  return description;
}

Result<void> Catalog::put(FactStore& facts, const TableDescription& description) {
  const auto stored = facts.put(kPrefix + description.table.text, encode(description));
  if (!stored) return propagate(stored);
  tables_.insert_or_assign(description.table, description);
  note_unfinished();
  return {};
}

Result<void> Catalog::erase(FactStore& facts, const TableName& table) {
  if (const auto erased = facts.erase(kPrefix + table.text); !erased) return propagate(erased);
  tables_.erase(table);
  note_unfinished();
  return {};
}

void Catalog::note_unfinished() {
  unfinished_indexes_ = std::any_of(tables_.begin(), tables_.end(),
                                    [](const auto& entry) { return unfinished(entry.second); });
}

Result<const TableDescription*> Catalog::find(const TableName& table) const {
  const auto found = tables_.find(table);
  if (found == tables_.end()) {
    return fail(ErrorCode::kResourceNotFound, "Requested resource not found: Table: {} not found",
                table);
  }
  return &found->second;
}

Result<const TableDescription*> Catalog::find_active(const TableName& table) const {
  const auto found = find(table);
  if (!found) return found;
  const TableStatus status = (*found)->status;
  if (status == TableStatus::kActive || status == TableStatus::kUpdating) return found;
  return fail(ErrorCode::kResourceNotFound, "Requested resource not found: Table: {} not found",
              table);
}

std::vector<TableName> Catalog::names() const {
  std::vector<TableName> names;
  for (const auto& [name, description] : tables_) names.push_back(name);
  return names;
}

}  // namespace lastwrite
