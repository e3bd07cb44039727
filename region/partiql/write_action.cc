#include "region/partiql/write_action.h"

#include "region/base/check.h"
#include "region/partiql/key_parts.h"

namespace lastwrite {
namespace {

Condition either(Condition a, Condition b) {
  AnyOf any;
  any.operands = {std::move(a), std::move(b)};
  return Condition{std::move(any)};
}

struct Translator {
  const TableDescription& table;

  Path key_attribute() const { return attribute(table.key_schema.partition.name); }

  Result<TransactAction> operator()(const SelectStatement&) const {
    LW_CHECK(false, "a SELECT of {} writes nothing", table.table);
    return fail(ErrorCode::kInternal, "a SELECT writes nothing");
  }
  Result<TransactAction> operator()(const InsertStatement& statement) const {
    return TransactAction(
        PutItemInput{statement.table, statement.item, Condition::not_exists(key_attribute())});
  }
  Result<TransactAction> operator()(const UpdateStatement& statement) const {
    auto keyed = keyed_condition(statement.where, table.key_schema);
    if (!keyed) return propagate(keyed);
    UpdateItemInput input{statement.table, std::move(keyed->key), statement.update,
                          std::move(keyed->rest)};
    input.must_exist = true;
    return TransactAction(std::move(input));
  }
  Result<TransactAction> operator()(const DeleteStatement& statement) const {
    auto keyed = keyed_condition(statement.where, table.key_schema);
    if (!keyed) return propagate(keyed);
    DeleteItemInput input{statement.table, std::move(keyed->key)};
    if (keyed->rest)
      input.condition = either(Condition::not_exists(key_attribute()), *std::move(keyed->rest));
    return TransactAction(std::move(input));
  }
  Result<TransactAction> operator()(const ExistsStatement& statement) const {
    const SelectStatement& select = statement.select;
    if (!select.index.empty())
      return fail(ErrorCode::kValidation,
                  "Operations on indices are not supported in transactions");
    auto keyed = keyed_condition(select.where, table.key_schema);
    if (!keyed || !keyed->rest) {
      return fail(ErrorCode::kValidation,
                  "EXISTS() must contain a single item read with additional condition");
    }
    return TransactAction(
        ConditionCheckInput{select.table, std::move(keyed->key), *std::move(keyed->rest)});
  }
};

}  // namespace

Result<TransactAction> write_action(const Catalog& catalog, const Statement& statement) {
  const auto table = catalog.find_active(table_of(statement));
  if (!table) return propagate(table);
  return std::visit(Translator{**table}, statement);
}

Error statement_error(const Statement& statement, Error error) {
  const bool insert = std::holds_alternative<InsertStatement>(statement);
  if (!insert || error.code != ErrorCode::kConditionalCheckFailed) return error;
  return {ErrorCode::kDuplicateItem, "Duplicate primary key exists in table"};
}

}  // namespace lastwrite
