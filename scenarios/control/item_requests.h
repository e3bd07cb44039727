// The item explorer's requests, from their JSON to ClusterItems and back. README.md of this folder
// has the members.
//
//   read_item(control, RequestTarget("/item?table=Orders&key=…"), reply);
//   write_item(control, R"({"table": "Orders", "key": {…}, "writes": [{"region": "eu", …}]})",
//   reply);
//
// Threading: the loop. Errors: kUsage, kValidation, kSerialization.
#pragma once

#include <string>

#include "scenarios/control/cluster_items.h"
#include "scenarios/control/request_target.h"

namespace lastwrite {

using JsonReply = Reply<std::string>;

void read_item(ClusterControl& control, const RequestTarget& target, JsonReply reply);
void write_item(ClusterControl& control, const std::string& body, JsonReply reply);

}  // namespace lastwrite
