#include "region/partiql/statement.h"

namespace lastwrite {
namespace {

struct TableOf {
  const TableName& operator()(const ExistsStatement& statement) const {
    return statement.select.table;
  }
  template <typename Kind>
  const TableName& operator()(const Kind& statement) const {
    return statement.table;
  }
};

}  // namespace

const TableName& table_of(const Statement& statement) {
  return std::visit(TableOf{}, statement);
}

Returning returning_of(const Statement& statement) {
  if (const auto* update = std::get_if<UpdateStatement>(&statement)) return update->returning;
  if (const auto* erase = std::get_if<DeleteStatement>(&statement)) return erase->returning;
  return Returning::kNothing;
}

}  // namespace lastwrite
