// A PartiQL statement, parsed: in the terms of conditions, updates and items that the engine knows.
//
//   DELETE FROM "Orders" WHERE id = 'a' AND n > 5
//     -> DeleteStatement{.table = Orders, .where = AND(id = 'a', n > 5)}
//
// Which part of a condition is the key, the table's schema says: read_plan.h, write_action.h.
// Threading: values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "region/base/ids.h"
#include "region/expression/condition.h"
#include "region/expression/update.h"

namespace lastwrite {

/// A key of ORDER BY.
struct OrderKey {
  std::string name;
  bool descending = false;
};

struct SelectStatement {
  TableName table;
  std::string index = {};        // empty: the table itself
  std::vector<Path> paths = {};  // empty: everything
  std::optional<Condition> where = {};
  std::vector<OrderKey> order = {};
};

struct InsertStatement {
  TableName table;
  Item item;
};

/// Of the item as it was, or as it is: all of it, or what the statement changes.
enum class Returning : std::uint8_t { kNothing, kAllOld, kAllNew, kModifiedOld, kModifiedNew };

struct UpdateStatement {
  TableName table;
  Update update = {};
  std::optional<Condition> where = {};
  Returning returning = Returning::kNothing;
};

struct DeleteStatement {
  TableName table;
  std::optional<Condition> where = {};
  Returning returning = Returning::kNothing;
};

/// EXISTS(SELECT …): a check of a transaction.
struct ExistsStatement {
  SelectStatement select;
};

using Statement = std::variant<SelectStatement, InsertStatement, UpdateStatement, DeleteStatement,
                               ExistsStatement>;

inline bool is_read(const Statement& statement) {
  return std::holds_alternative<SelectStatement>(statement);
}

/// The table that it reads or writes.
const TableName& table_of(const Statement& statement);

/// What it wants to be told of the item it writes.
Returning returning_of(const Statement& statement);

}  // namespace lastwrite
