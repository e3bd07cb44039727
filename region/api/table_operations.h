// CreateTable, DescribeTable, UpdateTable, DeleteTable and ListTables.
#pragma once

#include "region/api/api_call.h"

namespace lastwrite {

void create_table_api(const boost::json::object& body, ApiContext& context, ApiReply reply);
void describe_table_api(const boost::json::object& body, ApiContext& context, ApiReply reply);
void update_table_api(const boost::json::object& body, ApiContext& context, ApiReply reply);
void delete_table_api(const boost::json::object& body, ApiContext& context, ApiReply reply);
void list_tables_api(const boost::json::object& body, ApiContext& context, ApiReply reply);

}  // namespace lastwrite
