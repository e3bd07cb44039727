// What the requests of BatchWriteItem and BatchGetItem have in common: RequestItems, by table.
//
//   const auto tables = batch_tables(in);          // each member is a table's name or ARN
//   batch_length("member", "Orders", 26, 25)       // the complaint about a list that is too long
//
// Threading: pure functions.
#pragma once

#include <cstddef>
#include <set>
#include <string_view>

#include "region/base/ids.h"
#include "region/base/result.h"

namespace boost::json {
class object;
}  // namespace boost::json

namespace lastwrite {

class JsonFields;

/// kValidation where it is missing or empty.
Result<const boost::json::object*> batch_tables(JsonFields& in);

/// kValidation where a table's list, which is called `list`, has no element or more than `most`.
/// The words are those of the service since 2026; some of its regions still use older ones.
Result<void> check_batch_length(std::string_view table, std::string_view list, std::size_t count,
                                std::size_t most);

/// The table of a member of RequestItems. kValidation where it is no table's name or ARN, or where
/// `seen` has it already: by its name and by its ARN.
Result<TableName> batch_table(std::string_view member, std::set<TableName>& seen);

/// All tables together ask for too much. `operation`: "BatchWriteItem".
Failure too_many_in_batch(std::string_view operation);

}  // namespace lastwrite
