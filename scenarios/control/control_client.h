// Asks the control address of a running cluster: one request of HTTP/1.1, one answer.
//
//   Result<std::string> status = ask({.address = "127.0.0.1:40001", …}, "GET", "/status", "");
//
// Threading: blocks, at most half a minute.
#pragma once

#include <string>

#include "scenarios/control/cluster_file.h"

namespace lastwrite {

/// The body of the answer. kUnavailable: nobody answers. kUsage, kUnavailable: what the cluster
/// says is wrong with the request.
Result<std::string> ask(const ClusterInfo& cluster, const std::string& method,
                        const std::string& target, const std::string& body);

}  // namespace lastwrite
