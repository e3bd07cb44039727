// What CreateTable and UpdateTable ask for, from their JSON.
//
// Messages are DynamoDB's where they are known. Threading: pure functions.
#pragma once

#include <string_view>

#include "region/base/result.h"
#include "region/engine/update_table.h"

namespace boost::json {
class object;
}  // namespace boost::json

namespace lastwrite {

/// kSerialization, kValidation. `global` of the input is the caller's to decide.
Result<CreateTableInput> create_table_input(const boost::json::object& body);
/// The same, of its text: for tables that are made at a start.
Result<CreateTableInput> create_table_input(std::string_view text);

Result<UpdateTableInput> update_table_input(const boost::json::object& body);

}  // namespace lastwrite
