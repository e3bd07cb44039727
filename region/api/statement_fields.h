// What requests with PartiQL statements share: the statement and its parameters, and what reading
// and writing them cost.
//
// Threading: pure functions.
#pragma once

#include <string>
#include <vector>

#include "region/api/capacity_report.h"
#include "region/api/json_fields.h"
#include "region/partiql/read_statement.h"
#include "region/partiql/statement.h"
#include "region/partiql/write_statement.h"

namespace lastwrite {

struct GivenStatement {
  std::string text;
  std::vector<AttributeValue> parameters = {};
  bool item_on_failure = false;  // ReturnValuesOnConditionCheckFailure
};

/// "Statement", "Parameters" and the rest of it. Mistakes are noted.
GivenStatement given_statement(JsonFields& in);

/// kValidation.
Result<Statement> parse(const GivenStatement& given);

Consumed consumed_by_read(const ReadOutput& output, const SelectStatement& statement,
                          bool consistent);
Consumed consumed_by_statement(const StatementWritten& written);

}  // namespace lastwrite
