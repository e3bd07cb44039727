// Carries an INSERT, an UPDATE or a DELETE out, each by itself.
//
//   Result<StatementWritten> done = write_statement(engine, statement);
//   if (done->refused) …                            // nothing was written
//
// Threading: the region's loop.
#pragma once

#include <optional>
#include <vector>

#include "region/engine/engine.h"
#include "region/engine/index_charges.h"
#include "region/partiql/statement.h"

namespace lastwrite {

struct StatementWritten {
  std::optional<Error> refused = {};      // definite: a condition, a duplicate, a wrong key
  std::optional<Item> standing = {};      // what a condition failed of
  std::optional<Item> returned = {};      // by RETURNING
  std::size_t bytes = 0;                  // of the larger of the items before and after
  std::vector<IndexCharge> charges = {};  // on the table's indexes
};

/// Errors: only those after which the outcome is not known. Requires: it is no SELECT.
Result<StatementWritten> write_statement(Engine& engine, const Statement& statement);

}  // namespace lastwrite
