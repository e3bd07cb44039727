// PutItem, GetItem, UpdateItem, DeleteItem.
#pragma once

#include "region/api/api_call.h"

namespace lastwrite {

void put_item_api(const boost::json::object& body, ApiContext& context, ApiReply reply);
void get_item_api(const boost::json::object& body, ApiContext& context, ApiReply reply);
void update_item_api(const boost::json::object& body, ApiContext& context, ApiReply reply);
void delete_item_api(const boost::json::object& body, ApiContext& context, ApiReply reply);

}  // namespace lastwrite
