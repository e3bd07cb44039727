// Conditions, updates and projections of a request, whichever way it says them: as expressions, or
// as the parameters that expressions replaced (Expected, AttributeUpdates, KeyConditions,
// QueryFilter, ScanFilter, AttributesToGet; API reference, "Legacy conditional parameters").
//
// Mistakes are noted with the fields. Threading: pure functions.
#pragma once

#include <optional>
#include <vector>

#include "region/api/json_fields.h"

namespace lastwrite {

/// ConditionExpression, or Expected with ConditionalOperator.
std::optional<Condition> write_condition(JsonFields& in);
/// UpdateExpression, or AttributeUpdates; an empty update where there is neither.
Update update_of(JsonFields& in);
/// ProjectionExpression, or AttributesToGet.
std::optional<std::vector<Path>> projection_of(JsonFields& in);
/// FilterExpression, or `legacy` (QueryFilter, ScanFilter) with ConditionalOperator.
std::optional<Condition> filter_of(JsonFields& in, std::string_view legacy);
/// KeyConditionExpression, or KeyConditions; an empty condition where there is neither.
Condition key_condition_of(JsonFields& in);

}  // namespace lastwrite
