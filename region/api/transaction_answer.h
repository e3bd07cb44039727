// What TransactWriteItems and ExecuteTransaction share: tokens, what was carried out, why not.
//
// Threading: carry_out() on the loop, the rest anywhere.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "region/api/api_call.h"
#include "region/api/capacity_report.h"
#include "region/api/json_fields.h"
#include "region/engine/transact_write.h"

namespace lastwrite {

/// Actions or statements of one transaction.
inline constexpr std::size_t kTransactionItemsMax = 100;

/// The list `name` of 1 to `most` members; kValidation, with DynamoDB's words.
Result<const boost::json::array*> members_of(JsonFields& in, std::string_view name,
                                             std::size_t most);

/// ClientRequestToken, which goes with `asked`: what else the request says.
std::optional<RequestToken> token_of(JsonFields& in, std::string_view asked);

/// What became of a transaction, and what it cost.
struct Carried {
  TransactOutcome outcome;
  ConsumedByTable units = {};
};
Result<Carried> carry_out(Engine& engine, const std::vector<TransactAction>& actions,
                          const std::optional<RequestToken>& token);

/// Such as "ConditionalCheckFailed", without "Exception".
std::string reason_code(const Error& error);

/// `item_on_failure`, for each action: whether the item is told beside its reason.
ApiError cancelled(const std::vector<CancellationReason>& reasons,
                   const std::vector<bool>& item_on_failure);

}  // namespace lastwrite
