// Statements that write as the engine's operations.
//
//   INSERT  -> a put whose condition is that there is no such item
//   UPDATE  -> an update of an item that must be there; its condition is what WHERE says beside the
//              key
//   DELETE  -> a delete whose condition holds of a missing item too
//   EXISTS  -> a condition check
//
// Threading: the region's loop.
#pragma once

#include "region/engine/transact_write.h"
#include "region/partiql/statement.h"

namespace lastwrite {

/// kResourceNotFound; kValidation where WHERE does not name one item. Requires: it is no SELECT.
Result<TransactAction> write_action(const Catalog& catalog, const Statement& statement);

/// The error of a statement for one of its action: an INSERT's condition that fails is a duplicate.
Error statement_error(const Statement& statement, Error error);

}  // namespace lastwrite
