// TransactWriteItems: all of several writes and checks, or none. Atomic in this region; the changes
// replicate item by item (facts §1.4).
//
//   TransactOutcome outcome = transact_write(engine, actions);
//   outcome.reasons[2].code == ErrorCode::kConditionalCheckFailed        // why it was cancelled
#pragma once

#include <optional>
#include <variant>
#include <vector>

#include "region/engine/engine.h"
#include "region/engine/index_charges.h"
#include "region/engine/requests.h"

namespace lastwrite {

struct ConditionCheckInput {
  TableName table;
  Item key;
  Condition condition;
};

using TransactAction =
    std::variant<PutItemInput, UpdateItemInput, DeleteItemInput, ConditionCheckInput>;

struct CancellationReason {
  std::optional<Error> error;  // nullopt: this action was fine
  std::optional<Item> item;    // what stands there, where the condition failed
};

/// ClientRequestToken, and a hash of what is asked with it.
struct RequestToken {
  std::string token;
  std::uint64_t request_hash = 0;
};

/// One action of a transaction that was carried out.
struct TransactWritten {
  const TableDescription* table = nullptr;
  std::size_t bytes = 0;                  // of the larger of the items before and after
  std::vector<IndexCharge> charges = {};  // on the table's indexes
};

struct TransactOutcome {
  bool cancelled = false;
  std::vector<TransactWritten> written = {};  // checks too; nothing where a token was known
  std::vector<CancellationReason> reasons;    // in the order of the actions, where cancelled
};

/// kValidation where the items of a transaction are larger than 4 MB together (API reference,
/// TransactWriteItems and TransactGetItems; in which words it is told there is not documented).
Result<void> check_transaction_bytes(std::size_t bytes);

/// With a token that was carried out in the last ten minutes: nothing is written once more.
/// kResourceNotFound and other errors that are of the request as a whole; kValidation where two
/// actions meet on one item; kIdempotentMismatch.
Result<TransactOutcome> transact_write(Engine& engine, const std::vector<TransactAction>& actions,
                                       const std::optional<RequestToken>& token = {});

}  // namespace lastwrite
