// CreateTable, DescribeTable and ListTables.
#pragma once

#include <string_view>

#include "region/api/api_call.h"

namespace lastwrite {

/// What a CreateTable request asks for. kSerialization, kValidation.
Result<CreateTableInput> create_table_input(const boost::json::object& body);
/// The same, of its text: for tables that are made at a start.
Result<CreateTableInput> create_table_input(std::string_view text);

void create_table_api(const boost::json::object& body, ApiContext& context, ApiReply reply);
void describe_table_api(const boost::json::object& body, ApiContext& context, ApiReply reply);
void list_tables_api(const boost::json::object& body, ApiContext& context, ApiReply reply);

}  // namespace lastwrite
