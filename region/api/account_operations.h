// What concerns no single item: tags, limits, endpoints, and the global tables of 2017, which are
// refused as AWS refuses them (facts §0.11).
#pragma once

#include "region/api/api_call.h"

namespace lastwrite {

void tag_resource_api(const boost::json::object& body, ApiContext& context, ApiReply reply);
void untag_resource_api(const boost::json::object& body, ApiContext& context, ApiReply reply);
void list_tags_of_resource_api(const boost::json::object& body, ApiContext& context,
                               ApiReply reply);
void describe_limits_api(const boost::json::object& body, ApiContext& context, ApiReply reply);
void describe_endpoints_api(const boost::json::object& body, ApiContext& context, ApiReply reply);

void create_global_table_api(const boost::json::object& body, ApiContext& context, ApiReply reply);
/// DescribeGlobalTable, UpdateGlobalTable, and their Settings.
void unknown_global_table_api(const boost::json::object& body, ApiContext& context, ApiReply reply);
void list_global_tables_api(const boost::json::object& body, ApiContext& context, ApiReply reply);

}  // namespace lastwrite
